package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/internal/serverproc"
)

// The administrator's password, on a server that lives as long as this program
// and listens on loopback alone.
const (
	administrator = "admin"
	password      = "load-password"
)

const (
	readyWithin = 60 * time.Second // a server without an answer by then is broken
	askEvery    = 2 * time.Millisecond
)

// server is a running vestibule.
type server struct {
	*serverproc.Server
	url     string
	startUp time.Duration // until it was ready
	log     string        // path of what it writes to standard error
}

// start starts the server and returns once it is ready. When the context ends,
// so does the server.
func start(ctx context.Context, binary, data string, args []string) (*server, error) {
	s := &server{log: filepath.Join(data, "server.log")}
	began := time.Now()
	if err := s.launch(serverproc.Command(ctx, binary, data, args...)); err != nil {
		s.showLog()
		return nil, err
	}
	if err := s.awaitReady(ctx); err != nil {
		// Why the server would not start says more than that it did not.
		err = errors.Join(err, s.stop())
		s.showLog()
		return nil, err
	}
	s.startUp = time.Since(began)
	return s, nil
}

// launch starts the process and returns once it listens.
func (s *server) launch(cmd *exec.Cmd) error {
	log, err := os.Create(s.log)
	if err != nil {
		return err
	}
	defer log.Close() // the process has its own
	cmd.Env = append(os.Environ(), "VESTIBULE_ADMIN_PASSWORD="+password)
	cmd.Stderr = log
	s.Server, s.url, err = serverproc.Start(cmd)
	return err
}

// awaitReady waits until the server says that it can work.
func (s *server) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	for {
		if _, err := s.get(ctx, "/readyz"); err == nil {
			return nil
		}
		if err := wait(ctx, askEvery); err != nil {
			return fmt.Errorf("waiting for the server to be ready: %w", err)
		}
	}
}

// maxPage bounds what is read of an answer to get, in bytes.
const maxPage = 4 << 20

// get returns the page at a path, as the administrator. The error is also that
// the status is not 200.
func (s *server) get(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(administrator, password)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", path, resp.Status)
	}
	return io.ReadAll(io.LimitReader(resp.Body, maxPage))
}

// metrics returns what the server measures of itself; nil if it does not tell.
// Looking at the password costs the server time and memory: ask for usage where
// this is not in it.
func (s *server) metrics(ctx context.Context) figures {
	page, err := s.get(ctx, "/metrics")
	if err != nil {
		return nil
	}
	return parseFigures(page)
}

// client returns a client that keeps a connection for each of so many callers,
// and closes them when the context ends.
func (s *server) client(ctx context.Context, callers int) (*client.Client, error) {
	own := http.DefaultTransport.(*http.Transport).Clone()
	own.MaxIdleConns, own.MaxIdleConnsPerHost = 0, callers
	context.AfterFunc(ctx, own.CloseIdleConnections)
	return client.New(s.url, administrator, password, client.WithHTTPClient(&http.Client{Transport: mislabelling{own}}))
}

// whileItRuns returns a context that ends with the server, too.
func (s *server) whileItRuns(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-ctx.Done():
		case <-s.Ended():
			_, err := s.Wait()
			cancel(errors.Join(errors.New("the server is gone"), err))
		}
	}()
	return ctx, func() { cancel(nil) }
}

// stop asks the server to finish, waits until it has, and returns what went
// wrong with it.
func (s *server) stop() error {
	_, err := s.Stop()
	return err
}

// shownLines is how much of the server's log is shown.
const shownLines = 10

// showLog prints the first lines of the server's log that are no news of a
// request.
func (s *server) showLog() {
	log, err := os.Open(s.log)
	if err != nil {
		return
	}
	defer log.Close()
	n := 0
	for lines := bufio.NewScanner(log); lines.Scan(); {
		if strings.Contains(lines.Text(), "level=INFO") {
			continue
		}
		if n++; n <= shownLines {
			fmt.Fprintln(os.Stderr, "server:", lines.Text())
		}
	}
	if n > shownLines {
		fmt.Fprintf(os.Stderr, "server: and %d lines more\n", n-shownLines)
	}
}
