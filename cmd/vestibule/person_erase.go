package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

type personEraseCommand struct {
	dataSettings `embed:""`
	whoSettings  `embed:""`
	logSettings  `embed:""`

	Yes  bool `help:"Erase without asking." env:"-"`
	JSON bool `name:"json" help:"Print the receipt as a line of JSON."`
}

// run shows on standard error what would go, and prints nothing but the receipt.
func (c *personEraseCommand) run(ctx context.Context, std streams) error {
	w, err := c.who()
	if err != nil {
		return err
	}
	people, cleanup, err := openPeople(ctx, c.dataSettings, c.logSettings, std)
	if err != nil {
		return err
	}
	defer cleanup()
	person, err := find(ctx, people, w)
	if err != nil {
		return err
	}
	showPerson(std.err, person)
	if err := c.confirm(std); err != nil {
		return err
	}
	erased, err := people.Erase(ctx, w)
	if err != nil {
		return err
	}
	return newErasureReceipt(erased, people.Installation).print(std.out, c.JSON)
}

// showPerson says what is kept of a person.
func showPerson(w io.Writer, p app.Person) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, id := range p.Identifiers {
		s, face := id.Spec(), ""
		if id.State() == identifier.Enrolled {
			face = "with a face"
		}
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\n", id.UID(), s.Type, dashed(printable(s.Number)), dashed(printable(s.Owner.Name)), face)
	}
	_ = t.Flush() // to the terminal
	fmt.Fprintf(w, "%d identifiers are deleted, with their faces; %d events stay without name, number and address\n", len(p.Identifiers), len(p.Events))
}

// confirm asks for the name, or a word if there is none. It is the user's fault
// not to be there.
func (c *personEraseCommand) confirm(std streams) error {
	if c.Yes {
		return nil
	}
	f, ok := std.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return usage(errors.New("nothing was erased: --yes erases"))
	}
	want := c.Name
	if want == "" {
		want = "erase"
	}
	fmt.Fprintf(std.err, "Type %q to erase it: ", printable(want))
	if got, err := passwordLine(f); err != nil || got != want {
		return errors.Join(errors.New("nothing was erased"), err)
	}
	return nil
}

// erasureReceipt proves that a request was met. It names nobody: uids are not
// given again, and nothing else is known of them any more.
type erasureReceipt struct {
	Action       string           `json:"action"`
	At           time.Time        `json:"at"`
	Version      string           `json:"version"`
	Installation string           `json:"installation"`
	UIDs         []identifier.UID `json:"uids"`
	Identifiers  int              `json:"identifiers"`
	Portraits    int              `json:"portraits"`
	Descriptors  int              `json:"descriptors"`
	Events       int              `json:"events"` // that were taken the name, number and address
	Verified     bool             `json:"verified"`
	Purged       bool             `json:"purged"`           // no copies are left in the files of the database
	SHA256       string           `json:"sha256,omitempty"` // of the line without it
}

func newErasureReceipt(e app.Erased, installation string) erasureReceipt {
	return erasureReceipt{
		Action:       "erase",
		At:           e.At,
		Version:      vestibule.Version(),
		Installation: installation,
		UIDs:         append([]identifier.UID{}, e.UIDs...),
		Identifiers:  len(e.UIDs),
		Portraits:    e.Portraits,
		Descriptors:  e.Descriptors,
		Events:       e.Events,
		Verified:     true, // Erase fails otherwise
		Purged:       e.Purged,
	}
}

// print prints the receipt with its sum: that of the JSON without the sum, or of
// the lines above it.
func (r erasureReceipt) print(w io.Writer, asJSON bool) error {
	if asJSON {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		r.SHA256 = sumOf(line)
		return jsonLines(w).Encode(r)
	}
	var text bytes.Buffer
	r.write(&text)
	_, err := fmt.Fprintf(w, "%ssha256 of the lines above  %s\n", text.String(), sumOf(text.Bytes()))
	return err
}

func (r erasureReceipt) write(w io.Writer) {
	purged := "nothing"
	if !r.Purged {
		purged = "copies, until the database is next closed or writes some megabytes"
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range [][2]string{
		{"erased", r.At.Format(time.RFC3339)},
		{"identifiers", strings.TrimSpace(fmt.Sprint(r.Identifiers, " ", uidWords(r.UIDs)))},
		{"portraits", fmt.Sprint(r.Portraits)},
		{"descriptors", fmt.Sprint(r.Descriptors)},
		{"events without name, number and address now", fmt.Sprint(r.Events)},
		{"found when read again", "nothing"},
		{"left in the files of the database", purged},
		{"version", r.Version},
		{"installation", r.Installation},
	} {
		fmt.Fprintf(t, "%s\t%s\n", row[0], row[1])
	}
	_ = t.Flush() // into memory
}

func uidWords(uids []identifier.UID) string {
	if len(uids) == 0 {
		return ""
	}
	return "(uid " + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(uids)), ", "), "[]") + ")"
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
