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
	List     accountListCommand     `cmd:"" help:"List the accounts and their roles."`
	Remove   accountRemoveCommand   `cmd:"" help:"Remove an account and end its sessions."`
}

type accountAddCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Name string `arg:"" help:"1 to 64 letters, digits and . _ @ -"`
	Role string `help:"What the account may do: ${enum}." enum:"admin,user" required:""`
}

func (c *accountAddCommand) run(ctx context.Context, std streams) error {
	err := withPassword(ctx, std, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts, password string) error {
		return accounts.Add(onConsole(ctx), c.Name, account.Role(c.Role), password)
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
	err := withPassword(ctx, std, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts, password string) error {
		return accounts.SetPassword(onConsole(ctx), c.Name, password)
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

type accountListCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`
}

func (c *accountListCommand) run(ctx context.Context, std streams) error {
	return withAccounts(ctx, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts) error {
		all, err := accounts.List(ctx)
		for _, a := range all {
			fmt.Fprintf(std.out, "%s\t%s\n", a.Name, a.Role)
		}
		return err
	})
}

type accountRemoveCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Name string `arg:"" help:"The account's name."`
}

func (c *accountRemoveCommand) run(ctx context.Context, std streams) error {
	err := withAccounts(ctx, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts) error {
		return accounts.Remove(onConsole(ctx), c.Name)
	})
	switch {
	case errors.Is(err, domain.KindNotFound):
		return fmt.Errorf("there is no account %s", c.Name)
	case errors.Is(err, domain.KindForbidden):
		return fmt.Errorf("%s is the last administrator and stays", c.Name)
	case err != nil:
		return err
	}
	fmt.Fprintf(std.out, "account %s is removed, and its sessions are over\n", c.Name)
	return nil
}

// withPassword asks for a new password and does something with it and the
// accounts in a data directory. What is invalid is the user's fault.
func withPassword(ctx context.Context, std streams, data dataSettings, log *slog.Logger, do func(accounts *app.Accounts, password string) error) error {
	password, err := newPassword(std)
	if err != nil {
		return err
	}
	err = withAccounts(ctx, data, log, func(accounts *app.Accounts) error { return do(accounts, password) })
	if errors.Is(err, domain.KindInvalid) {
		return usage(err)
	}
	return err
}

// withAccounts does something with the accounts in a data directory. A server
// that runs on it keeps to that at once.
func withAccounts(ctx context.Context, data dataSettings, log *slog.Logger, do func(accounts *app.Accounts) error) error {
	config, err := configured(data)
	if err != nil {
		return err
	}
	config.Log = log
	accounts, cleanup, err := vestibule.OpenAccounts(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	return do(accounts)
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
