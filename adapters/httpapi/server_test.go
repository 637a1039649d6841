package httpapi

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// started is a server on a free port of this machine.
type started struct {
	url  string
	stop context.CancelFunc
	done chan error
}

func start(t *testing.T, h http.Handler, serve func(context.Context, net.Listener, http.Handler) error) started {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	s := started{"http://" + ln.Addr().String(), stop, make(chan error, 1)}
	go func() { s.done <- serve(ctx, ln, h) }()
	return s
}

func publicServe(ctx context.Context, ln net.Listener, h http.Handler) error {
	return Serve(ctx, ln, h, Serving{Log: slog.New(slog.DiscardHandler)})
}

// slow is a handler that says when it is inside and waits to be let out.
type slow struct{ inside, finish chan struct{} }

func newSlow() slow { return slow{make(chan struct{}), make(chan struct{})} }

func (s slow) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.inside <- struct{}{}
	select {
	case <-s.finish:
		write(w, 200, "text/plain", []byte("done"))
	case <-r.Context().Done():
	}
}

type answerOrError struct {
	text string
	err  error
}

func get(url string) <-chan answerOrError {
	got := make(chan answerOrError, 1)
	go func() {
		res, err := http.Get(url)
		if err != nil {
			got <- answerOrError{err: err}
			return
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		got <- answerOrError{string(text), err}
	}()
	return got
}

func TestAStopLetsARunningRequestFinish(t *testing.T) {
	h := newSlow()
	s := start(t, h, publicServe)
	got := get(s.url)
	<-h.inside
	s.stop()
	waitUntilRefused(t, s.url)
	select {
	case err := <-s.done:
		t.Fatalf("stopped with a request running: %v", err)
	default:
	}
	close(h.finish)
	if a := <-got; a.text != "done" || a.err != nil {
		t.Errorf("the running request got %q, %v", a.text, a.err)
	}
	if err := <-s.done; err != nil {
		t.Errorf("a clean stop returned %v", err)
	}
}

// waitUntilRefused waits until nobody listens any more.
func waitUntilRefused(t *testing.T, url string) {
	t.Helper()
	address := strings.TrimPrefix(url, "http://")
	for range 500 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		c.Close()
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("still listening")
}

func TestAStopCutsOffWhatDoesNotFinish(t *testing.T) {
	h := newSlow()
	s := start(t, h, func(ctx context.Context, ln net.Listener, h http.Handler) error {
		return serve(ctx, ln, newServer(h, slog.New(slog.DiscardHandler)), 50*time.Millisecond)
	})
	got := get(s.url)
	<-h.inside
	s.stop()
	if err := <-s.done; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if a := <-got; a.err == nil {
		t.Errorf("the request got %q", a.text)
	}
}

func TestAListenerThatFailsIsAnError(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close()
	if err := publicServe(t.Context(), ln, http.NotFoundHandler()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func TestAContextThatHasEndedServesNothing(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Serve(ctx, ln, http.NotFoundHandler(), Serving{}); err != nil {
		t.Errorf("got %v", err)
	}
	if _, err := net.Dial("tcp", ln.Addr().String()); err == nil {
		t.Error("still listening")
	}
}

func TestTheServersLimits(t *testing.T) {
	log := &syncBuffer{}
	s := newServer(nil, slog.New(slog.NewTextHandler(log, nil)))
	if s.ReadHeaderTimeout != 10*time.Second || s.ReadTimeout != time.Minute || s.WriteTimeout != 2*time.Minute ||
		s.IdleTimeout != 2*time.Minute || s.MaxHeaderBytes != 64<<10 {
		t.Errorf("limits %+v", s)
	}
	s.ErrorLog.Print("TLS handshake error")
	if got := log.String(); !strings.Contains(got, "level=WARN") || !strings.Contains(got, "TLS handshake error") {
		t.Errorf("the server's own log went to %q", got)
	}
}

func TestHeadersThatAreTooLargeAreRefused(t *testing.T) {
	s := start(t, newWorld(t).handler(), publicServe)
	r, err := http.NewRequest("GET", s.url+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X", strings.Repeat("x", 80<<10))
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got, want := res.StatusCode, http.StatusRequestHeaderFieldsTooLarge; got != want {
		t.Errorf("status %d, want %d", got, want)
	}
}
