package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// How much of an answer is read, in bytes.
const (
	maxJSON  = 8 << 20
	maxImage = 64 << 20
)

// call is one request, as often as it has to be sent.
type call struct {
	method string
	path   string // as in the contract, with apiPath
	query  url.Values
	body   *payload // nil for none
	image  []byte   // how the image begins that is the answer; nil for JSON
}

// payload is a body that can be opened for every attempt.
type payload struct {
	contentType string
	length      int64 // bytes
	open        func() (io.ReadCloser, error)
}

func newJSONPayload(body any) (*payload, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	return &payload{
		contentType: "application/json",
		length:      int64(len(raw)),
		open:        func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil },
	}, nil
}

// name returns the call as errors have it, without its query.
func (r call) name() string { return r.method + " " + r.path }

func (r call) limit() int64 {
	if r.image != nil {
		return maxImage
	}
	return maxJSON
}

// send sends a body as JSON, nil for none, and decodes the answer, nil for one
// that does not matter.
func (c *Client) send(ctx context.Context, r call, body, result any) error {
	if body != nil {
		p, err := newJSONPayload(body)
		if err != nil {
			return fmt.Errorf("%s: %w", r.name(), err)
		}
		r.body = p
	}
	a, err := c.do(ctx, r)
	if err != nil {
		return err
	}
	return r.decode(a, result)
}

// do makes a call with the session's token. If the session is over it logs in
// and makes it once more. The answer is a good one.
func (c *Client) do(ctx context.Context, r call) (answer, error) {
	g, err := c.renew(ctx, "")
	if err != nil {
		return answer{}, err
	}
	a, err := c.exchange(ctx, r, g.token)
	if err == nil && a.status == http.StatusUnauthorized {
		if g, err = c.renew(ctx, g.token); err != nil {
			return answer{}, err
		}
		a, err = c.exchange(ctx, r, g.token)
	}
	if err == nil {
		err = r.failure(a)
	}
	if err != nil {
		return answer{}, err
	}
	return a, nil
}

// exchange makes one attempt at a call, without credentials if the token is
// empty. The error is that there is no whole answer.
func (c *Client) exchange(ctx context.Context, r call, token string) (answer, error) {
	a, err := c.attempt(ctx, r, token)
	if err != nil {
		return answer{}, fmt.Errorf("%s: %w", r.name(), withoutURL(err))
	}
	return a, nil
}

func (c *Client) attempt(ctx context.Context, r call, token string) (answer, error) {
	req, err := c.request(ctx, r, token)
	if err != nil {
		return answer{}, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, r.limit()+1))
	a := answer{status: resp.StatusCode, header: resp.Header, body: body}
	switch {
	case err != nil:
		return answer{}, fmt.Errorf("reading the answer: %w", err)
	case a.ok() && int64(len(body)) > r.limit():
		return answer{}, fmt.Errorf("the answer is larger than %d bytes", r.limit())
	}
	return a, nil
}

func (c *Client) request(ctx context.Context, r call, token string) (*http.Request, error) {
	address := c.root + r.path
	if len(r.query) > 0 {
		address += "?" + r.query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, r.method, address, nil)
	if err != nil {
		return nil, err
	}
	c.setHeader(req.Header, r, token)
	if r.body == nil {
		return req, nil
	}
	if req.Body, err = r.body.open(); err != nil {
		return nil, err
	}
	req.GetBody, req.ContentLength = r.body.open, r.body.length
	return req, nil
}

func (c *Client) setHeader(h http.Header, r call, token string) {
	h.Set("User-Agent", c.userAgent)
	h.Set("Accept", "application/json")
	if r.image != nil {
		h.Set("Accept", "image/*")
	}
	if c.locale != "" {
		h.Set("Accept-Language", c.locale)
	}
	if token != "" {
		h.Set("Authorization", "Bearer "+token)
	}
	if r.body != nil {
		h.Set("Content-Type", r.body.contentType)
	}
}

// decode reads the JSON of a good answer.
func (r call) decode(a answer, result any) error {
	if result == nil {
		return nil
	}
	if a.empty() {
		return fmt.Errorf("%s: the answer is empty", r.name())
	}
	if err := json.Unmarshal(a.body, result); err != nil {
		return fmt.Errorf("%s: the answer is not as documented: %w", r.name(), err)
	}
	return nil
}

// failure returns the *Error that an answer is, or nil if it is a good one.
func (r call) failure(a answer) error {
	if e := a.failure(r.image); e != nil {
		return fmt.Errorf("%s: %w", r.name(), e)
	}
	return nil
}

// uid is how the answer to a creation names what was created.
type uid struct {
	UID int64 `json:"uid"`
}

// create sends a body that creates something and returns its uid.
func (c *Client) create(ctx context.Context, path string, body any) (int64, error) {
	var created uid
	r := call{method: http.MethodPost, path: path}
	if err := c.send(ctx, r, body, &created); err != nil {
		return 0, err
	}
	if created.UID < 1 {
		return 0, fmt.Errorf("%s: %w", r.name(), errNoUID)
	}
	return created.UID, nil
}

var errNoUID = errors.New("the answer has no uid")
