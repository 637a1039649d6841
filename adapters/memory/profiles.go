package memory

import (
	"context"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// TimeProfiles is the TimeProfileRepo of a Store. Which identifiers have a
// profile is kept with them.
type TimeProfiles struct {
	store    *Store
	last     schedule.UID // the newest uid ever given
	profiles map[schedule.UID]schedule.Profile
	links    links[schedule.UID]
}

var _ ports.TimeProfileRepo = (*TimeProfiles)(nil)

func newTimeProfiles(s *Store) TimeProfiles {
	return TimeProfiles{
		store:    s,
		profiles: make(map[schedule.UID]schedule.Profile),
		links:    make(links[schedule.UID]),
	}
}

// Create implements ports.TimeProfileRepo.
func (r *TimeProfiles) Create(ctx context.Context, p schedule.Profile) (schedule.UID, error) {
	return call(ctx, r.store, func(tx *transaction) (schedule.UID, error) {
		uid := r.last + 1
		if err := r.links.claim(tx, p.Link(), uid); err != nil {
			return 0, err
		}
		set(tx, &r.last, uid)
		put(tx, r.profiles, uid, schedule.Restore(uid, p.Link(), p.Spec()))
		return uid, nil
	})
}

// Get implements ports.TimeProfileRepo.
func (r *TimeProfiles) Get(ctx context.Context, uid schedule.UID) (schedule.Profile, error) {
	return call(ctx, r.store, func(*transaction) (schedule.Profile, error) { return r.find(uid) })
}

// ByLink implements ports.TimeProfileRepo.
func (r *TimeProfiles) ByLink(ctx context.Context, link domain.LinkID) (schedule.Profile, error) {
	return call(ctx, r.store, func(*transaction) (schedule.Profile, error) {
		uid, found := r.links[link]
		if !found {
			return schedule.Profile{}, domain.E(domain.KindNoTimeProfile, "no time profile has that link")
		}
		return r.profiles[uid], nil
	})
}

// List implements ports.TimeProfileRepo.
func (r *TimeProfiles) List(ctx context.Context, q listing.Query) ([]schedule.Profile, int, error) {
	p, err := call(ctx, r.store, func(*transaction) (page[schedule.Profile], error) {
		return ask(inOrder(r.profiles), q), nil
	})
	return p.items, p.total, err
}

// Update implements ports.TimeProfileRepo.
func (r *TimeProfiles) Update(ctx context.Context, p schedule.Profile) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		former, err := r.find(p.UID())
		if err != nil {
			return err
		}
		r.links.free(tx, former.Link())
		if err := r.links.claim(tx, p.Link(), p.UID()); err != nil {
			return err
		}
		put(tx, r.profiles, p.UID(), p)
		return nil
	})
}

// Delete implements ports.TimeProfileRepo.
func (r *TimeProfiles) Delete(ctx context.Context, uid schedule.UID) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		p, err := r.find(uid)
		if err != nil {
			return err
		}
		for _, id := range r.holders(uid) {
			r.detach(tx, id.UID(), uid)
		}
		r.links.free(tx, p.Link())
		remove(tx, r.profiles, uid)
		return nil
	})
}

// Attach implements ports.TimeProfileRepo.
func (r *TimeProfiles) Attach(ctx context.Context, to identifier.UID, p schedule.UID) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		rec, err := r.store.identifiers.find(to)
		if err != nil {
			return err
		}
		if _, err := r.find(p); err != nil {
			return err
		}
		if i, has := slices.BinarySearch(rec.profiles, p); !has {
			rec.profiles = slices.Insert(slices.Clone(rec.profiles), i, p)
			put(tx, r.store.identifiers.records, to, rec)
		}
		return nil
	})
}

// Detach implements ports.TimeProfileRepo.
func (r *TimeProfiles) Detach(ctx context.Context, from identifier.UID, p schedule.UID) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		r.detach(tx, from, p)
		return nil
	})
}

// Attached implements ports.TimeProfileRepo.
func (r *TimeProfiles) Attached(ctx context.Context, to ...identifier.UID) (map[identifier.UID][]schedule.Profile, error) {
	return call(ctx, r.store, func(*transaction) (map[identifier.UID][]schedule.Profile, error) {
		attached := make(map[identifier.UID][]schedule.Profile)
		for _, uid := range to {
			if profiles := r.of(r.store.identifiers.records[uid]); len(profiles) > 0 {
				attached[uid] = profiles
			}
		}
		return attached, nil
	})
}

// Holders implements ports.TimeProfileRepo.
func (r *TimeProfiles) Holders(ctx context.Context, uid schedule.UID) ([]identifier.Reference, error) {
	return call(ctx, r.store, func(*transaction) ([]identifier.Reference, error) {
		var holders []identifier.Reference
		for _, id := range r.holders(uid) {
			holders = append(holders, identifier.Reference{UID: id.UID(), Link: id.Links().Identifier})
		}
		return holders, nil
	})
}

func (r *TimeProfiles) find(uid schedule.UID) (schedule.Profile, error) {
	p, found := r.profiles[uid]
	if !found {
		return schedule.Profile{}, domain.E(domain.KindNoTimeProfile, "no time profile %d", uid)
	}
	return p, nil
}

// of returns the profiles of an identifier, by uid.
func (r *TimeProfiles) of(rec record) []schedule.Profile {
	var profiles []schedule.Profile
	for _, uid := range rec.profiles {
		profiles = append(profiles, r.profiles[uid])
	}
	return profiles
}

// holders returns the identifiers that have a profile, by uid.
func (r *TimeProfiles) holders(uid schedule.UID) []identifier.Identifier {
	return r.store.identifiers.those(func(rec record) bool { return slices.Contains(rec.profiles, uid) })
}

func (r *TimeProfiles) detach(tx *transaction, from identifier.UID, p schedule.UID) {
	records := r.store.identifiers.records
	rec := records[from]
	if i, has := slices.BinarySearch(rec.profiles, p); has {
		rec.profiles = slices.Delete(slices.Clone(rec.profiles), i, i+1)
		put(tx, records, from, rec)
	}
}
