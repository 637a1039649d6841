package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Apartments manages the flats and offices that identifiers belong to.
type Apartments struct {
	Store   ports.Store
	Journal *Journal // nil: no log is kept
}

// Create stores a new apartment and returns its uid. The error is KindInvalid
// or KindLinkTaken.
func (a *Apartments) Create(ctx context.Context, s apartment.Spec) (uid apartment.UID, err error) {
	made, err := apartment.New(s)
	if err != nil {
		return 0, err
	}
	err = a.Store.Within(ctx, func(ctx context.Context) error {
		if uid, err = a.Store.Apartments.Create(ctx, made); err != nil {
			return err
		}
		return a.Journal.record(ctx, event.ApartmentCreated, aboutApartment(apartment.Restore(uid, s)))
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

// Get returns an apartment and the identifiers that belong to it. The error is
// KindNoApartment if there is none.
func (a *Apartments) Get(ctx context.Context, uid apartment.UID) (apartment.Apartment, []identifier.Identifier, error) {
	found, err := a.Store.Apartments.Get(ctx, uid)
	if err != nil {
		return apartment.Apartment{}, nil, err
	}
	ids, err := a.Store.Identifiers.InApartment(ctx, uid)
	return found, ids, err
}

// List returns one page of the apartments, and how many there are on all pages.
// The error is KindWrongParam for a field that there is not.
func (a *Apartments) List(ctx context.Context, q listing.Query) ([]apartment.Apartment, int, error) {
	return a.Store.Apartments.List(ctx, q)
}

// Change replaces what an apartment says. The error is KindNoApartment or one
// of Create.
func (a *Apartments) Change(ctx context.Context, uid apartment.UID, s apartment.Spec) error {
	return a.change(ctx, uid, event.ApartmentChanged, func(ctx context.Context, found apartment.Apartment) (apartment.Apartment, error) {
		changed, err := found.Changed(s)
		if err != nil {
			return found, err
		}
		return changed, a.Store.Apartments.Update(ctx, changed)
	})
}

// Delete removes an apartment; its identifiers then belong to none. The error
// is KindNoApartment if there is none.
func (a *Apartments) Delete(ctx context.Context, uid apartment.UID) error {
	return a.change(ctx, uid, event.ApartmentDeleted, func(ctx context.Context, found apartment.Apartment) (apartment.Apartment, error) {
		return found, a.Store.Apartments.Delete(ctx, uid)
	})
}

// change does something with an apartment and tells the log of what do returns,
// all or nothing.
func (a *Apartments) change(ctx context.Context, uid apartment.UID, key event.Key,
	do func(context.Context, apartment.Apartment) (apartment.Apartment, error)) error {
	return a.Store.Within(ctx, func(ctx context.Context) error {
		found, err := a.Store.Apartments.Get(ctx, uid)
		if err != nil {
			return err
		}
		if found, err = do(ctx, found); err != nil {
			return err
		}
		return a.Journal.record(ctx, key, aboutApartment(found))
	})
}

func aboutApartment(a apartment.Apartment) event.Subject {
	return event.Subject{UID: int64(a.UID()), Name: a.Spec().Name, Apartment: a.Spec().Address.String()}
}

// Attach makes an identifier belong to an apartment, which it may do already.
// The error is KindNoApartment, KindNotFound, or KindOtherApartment if it belongs
// to another one.
func (a *Apartments) Attach(ctx context.Context, uid apartment.UID, to identifier.UID) error {
	return a.Store.Within(ctx, func(ctx context.Context) error {
		home, err := a.Store.Apartments.Get(ctx, uid)
		if err != nil {
			return err
		}
		id, err := a.Store.Identifiers.Get(ctx, to)
		switch {
		case err != nil || id.Apartment() == uid:
			return err
		case id.Apartment().Valid():
			return domain.E(domain.KindOtherApartment, "identifier %d belongs to apartment %d", to, id.Apartment())
		}
		return a.move(ctx, id, home)
	})
}

// Detach makes an identifier belong to no apartment and returns whether it
// belonged to one. The error is KindNothingToDetach if there is no such
// identifier.
func (a *Apartments) Detach(ctx context.Context, from identifier.UID) (did bool, err error) {
	err = a.Store.Within(ctx, func(ctx context.Context) error {
		id, err := a.Store.Identifiers.Get(ctx, from)
		if errors.Is(err, domain.KindNotFound) {
			return domain.E(domain.KindNothingToDetach, "identifier %d: %w", from, err)
		}
		if did = id.Apartment().Valid(); err != nil || !did {
			return err
		}
		return a.move(ctx, id, apartment.Apartment{})
	})
	return did && err == nil, err
}

// move makes an identifier belong to an apartment, or to none if that is the
// zero one, and the link that another system knows it by go with it.
func (a *Apartments) move(ctx context.Context, id identifier.Identifier, to apartment.Apartment) error {
	links := id.Links()
	links.Apartment = to.Spec().Link
	moved := id.In(to.UID()).Linked(links)
	if err := a.Store.Identifiers.Update(ctx, moved); err != nil {
		return err
	}
	return a.Journal.record(ctx, event.IdentifierChanged, aboutIdentifier(moved))
}
