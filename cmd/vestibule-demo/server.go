package main

import (
	"context"
	"os"

	"github.com/vestibule-id/vestibule/internal/serverproc"
)

// password is that of the demo's own administrator, on a server that lives as
// long as the demo and listens on loopback alone.
const password = "demo-password"

// server is a running vestibule.
type server struct {
	*serverproc.Server
	url string
}

// start starts the server and returns once it listens.
func start(ctx context.Context, binary, data string) (*server, error) {
	cmd := serverproc.Command(ctx, binary, data)
	cmd.Env = append(os.Environ(), "VESTIBULE_ADMIN_PASSWORD="+password)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stdout
	s, url, err := serverproc.Start(cmd)
	return &server{s, url}, err
}

// stop asks the server to finish and waits until it has. A second call does
// nothing.
func (s *server) stop() error {
	_, err := s.Stop()
	return err
}
