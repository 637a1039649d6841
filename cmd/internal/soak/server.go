package soak

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/internal/serverproc"
)

// server is a server process and where its log is.
type server struct {
	*serverproc.Server
	log string
}

func launch(c Config, data string) (*server, error) {
	s := &server{log: data + ".log"}
	log, err := os.OpenFile(s.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close() // the process has its own
	cmd := c.Command(data, password, args...)
	cmd.Stderr = log
	s.Server, err = serverproc.Launch(cmd)
	return s, err
}

const (
	anyAddress = "http://vestibule" // the transport knows where that is
	admin      = "admin"
	apiPath    = anyAddress + "/api/v1"

	// patience is how long an answer may take. A server that is killed closes
	// its connections, so nothing waits so long unless something hangs.
	patience = 60 * time.Second
)

// remote is the server under a name that stays while its address changes with
// every start. So one client goes on through all of them, with its session.
type remote struct {
	*client.Client
	http      *http.Client
	transport *http.Transport
	address   atomic.Pointer[string] // host and port
	logins    atomic.Int64           // that the client has made
}

func newRemote() (*remote, error) {
	r := &remote{}
	r.transport = &http.Transport{
		MaxIdleConnsPerHost: 16,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, *r.address.Load())
		},
	}
	r.http = &http.Client{Transport: r.transport, Timeout: patience}
	counting := &http.Client{Transport: countingLogins{r}, Timeout: patience}
	var err error
	r.Client, err = client.New(anyAddress, admin, password, client.WithHTTPClient(counting))
	return r, err
}

// countingLogins counts the logins of a client that logs in by itself.
type countingLogins struct{ *remote }

// RoundTrip implements http.RoundTripper.
func (c countingLogins) RoundTrip(req *http.Request) (*http.Response, error) {
	if filepath.Base(req.URL.Path) == "login" {
		c.logins.Add(1)
	}
	return c.transport.RoundTrip(req)
}

// moveTo says where the server is now.
func (r *remote) moveTo(address string) error {
	u, err := url.Parse(address)
	if err == nil {
		r.address.Store(&u.Host)
	}
	return err
}

// close closes the connections to a server that is gone.
func (r *remote) close() { r.transport.CloseIdleConnections() }

// login opens a session of its own.
func (r *remote) login(ctx context.Context) (token string, err error) {
	digest := md5.Sum([]byte(password)) // the contract wants it
	query := url.Values{"username": {admin}, "password": {hex.EncodeToString(digest[:])}}
	var session struct{ Token string }
	status, err := r.get(ctx, "/login?"+query.Encode(), "", &session)
	if err == nil && session.Token == "" {
		err = fmt.Errorf("login: %d without a token", status)
	}
	return session.Token, err
}

// logout ends a session.
func (r *remote) logout(ctx context.Context, token string) error {
	status, err := r.get(ctx, "/logout", token, nil)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("logout: %d", status)
	}
	return err
}

// knows reports whether a session is good.
func (r *remote) knows(ctx context.Context, token string) (bool, error) {
	status, err := r.get(ctx, "/access/identifier/items?limit=1", token, nil)
	if err == nil && status != http.StatusOK && status != http.StatusUnauthorized {
		err = fmt.Errorf("list: %d", status)
	}
	return status == http.StatusOK, err
}

// get returns the status, and decodes the answer into what is not nil.
func (r *remote) get(ctx context.Context, path, token string, into any) (status int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, apiPath+path, nil)
	if err != nil {
		return 0, err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := r.http.Do(req)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) { // its text has the query, and that the digest
			err = failed.Err
		}
		return 0, err
	}
	defer resp.Body.Close()
	if into == nil {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(into)
}
