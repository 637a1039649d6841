package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/audit"
)

type auditLogCommand struct {
	Verify auditLogVerifyCommand `cmd:"" help:"Say whether the audit log is as it was written: exit code 0, and its head, or 1, and the first entry that is wrong."`
	Show   auditLogShowCommand   `cmd:"" help:"Print the audit log, oldest first: number, time, who, what, uid, detail. It is not verified."`
}

type auditLogVerifyCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Head string `help:"A head of this log that was noted down before, which must still be in it: the server writes one into its own log when it starts and stops, and this command prints one. Only so is it found out that the end of the log was cut off, or all of it written anew." placeholder:"SEQ:HASH"`
}

func (c *auditLogVerifyCommand) run(ctx context.Context, std streams) error {
	var noted *audit.Head
	if c.Head != "" {
		head, err := audit.ParseHead(c.Head)
		if err != nil {
			return usage(err)
		}
		noted = &head
	}
	return withAuditLog(ctx, c.dataSettings, c.logSettings, std, func(log *app.AuditLog) error {
		found, err := log.Verify(ctx, noted)
		if err != nil {
			return err
		}
		if b := found.Break; b != nil {
			return fmt.Errorf("the audit log is broken at entry %d: %s", b.Seq, b.Why)
		}
		if found.Backwards > 0 {
			fmt.Fprintf(std.out, "%d entries are older than the one before: the clock was set back\n", found.Backwards)
		}
		_, err = fmt.Fprintf(std.out, "%d entries, chain intact, head %s\n", found.Head.Seq, found.Head)
		return err
	})
}

type auditLogShowCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	UID   int64         `name:"uid" help:"Only what was done to this uid: of an identifier, or of a time profile or apartment."`
	Since time.Duration `help:"How far to look back; 0 means to the beginning." default:"0"`
	JSON  bool          `name:"json" help:"Print a JSON object for each entry, one a line, with its hashes."`
}

func (c *auditLogShowCommand) run(ctx context.Context, std streams) error {
	return withAuditLog(ctx, c.dataSettings, c.logSettings, std, func(log *app.AuditLog) error {
		from := time.Now().Add(-c.Since)
		show := c.printer(std.out)
		for e, err := range log.All(ctx) {
			if err != nil {
				return err
			}
			if (c.UID != 0 && e.UID != c.UID) || (c.Since != 0 && e.At.Before(from)) {
				continue
			}
			if err := show(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// printer returns what prints one entry.
func (c *auditLogShowCommand) printer(w io.Writer) func(audit.Entry) error {
	if c.JSON {
		lines := jsonLines(w)
		return func(e audit.Entry) error { return lines.Encode(newAuditEntryJSON(e)) }
	}
	return func(e audit.Entry) error {
		uid := "-"
		if e.UID != 0 {
			uid = fmt.Sprint(e.UID)
		}
		line := fmt.Sprintf("%6d  %s  %-20s  %-25s  %6s  %s",
			e.Seq, e.At.Format(auditTime), printable(e.Actor), printable(string(e.Action)), uid, printable(e.Detail))
		_, err := fmt.Fprintln(w, strings.TrimRight(line, " "))
		return err
	}
}

// auditTime is how times are printed: to the millisecond, which is what hashes
// are made of, and in UTC.
const auditTime = "2006-01-02T15:04:05.000Z07:00"

// auditEntryJSON is an entry with all that its hash is made of.
type auditEntryJSON struct {
	Seq      int64  `json:"seq"`
	At       string `json:"at"`
	AtMillis int64  `json:"at_ms"`
	Actor    string `json:"actor"`
	Action   string `json:"action"`
	UID      int64  `json:"uid"`
	Detail   string `json:"detail"`
	Previous string `json:"previous"`
	Hash     string `json:"hash"`
}

func newAuditEntryJSON(e audit.Entry) auditEntryJSON {
	return auditEntryJSON{
		Seq:      e.Seq,
		At:       e.At.Format(auditTime),
		AtMillis: e.At.UnixMilli(),
		Actor:    e.Actor,
		Action:   string(e.Action),
		UID:      e.UID,
		Detail:   e.Detail,
		Previous: e.Previous.String(),
		Hash:     e.Hash.String(),
	}
}

// withAuditLog does something with the audit log in a data directory.
func withAuditLog(ctx context.Context, data dataSettings, logs logSettings, std streams, do func(log *app.AuditLog) error) error {
	config, err := configured(data)
	if err != nil {
		return err
	}
	config.Log = logs.logger(std.err)
	if err := wantDatabase(config); err != nil {
		return err
	}
	log, cleanup, err := vestibule.OpenAuditLog(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	return do(log)
}

// onConsole returns a context that tells the audit log who acts with a command
// on the data directory: the user by number, as the operating system has it. A
// name could only be taken from the environment, where everybody may write any.
func onConsole(ctx context.Context) context.Context {
	return audit.WithActor(ctx, fmt.Sprintf("(console uid %d)", os.Getuid()))
}
