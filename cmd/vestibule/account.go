package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

type accountCommand struct {
	Add      accountAddCommand      `cmd:"" help:"Add an account; the password comes from VESTIBULE_PASSWORD or a prompt."`
	Password accountPasswordCommand `cmd:"" help:"Give an account another password, from VESTIBULE_PASSWORD or a prompt, and end its sessions."`
}

type accountAddCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Name string `arg:"" help:"1 to 64 letters, digits and . _ @ -"`
	Role string `help:"What the account may do: ${enum}." enum:"admin,user" required:""`
}

func (c *accountAddCommand) run(ctx context.Context, std streams) error {
	err := withAccounts(ctx, std, c.Data, c.logger(std.err), func(accounts *app.Accounts, password string) error {
		return accounts.Add(ctx, c.Name, account.Role(c.Role), password)
	})
	if errors.Is(err, domain.KindConflict) {
		return fmt.Errorf("there is an account %s already", c.Name)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "account %s added with role %s\n", c.Name, c.Role)
	return nil
}

type accountPasswordCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Name string `arg:"" help:"The account's name."`
}

func (c *accountPasswordCommand) run(ctx context.Context, std streams) error {
	err := withAccounts(ctx, std, c.Data, c.logger(std.err), func(accounts *app.Accounts, password string) error {
		return accounts.SetPassword(ctx, c.Name, password)
	})
	if errors.Is(err, domain.KindNotFound) {
		return fmt.Errorf("there is no account %s", c.Name)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "account %s has another password, and its sessions are over\n", c.Name)
	return nil
}

// withAccounts asks for a new password and does something with it and the
// accounts in a data directory. What is invalid is the user's fault.
func withAccounts(ctx context.Context, std streams, dir string, log *slog.Logger, do func(accounts *app.Accounts, password string) error) error {
	password, err := newPassword(std)
	if err != nil {
		return err
	}
	config := vestibule.DefaultConfig()
	config.DataDir, config.Log = dir, log
	accounts, cleanup, err := vestibule.OpenAccounts(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	err = do(accounts, password)
	if errors.Is(err, domain.KindInvalid) {
		return usage(err)
	}
	return err
}

// newPassword returns the password of a new account: VESTIBULE_PASSWORD or its file, or
// what is typed twice at a terminal, or the first line of standard input.
func newPassword(std streams) (string, error) {
	if password, ok, err := secret("VESTIBULE_PASSWORD"); ok || err != nil {
		return password, err
	}
	if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return typedTwice(int(f.Fd()), std.err)
	}
	return passwordLine(std.in)
}

// typedTwice returns a new password that somebody types without seeing it.
func typedTwice(fd int, prompt io.Writer) (string, error) {
	password, err := typed(fd, prompt, "Password: ")
	if err != nil {
		return "", err
	}
	again, err := typed(fd, prompt, "Again: ")
	if err != nil {
		return "", err
	}
	if password != again {
		return "", usage(errors.New("the two passwords differ"))
	}
	return password, nil
}
