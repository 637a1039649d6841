package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// session is what a Client is logged in with.
type session struct {
	user   string
	digest string // MD5 of the password, as hex

	mu      sync.Mutex
	current grant    // zero if there is none
	pending *pending // the login that is under way, nil if there is none
}

// grant is what a login gives.
type grant struct {
	token       string
	accountType string
}

// pending is a login that several calls wait for.
type pending struct {
	done      chan struct{} // closed when the rest is there
	grant     grant
	err       error
	abandoned bool // whoever began it did not wait for the result
}

// Login opens a session, also if there is one, and returns the type of the
// account: "admin", or another that may do less (section 2.2). No other method
// needs it; it finds out whether user and password are right. The error is
// ErrUnauthorized if they are not.
func (c *Client) Login(ctx context.Context) (accountType string, err error) {
	g, err := c.renew(ctx, c.session.grant().token)
	return g.accountType, err
}

// Logout ends the session, if there is one. A call after it logs in again.
func (c *Client) Logout(ctx context.Context) error {
	g := c.session.forget()
	if g.token == "" {
		return nil
	}
	r := call{method: http.MethodGet, path: apiPath + "/logout"}
	a, err := c.exchange(ctx, r, g.token)
	if err == nil {
		err = r.failure(a)
	}
	if errors.Is(err, ErrUnauthorized) { // it ended by itself
		return nil
	}
	return err
}

// renew returns a grant with another token than the stale one. It logs in if
// there is none; calls that want one at the same time share a login and its
// outcome.
func (c *Client) renew(ctx context.Context, stale string) (grant, error) {
	for {
		g, p, first := c.session.join(stale)
		switch {
		case p == nil:
			return g, nil
		case first:
			return c.lead(ctx, p)
		}
		select {
		case <-ctx.Done():
			return grant{}, fmt.Errorf("waiting for a login: %w", ctx.Err())
		case <-p.done:
		}
		if !p.abandoned {
			return p.grant, p.err
		}
	}
}

// lead logs in for everybody that waits. If only this call was given up, one of
// the others tries again.
func (c *Client) lead(ctx context.Context, p *pending) (grant, error) {
	p.abandoned = true // unless it comes to an end, also by a panic of a Transport
	defer c.session.finish(p)
	p.grant, p.err = c.login(ctx)
	p.abandoned = p.err != nil && ctx.Err() != nil
	return p.grant, p.err
}

// login sends the credentials (section 2.2).
func (c *Client) login(ctx context.Context) (grant, error) {
	r := call{method: http.MethodGet, path: apiPath + "/login", query: url.Values{
		"username": {c.session.user},
		"password": {c.session.digest},
	}}
	a, err := c.exchange(ctx, r, "")
	if err != nil {
		return grant{}, err
	}
	if e := c.session.redacted(a).failure(nil); e != nil {
		if a.ok() && !strings.HasPrefix(e.Excerpt, "<") { // what is no page may be a token
			e.Excerpt = ""
		}
		return grant{}, fmt.Errorf("%s: %w", r.name(), e)
	}
	var body struct {
		Token       string `json:"token"`
		AccountType string `json:"account_type"`
	}
	// The error itself may have a part of the token.
	if err := json.Unmarshal(a.body, &body); err != nil || body.Token == "" {
		return grant{}, fmt.Errorf("%s: the answer has no token", r.name())
	}
	return grant{token: body.Token, accountType: body.AccountType}, nil
}

// redacted returns an answer without the digest: a proxy that does not know an
// address repeats it, and with it the query.
func (s *session) redacted(a answer) answer {
	a.body = regexp.MustCompile("(?i)"+s.digest).ReplaceAll(a.body, []byte("[hidden]"))
	return a
}

func (s *session) grant() grant {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

func (s *session) forget() grant {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.current
	s.current = grant{}
	return g
}

// join returns a grant if there is another than the stale one; otherwise the
// login to wait for, and whether the caller is first and has to do it.
func (s *session) join(stale string) (g grant, p *pending, first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pending != nil {
		return grant{}, s.pending, false
	}
	if s.current.token != "" && s.current.token != stale {
		return s.current, nil, false
	}
	s.current = grant{}
	s.pending = &pending{done: make(chan struct{})}
	return grant{}, s.pending, true
}

func (s *session) finish(p *pending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.pending = p.grant, nil
	close(p.done)
}
