package memory

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// Enrolled implements ports.IdentifierRepo.
func (r *Identifiers) Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error) {
	return call(ctx, r.store, func(*transaction) ([]identifier.UID, error) {
		var uids []identifier.UID
		for uid, rec := range r.records {
			if uid > after && rec.enrolment != nil {
				uids = append(uids, uid)
			}
		}
		slices.Sort(uids)
		return uids[:min(limit, len(uids))], nil
	})
}

// Ended implements ports.IdentifierRepo.
func (r *Identifiers) Ended(ctx context.Context, before time.Time, limit int) ([]identifier.UID, error) {
	return call(ctx, r.store, func(*transaction) ([]identifier.UID, error) {
		ended := r.those(func(rec record) bool {
			w := rec.id.Spec().Validity.Time
			return !w.Permanent && !w.To.IsZero() && w.To.Before(before)
		})
		slices.SortStableFunc(ended, func(a, b identifier.Identifier) int {
			return a.Spec().Validity.Time.To.Compare(b.Spec().Validity.Time.To)
		})
		var uids []identifier.UID
		for _, id := range ended[:min(limit, len(ended))] {
			uids = append(uids, id.UID())
		}
		return uids, nil
	})
}

// AcquireLease implements ports.IdentifierRepo.
func (r *Identifiers) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		rec, err := r.find(l.UID)
		if err != nil {
			return err
		}
		if rec.lease != nil && rec.lease.Excludes(l, now) {
			return domain.E(domain.KindInProgress, "identifier %d is leased until %s", l.UID, rec.lease.Expires)
		}
		rec.lease = &l
		put(tx, r.records, l.UID, rec)
		return nil
	})
}

// ReleaseLease implements ports.IdentifierRepo.
func (r *Identifiers) ReleaseLease(ctx context.Context, l enrolment.Lease) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		if rec := r.records[l.UID]; rec.leasedBy(l.Holder) {
			rec.lease = nil
			put(tx, r.records, l.UID, rec)
		}
		return nil
	})
}

// CommitEnrolment implements ports.IdentifierRepo.
func (r *Identifiers) CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		rec := r.records[l.UID]
		if !rec.leasedBy(l.Holder) || !rec.lease.HeldAt(e.At) {
			return domain.E(domain.KindInProgress, "the lease on identifier %d is lost", l.UID)
		}
		kept := clone(e)
		var err error
		if kept.Portrait, err = copyOf(e.Portrait); err != nil {
			return err
		}
		rec.id = withUID(l.UID, rec.id, state)
		rec.enrolment = kept
		rec.lease = nil
		put(tx, r.records, l.UID, rec)
		return nil
	})
}

// Enrolment implements ports.IdentifierRepo.
func (r *Identifiers) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	return call(ctx, r.store, func(*transaction) (enrolment.Enrolment, error) {
		rec, err := r.find(uid)
		if err != nil {
			return enrolment.Enrolment{}, err
		}
		if rec.enrolment == nil {
			return enrolment.Enrolment{}, domain.E(domain.KindNotFound, "identifier %d has no face", uid)
		}
		return *clone(*rec.enrolment), nil
	})
}

func (rec record) leasedBy(holder string) bool {
	return rec.lease != nil && rec.lease.Holder == holder
}

// copyOf returns a photo with bytes of its own. The zero photo has none.
func copyOf(p photo.Photo) (photo.Photo, error) {
	if len(p.JPEG()) == 0 {
		return p, nil
	}
	own, err := photo.New(slices.Clone(p.JPEG()))
	if err != nil {
		return photo.Photo{}, fmt.Errorf("copying a photo: %w", err)
	}
	return own, nil
}

// clone copies what a caller may change; nobody changes the bytes of a photo
// that is stored.
func clone(e enrolment.Enrolment) *enrolment.Enrolment {
	e.Face.Landmarks = slices.Clone(e.Face.Landmarks)
	e.Measures = slices.Clone(e.Measures)
	return &e
}
