package apicheck

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Request reports how a request differs from the document: nil if it does not.
// The body is that of the request, which is not read. Query parameters and
// headers that the document does not have do not matter, and neither does a
// body where it has none.
func (c *Checker) Request(r *http.Request, body []byte) error {
	op, known := c.find(r.Method, r.URL.Path)
	var err error
	switch {
	case op != nil:
		err = errors.Join(op.checkParameters(r), c.checkCredentials(op, r), op.checkBody(r.Header, body))
	case known:
		err = errors.New("the document has the path, but not for this method")
	default:
		err = errors.New("the document has no such path")
	}
	if err != nil {
		return fmt.Errorf("request %s %s: %w; body %.*q", r.Method, r.URL.Path, err, maxShown, body)
	}
	return nil
}

func (o *operation) checkParameters(r *http.Request) error {
	query := r.URL.Query()
	for _, p := range o.parameters {
		values := query[p.name]
		if p.in == "path" {
			values = []string{o.variable(p.name, r.URL.Path)}
		}
		if err := p.check(values); err != nil {
			return err
		}
	}
	return nil
}

// checkBody holds a body against the document. A JSON body may come without
// its content type.
func (o *operation) checkBody(header http.Header, body []byte) error {
	if o.body == nil {
		return nil
	}
	if len(body) == 0 {
		if o.body.required {
			return errors.New("there is no body")
		}
		return nil
	}
	contentType := header.Get("Content-Type")
	if contentType == "" && o.JSONBody {
		contentType = jsonType
	}
	return o.body.content.check(contentType, body)
}

// checkCredentials wants what one line of the operation's security demands. It
// does not know whether a password is right.
func (c *Checker) checkCredentials(o *operation, r *http.Request) error {
	if len(o.security) == 0 {
		return nil
	}
	for _, line := range o.security {
		if !slices.ContainsFunc(line, func(name string) bool { return !c.credentials[name].carriedBy(r) }) {
			return nil
		}
	}
	return fmt.Errorf("there are no credentials of %v", o.security)
}

// carriedBy reports whether a request carries the credential.
func (k credential) carriedBy(r *http.Request) bool {
	if k.in == "query" {
		return r.URL.Query().Has(k.name)
	}
	value := r.Header.Get(k.name)
	word, _, _ := strings.Cut(value, " ")
	return value != "" && (k.word == "" || strings.EqualFold(word, k.word))
}
