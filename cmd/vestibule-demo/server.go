package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// password is that of the demo's own administrator, on a server that lives as
// long as the demo and listens on loopback alone.
const password = "demo-password"

// stopWithin is how long the server may take to finish.
const stopWithin = 15 * time.Second

// server is a running vestibule.
type server struct {
	cmd *exec.Cmd
	url string
}

// start starts the server and returns once it listens.
func start(ctx context.Context, binary, data string) (*server, error) {
	cmd := exec.CommandContext(ctx, binary, "serve", "--listen", "127.0.0.1:0", "--data", data)
	cmd.Env = append(os.Environ(), "VESTIBULE_ADMIN_PASSWORD="+password)
	cmd.Stderr = os.Stdout
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = stopWithin
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w (is it built? make build)", err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		fmt.Println(lines.Text())
		if _, url, ok := strings.Cut(lines.Text(), "listens on "); ok {
			return &server{cmd: cmd, url: url}, nil
		}
	}
	return nil, fmt.Errorf("the server did not start: %w", cmd.Wait())
}

// stop asks the server to finish and waits until it has. A second call does
// nothing.
func (s *server) stop() error {
	if s.cmd.ProcessState != nil {
		return nil
	}
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return s.cmd.Wait()
}
