package httpapi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The limits of a connection. What an API makes of a body and an answer that
// come and go slowly is stricter (limits).
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 60 * time.Second
	writeTimeout      = 120 * time.Second // from the end of the request's header: reading a body, processing it, answering
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 64 << 10
)

// stopTime is how long running requests may take to finish after a stop.
const stopTime = 20 * time.Second

// Serving says how a handler is served.
type Serving struct {
	// MaxConnections is how many connections there may be at once. For the
	// next one, the one that has waited longest for a request is closed. 0
	// means no limit.
	MaxConnections int

	// TLS has the server speak TLS, HTTP/2 included; nil means plain HTTP.
	TLS *tls.Config

	// Log gets what goes wrong with connections; nil means slog.Default.
	Log *slog.Logger
}

// Serve answers HTTP on the listener until the context ends. It then takes no
// new requests and gives the running ones 20 s to finish; what runs longer is
// cut off. It closes the listener, and returns nil after a clean stop. The
// context ends the server, not the requests in it.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, how Serving) error {
	if how.Log == nil {
		how.Log = slog.Default()
	}
	s := newServer(h, how.Log)
	if how.MaxConnections > 0 {
		ln = newConnections(ln, how.MaxConnections)
		s.Handler, s.ConnContext, s.ConnState = counted(h), withConnection, rested
	}
	if how.TLS != nil {
		secure := how.TLS.Clone()
		secure.NextProtos = append(secure.NextProtos, "h2", "http/1.1")
		ln = tls.NewListener(ln, secure)
	}
	return serve(ctx, ln, s, stopTime)
}

func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

func serve(ctx context.Context, ln net.Listener, s *http.Server, grace time.Duration) error {
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ln) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving HTTP: %w", errors.Join(err, s.Close()))
	case <-ctx.Done():
	}
	// The context has ended, and with it every deadline made from it.
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := s.Shutdown(stopping)
	if err != nil {
		err = fmt.Errorf("stopping HTTP, requests were cut off: %w", errors.Join(err, s.Close()))
	}
	<-ended // now the listener is closed
	return err
}
