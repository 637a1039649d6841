package httpapi

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"
	"time"
)

func limited(n int, secure *tls.Config) func(context.Context, net.Listener, http.Handler) error {
	return func(ctx context.Context, ln net.Listener, h http.Handler) error {
		return Serve(ctx, ln, h, Serving{MaxConnections: n, TLS: secure})
	}
}

func yes(w http.ResponseWriter, _ *http.Request) { write(w, 200, "text/plain", []byte("yes")) }

// connect opens a connection to a server and has a deadline on it.
func connect(t *testing.T, s started) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.url[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return c
}

// pipes is a listener that has a connection whenever it is asked.
type pipes struct{ net.Listener }

func (pipes) Accept() (net.Conn, error) {
	server, _ := net.Pipe()
	return server, nil
}

func TestTheConnectionThatWaitedLongestMakesRoom(t *testing.T) {
	l := newConnections(pipes{}, 2)
	accept := func() *connection {
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		return c.(*connection)
	}
	isOpen := func(c *connection) bool { _, open := l.open[c]; return open }
	ask := func(c *connection) { c.serve(); c.served() }
	first, second := accept(), accept()
	for _, c := range []*connection{first, second, first} { // so the second has waited longest
		ask(c)
		c.rest()
	}
	third := accept()
	if !isOpen(first) || isOpen(second) || !isOpen(third) {
		t.Errorf("open: the first %t, the second %t, the third %t", isOpen(first), isOpen(second), isOpen(third))
	}
	ask(first) // its answer is not out yet
	fourth := accept()
	if !isOpen(first) || isOpen(third) || !isOpen(fourth) {
		t.Errorf("open: the first %t, the third %t, the fourth %t", isOpen(first), isOpen(third), isOpen(fourth))
	}
}

func TestOneThatWaitsMakesRoomForTheNext(t *testing.T) {
	s := start(t, http.HandlerFunc(yes), limited(2, nil))
	ask := func(c net.Conn) error {
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
		}
		return err
	}
	first, second, third := connect(t, s), connect(t, s), connect(t, s)
	var faults int
	for _, c := range []net.Conn{third, second, first} {
		if ask(c) != nil {
			faults++
		}
	}
	if faults != 1 {
		t.Errorf("%d of three connections were closed, want one", faults)
	}
}

// Many that send a byte of a header now and then keep nobody out.
func TestConnectionsThatSendNothingKeepNobodyOut(t *testing.T) {
	secure := httptest.NewUnstartedServer(nil)
	secure.StartTLS()
	defer secure.Close()
	for name, config := range map[string]*tls.Config{"plain": nil, "TLS": {Certificates: secure.TLS.Certificates}} {
		t.Run(name, func(t *testing.T) {
			s := start(t, http.HandlerFunc(yes), limited(10, config))
			for range 50 {
				go trickle(connect(t, s))
			}
			client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
				DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
			}}
			for range 20 {
				url := s.url
				if config != nil {
					url = "https" + s.url[len("http"):]
				}
				res, err := client.Get(url)
				if err != nil {
					t.Fatal(err)
				}
				res.Body.Close()
			}
		})
	}
}

func TestBeyondTheLimitOneWaitsUntilARequestIsDone(t *testing.T) {
	h := newSlow()
	s := start(t, h, limited(1, nil))
	first := get(s.url)
	<-h.inside
	second := get(s.url)
	select {
	case a := <-second:
		t.Fatalf("the second got %+v while the first was served", a)
	case <-h.inside:
		t.Fatal("the second was let in")
	case <-time.After(100 * time.Millisecond):
	}
	h.finish <- struct{}{}
	if a := <-first; a.text != "done" || a.err != nil {
		t.Errorf("the first got %+v", a)
	}
	<-h.inside
	close(h.finish)
	if a := <-second; a.text != "done" || a.err != nil {
		t.Errorf("the second got %+v", a)
	}
}

func TestAStopDoesNotWaitForRoom(t *testing.T) {
	h := newSlow()
	s := start(t, h, limited(1, nil))
	first := get(s.url)
	<-h.inside
	outside := connect(t, s)
	s.stop()
	waitUntilRefused(t, s.url)
	close(h.finish)
	if a := <-first; a.text != "done" || a.err != nil {
		t.Errorf("the first got %+v", a)
	}
	if err := <-s.done; err != nil {
		t.Errorf("stopped with %v", err)
	}
	if _, err := io.Copy(io.Discard, outside); err != nil && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the one outside: %v", err)
	}
}

// exhausted is a listener that has no file descriptor for the first few.
type exhausted struct {
	net.Listener
	mu   sync.Mutex
	left int
}

func (l *exhausted) Accept() (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left > 0 {
		l.left--
		return nil, &net.OpError{Op: "accept", Err: syscall.EMFILE}
	}
	return l.Listener.Accept()
}

func TestNoFileDescriptorsLeftDoNotEndTheServer(t *testing.T) {
	s := start(t, http.HandlerFunc(yes), func(ctx context.Context, ln net.Listener, h http.Handler) error {
		return Serve(ctx, &exhausted{Listener: ln, left: 5}, h, Serving{MaxConnections: 10})
	})
	if a := <-get(s.url); a.text != "yes" || a.err != nil {
		t.Errorf("got %+v", a)
	}
}
