// Command vestibule is the enrolment server and its tools.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// The exit codes.
const (
	exitOK      = 0
	exitRefused = 1 // a photo was refused, or something failed
	exitUsage   = 2 // the command line, a variable or the configuration file is wrong
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// streams are the standard streams, or what a test puts in their place.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run does what the arguments say and returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	command, code := parse(args, std)
	if command == nil {
		return code
	}
	err := command(ctx)
	if err == nil {
		return exitOK
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	if !errors.Is(err, errReported) {
		fmt.Fprintln(std.err, "vestibule:", err)
	}
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	return exitRefused
}

var (
	// errReported is a failure that the command has told already.
	errReported = errors.New("reported")
	// errUsage is a failure that lies in what the user typed.
	errUsage = errors.New("usage")
)
