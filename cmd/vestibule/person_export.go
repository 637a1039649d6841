package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

type personExportCommand struct {
	dataSettings `embed:""`
	whoSettings  `embed:""`
	logSettings  `embed:""`

	To string `help:"File to write if it ends in .zip, or else directory; it must not exist." required:"" placeholder:"FILE.zip|DIR" type:"path"`
}

func (c *personExportCommand) run(ctx context.Context, std streams) error {
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
	b, err := newBundle(c.To, people.Now())
	if errors.Is(err, fs.ErrExist) {
		return usage(fmt.Errorf("%s exists already", c.To))
	}
	if err != nil {
		return err
	}
	portraits, err := export(ctx, people, person, b)
	if err = errors.Join(err, b.close()); err != nil {
		return errors.Join(err, b.remove())
	}
	fmt.Fprintf(std.out, "%s: %d identifiers, %d portraits, %d events\n", c.To, len(person.Identifiers), portraits, len(person.Events))
	return nil
}

// export writes what is kept of a person, and a receipt of that. It returns how
// many portraits there are.
func export(ctx context.Context, people *app.People, person app.Person, b *bundle) (portraits int, err error) {
	all := personJSON{Identifiers: []keptJSON{}, Events: []eventJSON{}}
	err = people.Export(ctx, person, func(k app.Kept) error {
		written := newKeptJSON(k)
		if k.Face != nil {
			portraits++
			written.Face.Portrait = portraitName(k.UID())
			if err := b.add(written.Face.Portrait, k.Face.Portrait.JPEG()); err != nil {
				return err
			}
		}
		all.Identifiers = append(all.Identifiers, written)
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, e := range person.Events {
		all.Events = append(all.Events, newEventJSON(e))
	}
	if err := b.addJSON("person.json", all); err != nil {
		return 0, err
	}
	return portraits, b.addJSON("receipt.json", exportReceipt{
		Action:       "export",
		At:           people.Now().UTC().Truncate(time.Second),
		Version:      vestibule.Version(),
		Installation: people.Installation,
		Files:        b.files,
	})
}

// exportReceipt says what was exported, so that it can be told from what was
// changed later.
type exportReceipt struct {
	Action       string       `json:"action"`
	At           time.Time    `json:"at"`
	Version      string       `json:"version"`
	Installation string       `json:"installation"`
	Files        []bundleFile `json:"files"`
}

func portraitName(uid identifier.UID) string { return fmt.Sprintf("portrait-%d.jpg", uid) }

// addJSON writes a file that people can read.
func (b *bundle) addJSON(name string, content any) error {
	text, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		return err
	}
	return b.add(name, append(text, '\n'))
}
