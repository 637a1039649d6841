package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

type logsCommand struct {
	serverSettings `embed:""`
	wordSettings   `embed:""`

	Since    time.Duration `help:"How far to look back." default:"24h"`
	Category string        `help:"Only events of this category: ${enum}." enum:"access,info,system,emergency," default:""`
	Follow   bool          `help:"Go on, and print what happens from now on." short:"f"`
}

// pollEvery is how often a log that is followed is read.
const pollEvery = 2 * time.Second

func (c *logsCommand) run(ctx context.Context, std streams) error {
	server, err := c.connect(std, client.WithLocale(string(c.Locale)))
	if err != nil {
		return err
	}
	tail := logTail{server: server, options: c.options(time.Now()), print: c.printer(std.out), seen: map[string]bool{}}
	for {
		if err := tail.read(ctx); err != nil || !c.Follow {
			return err
		}
		select {
		case <-ctx.Done():
			return nil // Ctrl-C is how following ends
		case <-time.After(pollEvery):
		}
	}
}

func (c *logsCommand) options(now time.Time) client.LogOptions {
	o := client.LogOptions{From: now.Add(-c.Since), Limit: 50}
	if c.Category != "" {
		o.Filter = client.Filter{Field: "category", Value: c.Category}
	}
	return o
}

// printer returns what prints one event.
func (c *logsCommand) printer(w io.Writer) func(client.Event) error {
	if c.JSON {
		lines := jsonLines(w)
		return func(e client.Event) error { return lines.Encode(e) }
	}
	return func(e client.Event) error {
		_, err := fmt.Fprintf(w, "%s  %-9s %s\n", e.Time.Local().Format("2006-01-02 15:04:05.000"), e.Category, printable(e.Text))
		return err
	}
}

// logTail reads a log on from where it last ended.
type logTail struct {
	server  *client.Client
	options client.LogOptions
	print   func(client.Event) error

	// seen are the events of the last millisecond that was read: the next
	// reading begins with it, for it may not have been over.
	seen map[string]bool
}

// read prints what is new. That the user ends the command is no error.
func (t *logTail) read(ctx context.Context) error {
	for e, err := range t.server.AllEvents(ctx, t.options) {
		if errors.Is(err, context.Canceled) {
			return nil
		}
		if err != nil {
			return err
		}
		if e.Time.After(t.options.From) {
			t.seen = map[string]bool{}
		}
		id := e.Key + "\x00" + e.Text
		if t.seen[id] {
			continue
		}
		if err := t.print(e); err != nil {
			return err
		}
		t.options.From = e.Time
		t.seen[id] = true
	}
	return nil
}
