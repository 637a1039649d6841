package app

import (
	"context"
	"errors"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// TimeProfiles manages when identifiers open.
type TimeProfiles struct {
	Store   ports.Store
	Journal *Journal // nil: no log is kept
}

// Create stores a new time profile and returns its uid. The error is
// KindInvalid or KindInvalidTimes.
func (t *TimeProfiles) Create(ctx context.Context, s schedule.Spec) (uid schedule.UID, err error) {
	p, err := schedule.New(s)
	if err != nil {
		return 0, err
	}
	err = t.Store.Within(ctx, func(ctx context.Context) error {
		uid, err = createProfile(ctx, t.Store, t.Journal, p)
		return err
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

func createProfile(ctx context.Context, store ports.Store, j *Journal, p schedule.Profile) (schedule.UID, error) {
	uid, err := store.Profiles.Create(ctx, p)
	if err != nil {
		return 0, err
	}
	return uid, j.record(ctx, event.TimeProfileCreated, event.Subject{UID: int64(uid), Name: p.Spec().Name})
}

// Get returns a time profile and the identifiers that have it. The error is
// KindNoTimeProfile if there is none.
func (t *TimeProfiles) Get(ctx context.Context, uid schedule.UID) (schedule.Profile, []identifier.Reference, error) {
	p, err := t.Store.Profiles.Get(ctx, uid)
	if err != nil {
		return schedule.Profile{}, nil, err
	}
	holders, err := t.Store.Profiles.Holders(ctx, uid)
	return p, holders, err
}

// List returns one page of the time profiles, and how many there are on all
// pages. The error is KindWrongParam for a field that there is not.
func (t *TimeProfiles) List(ctx context.Context, q listing.Query) ([]schedule.Profile, int, error) {
	return t.Store.Profiles.List(ctx, q)
}

// Change replaces what a time profile says. The error is KindNoTimeProfile or
// one of Create.
func (t *TimeProfiles) Change(ctx context.Context, uid schedule.UID, s schedule.Spec) error {
	return t.Store.Within(ctx, func(ctx context.Context) error {
		p, err := t.Store.Profiles.Get(ctx, uid)
		if err != nil {
			return err
		}
		return changeProfile(ctx, t.Store, t.Journal, p, s)
	})
}

func changeProfile(ctx context.Context, store ports.Store, j *Journal, p schedule.Profile, s schedule.Spec) error {
	changed, err := p.Changed(s)
	if err != nil {
		return err
	}
	if err := store.Profiles.Update(ctx, changed); err != nil {
		return err
	}
	return j.record(ctx, event.TimeProfileChanged, aboutProfile(changed))
}

// Delete removes a time profile, also from the identifiers that have it. The
// error is KindNoTimeProfile if there is none.
func (t *TimeProfiles) Delete(ctx context.Context, uid schedule.UID) error {
	return t.Store.Within(ctx, func(ctx context.Context) error {
		p, err := t.Store.Profiles.Get(ctx, uid)
		if err != nil {
			return err
		}
		return deleteProfile(ctx, t.Store, t.Journal, p)
	})
}

func deleteProfile(ctx context.Context, store ports.Store, j *Journal, p schedule.Profile) error {
	if err := store.Profiles.Delete(ctx, p.UID()); err != nil {
		return err
	}
	return j.record(ctx, event.TimeProfileDeleted, aboutProfile(p))
}

// DeleteAll removes those of the time profiles that exist. If it fails, some may
// be gone.
func (t *TimeProfiles) DeleteAll(ctx context.Context, uids []schedule.UID) error {
	return inBatches(ctx, t.Store, unique(uids), func(ctx context.Context, uid schedule.UID) error {
		if err := t.Delete(ctx, uid); !errors.Is(err, domain.KindNoTimeProfile) {
			return err
		}
		return nil
	})
}

// Attach gives an identifier a time profile, which it may have already. The
// error is KindNotFound or KindNoTimeProfile.
func (t *TimeProfiles) Attach(ctx context.Context, to identifier.UID, uid schedule.UID) error {
	return t.bind(ctx, to, uid, true)
}

// Detach takes a time profile from an identifier, which need not have it. The
// error is KindNotFound or KindNoTimeProfile.
func (t *TimeProfiles) Detach(ctx context.Context, from identifier.UID, uid schedule.UID) error {
	return t.bind(ctx, from, uid, false)
}

// bind makes an identifier have a time profile, or not have it. The log tells of
// it if that was otherwise before.
func (t *TimeProfiles) bind(ctx context.Context, to identifier.UID, uid schedule.UID, attach bool) error {
	return t.Store.Within(ctx, func(ctx context.Context) error {
		id, err := t.Store.Identifiers.Get(ctx, to)
		if err != nil {
			return err
		}
		if _, err := t.Store.Profiles.Get(ctx, uid); err != nil {
			return err
		}
		attached, err := t.Store.Profiles.Attached(ctx, to)
		if err != nil {
			return err
		}
		has := slices.ContainsFunc(attached[to], func(p schedule.Profile) bool { return p.UID() == uid })
		if has == attach {
			return nil
		}
		change := t.Store.Profiles.Detach
		if attach {
			change = t.Store.Profiles.Attach
		}
		if err := change(ctx, to, uid); err != nil {
			return err
		}
		return t.Journal.record(ctx, event.IdentifierChanged, aboutIdentifier(id))
	})
}

func aboutProfile(p schedule.Profile) event.Subject {
	return event.Subject{UID: int64(p.UID()), Name: p.Spec().Name}
}
