package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

type identifiersCommand struct {
	List   identifiersListCommand   `cmd:"" help:"List the identifiers of a running server."`
	Show   identifiersShowCommand   `cmd:"" help:"Show identifiers of a running server."`
	Delete identifiersDeleteCommand `cmd:"" help:"Delete identifiers of a running server, with their faces."`
}

type identifiersListCommand struct {
	serverSettings `embed:""`

	Name   string `help:"Only those of this owner." placeholder:"NAME" xor:"filter"`
	Number string `help:"Only those with this number." placeholder:"NUMBER" xor:"filter"`
	Filter string `help:"Only those that an expression is true of: \"lock eq 'all' and not identifier_type eq 'face_id'\"." placeholder:"EXPRESSION" xor:"filter"`
}

func (c *identifiersListCommand) run(ctx context.Context, std streams) error {
	server, err := c.connect(std)
	if err != nil {
		return err
	}
	rows := newIdentifierRows(std.out, c.JSON)
	for id, err := range server.AllIdentifiers(ctx, c.options()) {
		if err != nil {
			return rows.fail(err)
		}
		if err := rows.add(id); err != nil {
			return err
		}
	}
	return rows.flush()
}

func (c *identifiersListCommand) options() client.ListOptions {
	o := client.ListOptions{Limit: 100, Expression: c.Filter}
	switch {
	case c.Name != "":
		o.Filter = client.Filter{Field: "name", Value: c.Name}
	case c.Number != "":
		o.Filter = client.Filter{Field: "identifier_number", Value: c.Number}
	}
	return o
}

type identifiersShowCommand struct {
	serverSettings `embed:""`

	UIDs []int64 `arg:"" name:"uid" help:"What the identifiers are numbered."`
}

func (c *identifiersShowCommand) run(ctx context.Context, std streams) error {
	server, err := c.connect(std)
	if err != nil {
		return err
	}
	rows := newIdentifierRows(std.out, c.JSON)
	for _, uid := range c.UIDs {
		id, err := server.Identifier(ctx, uid)
		if err != nil {
			return rows.fail(fmt.Errorf("identifier %d: %w", uid, err))
		}
		id.UID = uid // the item does not say it
		if err := rows.add(id); err != nil {
			return err
		}
	}
	return rows.flush()
}

type identifiersDeleteCommand struct {
	serverSettings `embed:""`

	UIDs []int64 `arg:"" name:"uid" help:"What the identifiers are numbered."`
}

// run deletes one after the other and says of each what became of it, so that
// an unknown one keeps none of the others from being deleted.
func (c *identifiersDeleteCommand) run(ctx context.Context, std streams) error {
	server, err := c.connect(std)
	if err != nil {
		return err
	}
	failed := false
	for _, uid := range c.UIDs {
		err := server.DeleteIdentifier(ctx, uid)
		switch {
		case err == nil:
			fmt.Fprintf(std.out, "%d\tdeleted\n", uid)
		case errors.Is(err, client.ErrNotFound):
			failed = true
			fmt.Fprintf(std.out, "%d\tnot found\n", uid)
		default:
			return fmt.Errorf("identifier %d: %w", uid, err)
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// identifierRows prints identifiers, as a table or as lines of JSON.
type identifierRows struct {
	table *tabwriter.Writer
	lines *json.Encoder // nil for a table
	some  bool          // there is a row
}

func newIdentifierRows(w io.Writer, asJSON bool) *identifierRows {
	if asJSON {
		return &identifierRows{lines: jsonLines(w)}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "uid\ttype\tnumber\towner\tlock\tvalid\tpasses left\tapartment\n")
	return &identifierRows{table: t}
}

// jsonLines returns what prints a line of JSON for each item.
func jsonLines(w io.Writer) *json.Encoder {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return lines
}

func (r *identifierRows) add(id client.Identifier) error {
	r.some = true
	if r.lines != nil {
		return r.lines.Encode(id)
	}
	_, err := fmt.Fprintf(r.table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id.UID, id.Type, dashed(printable(id.Number)),
		dashed(printable(id.Owner.Name)), id.Lock, validWords(id), passWords(id), apartmentWords(id))
	return err
}

// fail prints the rows that there are before an error; a table without any would
// only be in its way.
func (r *identifierRows) fail(err error) error {
	if !r.some {
		return err
	}
	return errors.Join(r.flush(), err)
}

func (r *identifierRows) flush() error {
	if r.table == nil {
		return nil
	}
	return r.table.Flush()
}

func dashed(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// validWords tells when an identifier is valid, in this machine's time.
func validWords(id client.Identifier) string {
	w := id.Valid.Time
	switch {
	case w.From.IsZero() && w.To.IsZero():
		return "always"
	case w.From.IsZero():
		return "until " + shortTime(w.To)
	case w.To.IsZero():
		return "from " + shortTime(w.From)
	}
	return shortTime(w.From) + " to " + shortTime(w.To)
}

func shortTime(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func passWords(id client.Identifier) string {
	if id.Additional.PassesLeft < 0 {
		return "unlimited"
	}
	return strconv.Itoa(id.Additional.PassesLeft)
}

func apartmentWords(id client.Identifier) string {
	if id.Apartment.UID < 1 {
		return "-"
	}
	a := id.Apartment.Address
	return strings.Join([]string{strconv.Itoa(a.Building), strconv.Itoa(a.Unit), strconv.Itoa(a.Floor), strconv.Itoa(a.Room)}, "-")
}
