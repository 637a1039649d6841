// Package serverproc runs the vestibule server as a process of its own, for the
// programs and tests that need the real one: start it, learn its address, stop
// it or kill it.
package serverproc

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

const (
	listensWithin = 60 * time.Second // a server that does not listen by then is broken
	stopsWithin   = 30 * time.Second // more than the server gives running requests
)

// Server is a server process. Its methods may be called from any goroutine.
type Server struct {
	cmd   *exec.Cmd
	out   io.Writer     // what it prints goes on to this one
	url   chan string   // gets its address, or is closed without one
	ended chan struct{} // closed when the process is gone
	err   error         // why, once ended is closed; nil if it went well
}

// Command returns the command that serves a data directory on a free port of
// this machine. When the context ends, so does the server, as after Stop.
func Command(ctx context.Context, binary, data string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, args...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = stopsWithin
	return cmd
}

// Launch starts the process and does not wait until it listens. What it prints
// on its standard output goes on to cmd.Stdout. One goroutine stays with it
// until it has ended.
func Launch(cmd *exec.Cmd) (*Server, error) {
	s := &Server{cmd: cmd, out: cmd.Stdout, url: make(chan string, 1), ended: make(chan struct{})}
	if s.out == nil {
		s.out = io.Discard
	}
	cmd.Stdout = nil
	printed, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w (is it built? make build)", err)
	}
	go s.watch(printed)
	return s, nil
}

// Start is Launch, and returns the server's address once it listens. A server
// that does not is gone when Start returns.
func Start(cmd *exec.Cmd) (s *Server, url string, err error) {
	if s, err = Launch(cmd); err != nil {
		return nil, "", err
	}
	if url, err = s.Address(); err != nil {
		s.Kill()
		return nil, "", err
	}
	return s, url, nil
}

// watch reads what the process prints, and waits for its end.
func (s *Server) watch(printed io.Reader) {
	defer close(s.ended)
	found := false
	for lines := bufio.NewScanner(printed); lines.Scan(); {
		fmt.Fprintln(s.out, lines.Text())
		if _, url, ok := strings.Cut(lines.Text(), "listens on "); ok && !found {
			s.url <- url
			found = true
		}
	}
	close(s.url)
	if err := s.cmd.Wait(); !s.cmd.ProcessState.Success() {
		s.err = fmt.Errorf("the server ended: %w", err)
	}
}

// Address waits until the server listens and returns its address, for example
// "http://127.0.0.1:8080". It is for one caller, once.
func (s *Server) Address() (string, error) {
	limit := time.NewTimer(listensWithin)
	defer limit.Stop()
	select {
	case url := <-s.url:
		if url == "" {
			<-s.ended
			return "", errors.Join(errors.New("the server did not start"), s.err)
		}
		return url, nil
	case <-limit.C:
		return "", fmt.Errorf("the server does not listen after %v", listensWithin)
	}
}

// PID returns the process's id.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Ended returns a channel that is closed when the process is gone.
func (s *Server) Ended() <-chan struct{} { return s.ended }

// Wait waits until the process is gone, and returns its exit code (-1 if a
// signal ended it) and what was wrong with its end.
func (s *Server) Wait() (code int, err error) {
	<-s.ended
	return s.cmd.ProcessState.ExitCode(), s.err
}

// Kill ends the process as a power cut would, and returns when it is gone.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill() // it fails if the process is gone, which is as good
	<-s.ended
}

// Stop asks the server to finish and waits until it has; one that takes too
// long is killed. What it returns is that of Wait. A second call changes
// nothing.
func (s *Server) Stop() (code int, err error) { return s.StopWith(syscall.SIGTERM) }

// StopWith is Stop with another signal.
func (s *Server) StopWith(signal syscall.Signal) (code int, err error) {
	_ = s.cmd.Process.Signal(signal) // it fails if the process is gone
	late := time.AfterFunc(stopsWithin, func() { _ = s.cmd.Process.Kill() })
	defer late.Stop()
	return s.Wait()
}
