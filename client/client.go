package client

import (
	"cmp"
	"crypto/md5"
	"encoding/hex"
	"net/http"
)

// Client is an account on a server. It is safe for concurrent use.
type Client struct {
	root      string // "http://door:8080", without a slash at its end
	http      *http.Client
	userAgent string
	locale    string

	// Behind a pointer, for fmt prints no more of one inside a struct than its
	// address.
	session *session
}

// Option changes how a Client works.
type Option func(*Client)

// WithHTTPClient has requests sent through h, for example because of its
// Transport. It is copied, and redirects are not followed whatever it says. Nil
// is http.DefaultClient, which is used without this option.
func WithHTTPClient(h *http.Client) Option {
	return func(c *Client) {
		if h != nil {
			c.http = h
		}
	}
}

// WithUserAgent sets the User-Agent header; without it, it is
// "vestibule-client".
func WithUserAgent(name string) Option {
	return func(c *Client) { c.userAgent = name }
}

// WithLocale sets the language of what is made for people to read: reasons,
// advice and the log. A code such as "en" or "ru"; without it the server
// chooses.
func WithLocale(code string) Option {
	return func(c *Client) { c.locale = code }
}

// New returns a client of the server at an address: "http://door:8080", with
// or without a slash or "/api/v1" at its end, or "door:8080", which is http.
// Nothing is sent yet. The error is that the address is none; credentials in
// it are refused.
//
// Of the password only the MD5 is kept, which is what a login needs (section
// 2.2). It is as good as the password, and login sends it in the query of a
// GET: use https where others can listen.
func New(baseURL, user, password string, options ...Option) (*Client, error) {
	root, err := parseRoot(baseURL)
	if err != nil {
		return nil, err
	}
	digest := md5.Sum([]byte(password))
	c := &Client{
		root:      root,
		http:      http.DefaultClient,
		userAgent: "vestibule-client",
		session:   &session{user: user, digest: hex.EncodeToString(digest[:])},
	}
	for _, o := range options {
		o(c)
	}
	own := *c.http
	own.Transport = staying{cmp.Or(own.Transport, http.DefaultTransport)}
	c.http = &own
	return c, nil
}

// staying is a Transport whose redirects nobody follows: the header that says
// where to is called movedTo. A CheckRedirect comes too late, since http.Client
// puts a Location that it cannot read into its error, which may repeat the query
// of a login.
type staying struct{ http.RoundTripper }

const movedTo = "Moved-To"

// RoundTrip implements http.RoundTripper.
func (s staying) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Header = resp.Header.Clone()
	resp.Header.Del(movedTo)
	if to := resp.Header.Get("Location"); to != "" && resp.StatusCode/100 == 3 {
		resp.Header.Del("Location")
		resp.Header.Set(movedTo, to)
	}
	return resp, nil
}
