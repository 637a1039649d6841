package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/ports"
)

// Identifiers manages what opens the doors.
type Identifiers struct {
	Store   ports.Store
	Journal *Journal // nil: no log is kept
}

// Create stores a new identifier and returns its uid. A face is created as a
// temporary identifier. The error is KindInvalid, KindInvalidTimes, KindConflict
// or KindMasterCode.
func (i *Identifiers) Create(ctx context.Context, s identifier.Spec) (uid identifier.UID, err error) {
	id, err := identifier.New(s)
	if err != nil {
		return 0, err
	}
	err = i.Store.Within(ctx, func(ctx context.Context) error {
		uid, err = i.create(ctx, id)
		return err
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

func (i *Identifiers) create(ctx context.Context, id identifier.Identifier) (identifier.UID, error) {
	if err := i.refuseTaken(ctx, id); err != nil {
		return 0, err
	}
	uid, err := i.Store.Identifiers.Create(ctx, id)
	if err != nil {
		return 0, err
	}
	about := aboutIdentifier(id)
	about.UID = int64(uid)
	return uid, i.Journal.record(ctx, event.IdentifierCreated, about)
}

// Change changes what c says of an identifier and leaves the rest as it is,
// also what somebody else changes at the same time. The error is KindNotFound
// or one of Create.
func (i *Identifiers) Change(ctx context.Context, uid identifier.UID, c identifier.Change) error {
	return i.change(ctx, uid, event.IdentifierChanged, func(ctx context.Context, id identifier.Identifier) (identifier.Identifier, error) {
		changed, err := id.Changed(c)
		if err != nil || changed.Key() == id.Key() {
			return changed, err
		}
		return changed, i.refuseTaken(ctx, changed)
	})
}

// ResetPasses gives an identifier its whole number of passes again. The error
// is KindNotFound or KindUnlimited.
func (i *Identifiers) ResetPasses(ctx context.Context, uid identifier.UID) error {
	return i.change(ctx, uid, event.PassesReset, func(_ context.Context, id identifier.Identifier) (identifier.Identifier, error) {
		return id.ResetPasses()
	})
}

// change reads an identifier, applies a rule and stores what that gives, and
// nobody comes between.
func (i *Identifiers) change(ctx context.Context, uid identifier.UID, key event.Key,
	rule func(context.Context, identifier.Identifier) (identifier.Identifier, error)) error {
	return i.Store.Within(ctx, func(ctx context.Context) error {
		id, err := i.Store.Identifiers.Get(ctx, uid)
		if err != nil {
			return err
		}
		if id, err = rule(ctx, id); err != nil {
			return err
		}
		if err := i.Store.Identifiers.Update(ctx, id); err != nil {
			return err
		}
		return i.Journal.record(ctx, key, aboutIdentifier(id))
	})
}

// refuseTaken keeps an identifier from having the master code, or a number that
// another one has in another spelling: to a reader at the door they are the
// same, and to revoke one would leave the other. That another has it in the same
// spelling is found by the repository.
func (i *Identifiers) refuseTaken(ctx context.Context, id identifier.Identifier) error {
	if id.Spec().Type == identifier.InputCode {
		set, err := i.Store.Settings.Settings(ctx)
		if err == nil && set.MasterCode.Opens(id.Spec().Number) {
			return domain.E(domain.KindMasterCode, "that input code is the master code")
		}
		return err
	}
	for _, spelt := range id.Key().Spellings()[1:] {
		other, err := i.Store.Identifiers.ByKey(ctx, spelt)
		switch {
		case err == nil && other.UID() != id.UID():
			return domain.E(domain.KindConflict, "identifier %d has that number in another spelling", other.UID())
		case err != nil && !errors.Is(err, domain.KindNotFound):
			return err
		}
	}
	return nil
}

// Delete removes an identifier and its face. The error is KindNotFound if there
// is none.
func (i *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return i.Store.Within(ctx, func(ctx context.Context) error {
		id, err := i.Store.Identifiers.Get(ctx, uid)
		if err != nil {
			return err
		}
		return i.remove(ctx, id)
	})
}

func (i *Identifiers) remove(ctx context.Context, id identifier.Identifier) error {
	if err := i.Store.Identifiers.Delete(ctx, id.UID()); err != nil {
		return err
	}
	return i.Journal.record(ctx, event.IdentifierDeleted, aboutIdentifier(id))
}

// DeleteAll removes those of the identifiers that exist. If it fails, some may be
// gone.
func (i *Identifiers) DeleteAll(ctx context.Context, uids []identifier.UID) error {
	return inBatches(ctx, i.Store, unique(uids), func(ctx context.Context, uid identifier.UID) error {
		if err := i.Delete(ctx, uid); !errors.Is(err, domain.KindNotFound) {
			return err
		}
		return nil
	})
}

// DeleteByKey removes those of the identifiers with these types and numbers that
// exist, and returns which did. If it fails, some may be gone. The error is
// KindInvalid, and none is, if one of the numbers cannot be.
func (i *Identifiers) DeleteByKey(ctx context.Context, keys []identifier.Key) (found []bool, err error) {
	for _, key := range keys {
		if err := key.Validate(); err != nil {
			return nil, err
		}
	}
	err = inBatches(ctx, i.Store, keys, func(ctx context.Context, key identifier.Key) error {
		id, err := i.Store.Identifiers.ByKey(ctx, key)
		if err == nil {
			err = i.remove(ctx, id)
		}
		if err != nil && !errors.Is(err, domain.KindNotFound) {
			return err
		}
		found = append(found, err == nil)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Get returns an identifier with what it refers to. The error is KindNotFound
// if there is none.
func (i *Identifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Entry, error) {
	id, err := i.Store.Identifiers.Get(ctx, uid)
	if err != nil {
		return identifier.Entry{}, err
	}
	entries, err := i.entries(ctx, []identifier.Identifier{id})
	if err != nil {
		return identifier.Entry{}, err
	}
	return entries[0], nil
}

// List returns one page of the identifiers, and how many there are on all
// pages. The error is KindWrongParam for a field that there is not.
func (i *Identifiers) List(ctx context.Context, q listing.Query) ([]identifier.Entry, int, error) {
	page, total, err := i.Store.Identifiers.List(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	entries, err := i.entries(ctx, page)
	return entries, total, err
}

// Portrait returns the photo an identifier was enrolled with, without the
// metadata it was uploaded with. The error is KindNotFound if there is none.
// Nobody gets one without the audit log saying so.
func (i *Identifiers) Portrait(ctx context.Context, uid identifier.UID) (photo.Photo, error) {
	e, err := i.Store.Identifiers.Enrolment(ctx, uid)
	if err != nil {
		return photo.Photo{}, err
	}
	if err := i.Journal.Audit(ctx, audit.PortraitRead, int64(uid), ""); err != nil {
		return photo.Photo{}, err
	}
	return e.Portrait.Bare(), nil // it may have been stored before metadata were removed
}
