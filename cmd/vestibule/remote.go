package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/vestibule-id/vestibule/client"
)

// serverSettings say which running server a command talks to, and as whom.
type serverSettings struct {
	tlsClientSettings `embed:""`

	Server string `help:"Address of the running server." default:"http://127.0.0.1:8080" placeholder:"URL"`
	User   string `help:"Account to log in with; the password comes from VESTIBULE_PASSWORD or a prompt." default:"admin"`
	JSON   bool   `help:"Print a line of JSON for each item instead of a table."`
}

// connect returns a client of the server. Nothing is sent yet.
func (s serverSettings) connect(std streams, options ...client.Option) (*client.Client, error) {
	over, err := s.client(s.Server)
	if err != nil {
		return nil, err
	}
	password, err := givenPassword(std)
	if err != nil {
		return nil, err
	}
	c, err := client.New(s.Server, s.User, password, append(options, client.WithUserAgent("vestibule-cli"), client.WithHTTPClient(over))...)
	if err != nil {
		return nil, usage(err)
	}
	return c, nil
}

// givenPassword returns the password of an account that there is:
// VESTIBULE_PASSWORD or its file, or what is typed at a terminal, or the first line of
// standard input.
func givenPassword(std streams) (string, error) {
	if password, ok, err := secret("VESTIBULE_PASSWORD"); ok || err != nil {
		return password, err
	}
	if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return typed(int(f.Fd()), std.err, "Password: ")
	}
	return passwordLine(std.in)
}

// typed returns what somebody types without seeing it.
func typed(fd int, prompt io.Writer, question string) (string, error) {
	fmt.Fprint(prompt, question)
	raw, err := term.ReadPassword(fd)
	fmt.Fprintln(prompt)
	if err != nil {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	return string(raw), nil
}

// passwordLine returns the first line of what is piped in.
func passwordLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
