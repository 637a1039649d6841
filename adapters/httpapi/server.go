package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The limits of a connection. A body has a minute: 16 MiB at 2.2 Mbit/s.
const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 60 * time.Second
	writeTimeout      = 120 * time.Second // from the end of the request's header: reading a body, processing it, answering
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 64 << 10
)

// stopTime is how long running requests may take to finish after a stop.
const stopTime = 20 * time.Second

// Serve answers HTTP on the listener until the context ends. It then takes no
// new requests and gives the running ones 20 s to finish; what runs longer is
// cut off. It closes the listener, and returns nil after a clean stop. The
// context ends the server, not the requests in it. A nil log means
// slog.Default.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) error {
	if log == nil {
		log = slog.Default()
	}
	return serve(ctx, ln, newServer(h, log), stopTime)
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
