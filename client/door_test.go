package client

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

const (
	testUser     = "warden"
	testPassword = "correct horse"
)

var testDigest = func() string {
	sum := md5.Sum([]byte(testPassword))
	return hex.EncodeToString(sum[:])
}()

// door is a double of a server. It opens sessions, the newest of which is good,
// and leaves every other request of a good session to a handler.
type door struct {
	*httptest.Server
	handle http.HandlerFunc // nil answers {}

	mu       sync.Mutex
	logins   int
	current  string   // the token that is good
	requests []string // "GET /api/v1/login", in order
}

func newDoor(t *testing.T, handle http.HandlerFunc) *door {
	t.Helper()
	d := &door{handle: handle}
	d.Server = httptest.NewServer(d)
	t.Cleanup(d.Close)
	return d
}

func (d *door) client(t *testing.T, options ...Option) *Client {
	t.Helper()
	c, err := New(d.URL, testUser, testPassword, options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// end ends the session.
func (d *door) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.current = ""
}

// count returns how many logins there were.
func (d *door) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.logins
}

// seen returns the requests so far.
func (d *door) seen() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.requests, ", ")
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/api/v1/login" {
		d.logIn(w, r)
		return
	}
	if d.admits(r) {
		if d.handle == nil {
			answerJSON(w, 200, `{}`)
			return
		}
		d.handle(w, r)
		return
	}
	// As Vestibule does: a client that is still sending reads no answer.
	_, _ = io.Copy(io.Discard, r.Body)
	answerJSON(w, 401, `{"error":"Log In"}`)
}

func (d *door) logIn(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.requests = append(d.requests, "GET /api/v1/login")
	d.logins++
	q := r.URL.Query()
	if q.Get("username") != testUser || q.Get("password") != testDigest {
		answerJSON(w, 400, `{"error":"Wrong login or password"}`)
		return
	}
	d.current = fmt.Sprintf("token-%d", d.logins)
	answerJSON(w, 200, `{"token":"`+d.current+`","account_type":"admin"}`)
}

func (d *door) admits(r *http.Request) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.requests = append(d.requests, r.Method+" "+r.URL.Path)
	return r.URL.Path == "/api/info" || (d.current != "" && r.Header.Get("Authorization") == "Bearer "+d.current)
}

func answerJSON(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// answering returns a handler that always answers so.
func answering(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, status, body) }
}

// roundTripper is a function as a Transport.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func wantNone(t *testing.T, text string, forbidden ...string) {
	t.Helper()
	for _, f := range forbidden {
		if strings.Contains(strings.ToLower(text), strings.ToLower(f)) {
			t.Errorf("%q contains %q", text, f)
		}
	}
}
