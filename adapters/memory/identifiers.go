package memory

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// Identifiers is an IdentifierRepo in memory. Only NewIdentifiers makes one.
type Identifiers struct {
	mu      sync.Mutex
	last    identifier.UID // the newest uid ever given
	records map[identifier.UID]*record
	uids    map[number]identifier.UID // of all identifiers that have a number
}

var _ ports.IdentifierRepo = (*Identifiers)(nil)

// record is an identifier with what hangs on it.
type record struct {
	id        identifier.Identifier
	lease     *enrolment.Lease     // nil if there is none
	enrolment *enrolment.Enrolment // nil if there is none
}

// number is what no two identifiers share.
type number struct {
	typ   identifier.Type
	value string
}

// NewIdentifiers returns an empty repository.
func NewIdentifiers() *Identifiers {
	return &Identifiers{
		records: make(map[identifier.UID]*record),
		uids:    make(map[number]identifier.UID),
	}
}

// Create implements ports.IdentifierRepo.
func (r *Identifiers) Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n, numbered := numberOf(id)
	if uid, taken := r.uids[n]; numbered && taken {
		return 0, domain.E(domain.KindConflict, "identifier %d has that type and number already", uid)
	}
	r.last++
	r.records[r.last] = &record{id: identifier.Restore(r.last, id.Spec(), id.State(), id.PassesLeft())}
	if numbered {
		r.uids[n] = r.last
	}
	return r.last, nil
}

// Get implements ports.IdentifierRepo.
func (r *Identifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, err := r.find(ctx, uid)
	if err != nil {
		return identifier.Identifier{}, err
	}
	return rec.id, nil
}

// Delete implements ports.IdentifierRepo.
func (r *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, err := r.find(ctx, uid)
	if err != nil {
		return err
	}
	if n, numbered := numberOf(rec.id); numbered {
		delete(r.uids, n)
	}
	delete(r.records, uid)
	return nil
}

// Enrolled implements ports.IdentifierRepo.
func (r *Identifiers) Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var uids []identifier.UID
	for uid, rec := range r.records {
		if uid > after && rec.enrolment != nil {
			uids = append(uids, uid)
		}
	}
	slices.Sort(uids)
	return uids[:min(limit, len(uids))], nil
}

// AcquireLease implements ports.IdentifierRepo.
func (r *Identifiers) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, err := r.find(ctx, l.UID)
	if err != nil {
		return err
	}
	if rec.lease != nil && rec.lease.HeldAt(now) {
		return domain.E(domain.KindInProgress, "identifier %d is leased until %s", l.UID, rec.lease.Expires)
	}
	rec.lease = &l
	return nil
}

// ReleaseLease implements ports.IdentifierRepo.
func (r *Identifiers) ReleaseLease(ctx context.Context, l enrolment.Lease) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if rec := r.records[l.UID]; rec != nil && rec.leasedBy(l.Holder) {
		rec.lease = nil
	}
	return nil
}

// CommitEnrolment implements ports.IdentifierRepo.
func (r *Identifiers) CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	rec := r.records[l.UID]
	if rec == nil || !rec.leasedBy(l.Holder) || !rec.lease.HeldAt(e.At) {
		return domain.E(domain.KindInProgress, "the lease on identifier %d is lost", l.UID)
	}
	rec.id = identifier.Restore(l.UID, rec.id.Spec(), state, rec.id.PassesLeft())
	rec.enrolment = clone(e)
	rec.lease = nil
	return nil
}

// Enrolment implements ports.IdentifierRepo.
func (r *Identifiers) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, err := r.find(ctx, uid)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	if rec.enrolment == nil {
		return enrolment.Enrolment{}, domain.E(domain.KindNotFound, "identifier %d has no face", uid)
	}
	return *clone(*rec.enrolment), nil
}

// find returns the record of uid. The caller holds the mutex.
func (r *Identifiers) find(ctx context.Context, uid identifier.UID) (*record, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rec, found := r.records[uid]
	if !found {
		return nil, domain.E(domain.KindNotFound, "no identifier %d", uid)
	}
	return rec, nil
}

func (rec *record) leasedBy(holder string) bool {
	return rec.lease != nil && rec.lease.Holder == holder
}

// numberOf returns an identifier's number, and false for a face, which has none.
func numberOf(id identifier.Identifier) (number, bool) {
	s := id.Spec()
	return number{typ: s.Type, value: s.Number}, s.Type != identifier.FaceID
}

// clone copies what a caller may change; nobody changes a photo's bytes.
func clone(e enrolment.Enrolment) *enrolment.Enrolment {
	e.Face.Landmarks = slices.Clone(e.Face.Landmarks)
	e.Measures = slices.Clone(e.Measures)
	return &e
}
