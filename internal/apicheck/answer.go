package apicheck

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

const jsonType = "application/json"

// maxShown is how many bytes of a body an error repeats.
const maxShown = 500

// Answer reports how an answer to a request differs from the document: nil if
// it does not. The body of an answer to HEAD may be missing.
func (c *Checker) Answer(method, path string, status int, header http.Header, body []byte) error {
	want, err := c.expected(method, path, status)
	if err == nil && !(method == http.MethodHead && len(body) == 0) {
		err = want.check(header, body)
	}
	if err != nil {
		return fmt.Errorf("%s %s: answer %d: %w; body %.*q", method, path, status, err, maxShown, body)
	}
	return nil
}

// expected returns what the document says of an answer.
func (c *Checker) expected(method, path string, status int) (*response, error) {
	op, known := c.find(method, path)
	switch {
	case op != nil:
		if want := op.responses[strconv.Itoa(status)]; want != nil {
			return want, nil
		}
		return nil, fmt.Errorf("%s has no such status, but %v", op.OperationID, op.Statuses)
	case known && status == http.StatusMethodNotAllowed && c.notAllowed != nil:
		return c.notAllowed, nil
	case status == http.StatusNotFound && c.notFound != nil:
		return c.notFound, nil
	case known:
		return nil, errors.New("the document has the path, but not for this method")
	}
	return nil, errors.New("the document has no such path")
}

func (r *response) check(header http.Header, body []byte) error {
	for _, h := range r.headers {
		if err := h.check(header.Values(h.name)); err != nil {
			return err
		}
	}
	if len(r.content) == 0 {
		if len(body) > 0 {
			return errors.New("there should be no body")
		}
		return nil
	}
	return r.content.check(header.Get("Content-Type"), body)
}

// check holds a body against the schema of its media type.
func (c content) check(contentType string, body []byte) error {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("content type %q: %w", contentType, err)
	}
	schema, ok := c[media]
	switch {
	case !ok:
		return fmt.Errorf("content type %q, want %s", media, strings.Join(c.media(), " or "))
	case media != jsonType:
		return nil
	}
	value, err := decode(body)
	if err != nil {
		return err
	}
	if schema == nil {
		return nil
	}
	return schema.Validate(value)
}

func (c content) media() []string {
	var list []string
	for media := range c {
		list = append(list, media)
	}
	slices.Sort(list)
	return list
}
