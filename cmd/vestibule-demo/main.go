// Command vestibule-demo shows one enrolment over HTTP, step by step: it starts
// the server on a free port with a temporary data directory, does what a panel
// client does, prints each request with its answer, and draws what was found.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func main() {
	var d demo
	flag.StringVar(&d.server, "server", "bin/vestibule", "the server's binary")
	flag.StringVar(&d.photo, "photo", "", "a JPEG to enrol; without it a portrait is drawn")
	flag.StringVar(&d.out, "out", "demo", "directory for the pictures")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := d.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

type demo struct {
	server, photo, out string
}

func (d demo) run(ctx context.Context) error {
	jpeg, err := d.portrait()
	if err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "vestibule-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)

	say("Vestibule starts on a free port, data in %s", data)
	s, err := start(ctx, d.server, data)
	if err != nil {
		return err
	}
	defer s.stop()
	uid, found, err := enrol(ctx, client{base: s.url}, jpeg)
	if err != nil {
		return err
	}

	say("The server stops and starts again: is the face still there?")
	if err := s.stop(); err != nil {
		return fmt.Errorf("stopping the server: %w", err)
	}
	again, err := start(ctx, d.server, data)
	if err != nil {
		return err
	}
	defer again.stop()
	stored, err := fetch(ctx, client{base: again.url}, uid)
	if err != nil {
		return err
	}
	uploaded, err := photo.New(jpeg)
	if err != nil {
		return err
	}
	if string(stored) != string(uploaded.Bare().JPEG()) {
		return fmt.Errorf("the stored portrait has %d bytes and is not the one uploaded", len(stored))
	}
	say("It is, byte for byte, and without metadata.")
	if err := d.show(stored, found); err != nil {
		return err
	}
	return again.stop()
}

// portrait returns the photo to enrol: the one given, or a drawn one, which is
// also kept as a file to look at.
func (d demo) portrait() ([]byte, error) {
	if err := os.MkdirAll(d.out, 0o755); err != nil {
		return nil, err
	}
	if d.photo != "" {
		return os.ReadFile(d.photo)
	}
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{Seed: 3}), 92)
	return jpeg, os.WriteFile(filepath.Join(d.out, "portrait.jpg"), jpeg, 0o644)
}

func say(format string, args ...any) { fmt.Printf("\n# "+format+"\n", args...) }
