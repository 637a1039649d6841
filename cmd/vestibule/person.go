package main

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

type personCommand struct {
	Export personExportCommand `cmd:"" help:"Write down everything that is kept of a person, for them to have."`
	Erase  personEraseCommand  `cmd:"" help:"Erase everything that is kept of a person, and print a receipt."`
}

// whoSettings say who a person is. No variable does: one that is left over must
// not decide who is erased.
type whoSettings struct {
	Name  string          `help:"All identifiers whose owner has exactly this name." placeholder:"NAME" env:"-"`
	UIDs  []int64         `name:"uid" help:"The identifier of this number; may be repeated." placeholder:"N" env:"-"`
	Links []domain.LinkID `name:"link" help:"The identifier with this link_id; may be repeated." placeholder:"LINK" env:"-"`
}

// who returns what a person is found by. That this is nothing is the user's
// fault.
func (s whoSettings) who() (app.Who, error) {
	w := app.Who{Name: s.Name, Links: s.Links}
	for _, uid := range s.UIDs {
		w.UIDs = append(w.UIDs, identifier.UID(uid))
	}
	if w.Name == "" && len(w.UIDs) == 0 && len(w.Links) == 0 {
		return w, usage(errors.New("who? --name, --uid or --link tells"))
	}
	return w, nil
}

// openPeople opens the data directory, which must be one.
func openPeople(ctx context.Context, d dataSettings, l logSettings, std streams) (*app.People, func(), error) {
	config, err := configured(d)
	if err != nil {
		return nil, nil, err
	}
	config.Log = l.logger(std.err)
	if err := wantDatabase(config); err != nil {
		return nil, nil, err
	}
	return vestibule.OpenPeople(ctx, config)
}

// find finds a person.
func find(ctx context.Context, people *app.People, w app.Who) (app.Person, error) {
	found, err := people.Find(ctx, w)
	if errors.Is(err, domain.KindNotFound) {
		return app.Person{}, errors.New("nothing is kept of anybody like that; names are compared letter by letter")
	}
	return found, err
}
