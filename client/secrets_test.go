package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// serving returns a client of a server that answers everything so.
func serving(t *testing.T, status int, contentType, body string) *Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return clientOf(t, s.URL)
}

func clientOf(t *testing.T, address string, options ...Option) *Client {
	t.Helper()
	c, err := New(address, testUser, testPassword, options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestErrorsHaveNoCredentials(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	page := `<html>The address /api/v1/login?username=warden&password=` + strings.ToUpper(testDigest) + ` was not found</html>`
	long := `<html>` + strings.Repeat("a ", (excerptRunes-20)/2) + testDigest
	moved := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://door.example"+r.URL.RequestURI(), http.StatusMovedPermanently)
	}))
	t.Cleanup(moved.Close)
	astray := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://a b"+r.URL.RequestURI())
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(astray.Close)
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, `{"token":"`)
	}))
	t.Cleanup(cut.Close)
	tests := []struct {
		name string
		c    *Client
		want string // a part of the error
	}{
		{"nobody listens", clientOf(t, closed.URL), "connection refused"},
		{"a page repeats the address", serving(t, 404, "text/html", page), "password=[hidden] was not found"},
		{"a page ends in the middle of the digest", serving(t, 502, "text/html", long), "a a a"},
		{"an error repeats the address", serving(t, 400, "application/json", `{"error":"no `+testDigest+`"}`), "no [hidden]"},
		{"the server redirects", clientOf(t, moved.URL), "moved to https://door.example/api/v1/login"},
		{"the server redirects to no address", clientOf(t, astray.URL), "302 without a text"},
		{"the answer is cut off", clientOf(t, cut.URL), "unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.c.DeleteIdentifier(t.Context(), 7)
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "GET /api/v1/login: ") {
				t.Errorf("error %q, want one of the login with %q", err, tt.want)
			}
			wantNone(t, fmt.Sprintf("%v %+v %#v", err, err, err), testPassword, testDigest, testDigest[:8])
			var failed *Error
			if errors.As(err, &failed) {
				wantNone(t, fmt.Sprintf("%+v", *failed), testDigest, testDigest[:8])
			}
		})
	}
}

func TestAnErrorOfATransportKeepsItsCause(t *testing.T) {
	cause := errors.New("no route")
	c := clientOf(t, "door", WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
		return nil, cause
	})}))
	if err := c.DeleteIdentifier(t.Context(), 7); !errors.Is(err, cause) {
		t.Errorf("error %v", err)
	}
}

func TestAPrintedClientHasNoCredentials(t *testing.T) {
	d := newDoor(t, nil)
	c := d.client(t)
	if _, err := c.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	holder := struct{ C *Client }{c}
	wantNone(t, fmt.Sprintf("%v %+v %#v %v %+v %#v", c, c, c, *c, holder, holder), testPassword, testDigest, "token-1")
}

func TestACancelledCallIsNotSent(t *testing.T) {
	d := newDoor(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := d.client(t)
	for name, call := range map[string]func() error{
		"a call":   func() error { return c.DeleteIdentifier(ctx, 7) },
		"a login":  func() error { _, err := c.Login(ctx); return err },
		"the info": func() error { _, err := c.Info(ctx); return err },
	} {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", name, err)
		}
	}
	if got := d.seen(); got != "" {
		t.Errorf("requests %s", got)
	}
}
