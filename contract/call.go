package contract

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// call is one request of a client, as odd as clients make them.
type call struct {
	method string
	target string // path and query, from the server's root
	auth   *string
	header http.Header
	body   []byte // also of a GET or a DELETE
}

type option func(*call)

// newCall returns a request. A path that does not begin with /api is below
// /api/v1.
func newCall(method, target string, options ...option) call {
	if !strings.HasPrefix(strings.ToLower(target), "/api") {
		target = "/api/v1" + target
	}
	c := call{method: method, target: target, header: http.Header{}}
	for _, o := range options {
		o(&c)
	}
	return c
}

// as sends an Authorization header in place of the run's own token.
func as(authorization string) option { return func(c *call) { c.auth = &authorization } }

// anonymous sends no credentials.
var anonymous = as("")

// bearer sends a token.
func bearer(token string) option { return as("Bearer " + token) }

func header(name, value string) option {
	return func(c *call) { c.header.Set(name, value) }
}

// jsonType is the content type of clients, which name no charset.
var jsonType = header("Content-Type", "application/json")

// body sends a value as JSON, with any characters as they are.
func body(v any) option {
	return func(c *call) {
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil { // only values that the kit makes get here
			panic(err)
		}
		raw("application/json", bytes.TrimSpace(text.Bytes()))(c)
	}
}

// raw sends bytes.
func raw(contentType string, content []byte) option {
	return func(c *call) {
		c.header.Set("Content-Type", contentType)
		c.body = content
	}
}

// query returns a query of names and values that follow each other.
func query(namesAndValues ...string) string {
	var q strings.Builder
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		q.WriteByte("?&"[min(i, 1)])
		q.WriteString(url.QueryEscape(namesAndValues[i]) + "=" + url.QueryEscape(namesAndValues[i+1]))
	}
	return q.String()
}
