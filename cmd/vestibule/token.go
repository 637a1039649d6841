package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

type tokenCommand struct {
	List   tokenListCommand   `cmd:"" help:"List the sessions that go on, the oldest first. The ID is a short name, and not the token."`
	Revoke tokenRevokeCommand `cmd:"" help:"End sessions, by ID, of an account, or all: their tokens are good for nothing at once."`
}

type tokenListCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`
}

func (c *tokenListCommand) run(ctx context.Context, std streams) error {
	return withAccounts(ctx, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts) error {
		sessions, err := accounts.Sessions(ctx)
		if err != nil {
			return err
		}
		return printSessions(std.out, sessions)
	})
}

// printSessions prints sessions as a table, with the times of this machine.
func printSessions(w io.Writer, sessions []ports.SessionRecord) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tACCOUNT\tOPENED\tEXPIRES")
	for _, s := range sessions {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", s.Hash.ID(), s.Account, timeOf(s.Opened), timeOf(s.Expires))
	}
	return table.Flush()
}

// timeOf returns a time as people read it, "-" if it is not known.
func timeOf(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Local().Format(time.DateTime)
}

type tokenRevokeCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	IDs     []string `arg:"" optional:"" name:"id" help:"The sessions, as \"token list\" names them."`
	Account string   `help:"End all sessions of this account." placeholder:"NAME" env:"-"`
	All     bool     `help:"End all sessions of all accounts." env:"-"`
}

func (c *tokenRevokeCommand) run(ctx context.Context, std streams) error {
	ways := 0
	for _, chosen := range []bool{len(c.IDs) > 0, c.Account != "", c.All} {
		if chosen {
			ways++
		}
	}
	if ways != 1 {
		return usage(errors.New("say which sessions: either IDs, or --account NAME, or --all"))
	}
	return withAccounts(ctx, c.dataSettings, c.logger(std.err), func(accounts *app.Accounts) error {
		switch {
		case c.All:
			return c.report(std, accounts.RevokeAll(onConsole(ctx)), "all sessions are over")
		case c.Account != "":
			return c.report(std, accounts.RevokeOf(onConsole(ctx), c.Account), "the sessions of "+c.Account+" are over")
		}
		var faults []error
		for _, id := range c.IDs {
			faults = append(faults, c.report(std, accounts.Revoke(onConsole(ctx), id), "session "+id+" is over"))
		}
		return errors.Join(faults...)
	})
}

// report prints what was done, or returns why it was not.
func (c *tokenRevokeCommand) report(std streams, err error, done string) error {
	if errors.Is(err, domain.KindNotFound) {
		return fmt.Errorf("nothing to end: %w", err)
	}
	if err == nil {
		fmt.Fprintln(std.out, done)
	}
	return err
}
