package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

type accountCommand struct {
	Add accountAddCommand `cmd:"" help:"Add an account; the password comes from VESTIBULE_PASSWORD or a prompt."`
}

type accountAddCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Name string `arg:"" help:"1 to 64 letters, digits and . _ @ -"`
	Role string `help:"What the account may do: ${enum}." enum:"admin,user" required:""`
}

func (c *accountAddCommand) run(ctx context.Context, std streams) error {
	password, err := newPassword(std)
	if err != nil {
		return err
	}
	config := vestibule.DefaultConfig()
	config.DataDir, config.Log = c.Data, c.logger(std.err)
	accounts, cleanup, err := vestibule.OpenAccounts(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	err = accounts.Add(ctx, c.Name, account.Role(c.Role), password)
	if errors.Is(err, domain.KindInvalid) {
		return usage(err)
	}
	if errors.Is(err, domain.KindConflict) {
		return fmt.Errorf("there is an account %s already", c.Name)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "account %s added with role %s\n", c.Name, c.Role)
	return nil
}

// newPassword returns the password of a new account: VESTIBULE_PASSWORD, or
// what is typed twice at a terminal, or the first line of standard input.
func newPassword(std streams) (string, error) {
	if password, ok := os.LookupEnv("VESTIBULE_PASSWORD"); ok {
		return password, nil
	}
	if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return typedPassword(int(f.Fd()), std.err)
	}
	line, err := bufio.NewReader(std.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func typedPassword(fd int, prompt io.Writer) (string, error) {
	var typed [2]string
	for i, question := range []string{"Password: ", "Again: "} {
		fmt.Fprint(prompt, question)
		raw, err := term.ReadPassword(fd)
		fmt.Fprintln(prompt)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		typed[i] = string(raw)
	}
	if typed[0] != typed[1] {
		return "", usage(errors.New("the two passwords differ"))
	}
	return typed[0], nil
}
