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
	"syscall"
	"time"

	"github.com/vestibule-id/vestibule/client"
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
	stopWithin  = 15 * time.Second
)

// server is a running vestibule.
type server struct {
	url     string
	startUp time.Duration // until it was ready

	pid   int
	log   string             // path of what it writes to standard error
	quit  context.CancelFunc // asks it to finish
	ended chan struct{}      // closed when it has
	err   error              // why, once ended is closed; nil if all went well
}

// start starts the server and returns once it is ready. When the context ends,
// so does the server.
func start(ctx context.Context, binary, data string, args []string) (*server, error) {
	ctx, quit := context.WithCancel(ctx)
	s := &server{quit: quit, log: filepath.Join(data, "server.log"), ended: make(chan struct{})}
	began := time.Now()
	urls, err := s.exec(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, args...))
	if err != nil {
		quit()
		return nil, err
	}
	if err := s.awaitReady(ctx, urls); err != nil {
		// Why the server would not start says more than that it did not.
		err = errors.Join(err, s.stop())
		s.showLog()
		return nil, err
	}
	s.startUp = time.Since(began)
	return s, nil
}

// exec starts the process, and a goroutine that stays until it has ended. The
// channel gets the server's address, or is closed without one.
func (s *server) exec(ctx context.Context, binary string, args []string) (<-chan string, error) {
	log, err := os.Create(s.log)
	if err != nil {
		return nil, err
	}
	defer log.Close() // the process has its own
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = append(os.Environ(), "VESTIBULE_ADMIN_PASSWORD="+password)
	cmd.Stderr = log
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = stopWithin
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w (is it built? make build)", err)
	}
	s.pid = cmd.Process.Pid
	urls := make(chan string, 1)
	go func() {
		defer close(s.ended)
		findURL(out, urls)
		if err := cmd.Wait(); !cmd.ProcessState.Success() {
			s.err = fmt.Errorf("the server ended: %w", err)
		}
	}()
	return urls, nil
}

// findURL sends the first address that the server says it listens on, and
// reads on until it says no more.
func findURL(out io.Reader, urls chan<- string) {
	defer close(urls)
	found := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, url, ok := strings.Cut(lines.Text(), "listens on "); ok && !found {
			urls <- url
			found = true
		}
	}
}

// awaitReady waits until the server says that it can work.
func (s *server) awaitReady(ctx context.Context, urls <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	select {
	case <-ctx.Done():
		return fmt.Errorf("waiting for the server: %w", ctx.Err())
	case s.url = <-urls:
	}
	if s.url == "" {
		return errors.New("the server did not start")
	}
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
		case <-s.ended:
			cancel(errors.Join(errors.New("the server is gone"), s.err))
		}
	}()
	return ctx, func() { cancel(nil) }
}

// stop asks the server to finish, waits until it has, and returns what went
// wrong with it. A server that takes too long is killed.
func (s *server) stop() error {
	s.quit()
	<-s.ended
	return s.err
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
