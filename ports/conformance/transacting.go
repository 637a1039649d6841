package conformance

import (
	"context"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// transacting is the IdentifierRepo of a store that makes a transaction of each
// call: it has to keep the contract as the store's own does.
type transacting struct{ s ports.Store }

var _ ports.IdentifierRepo = transacting{}

// within returns what do returns in a transaction.
func within[V any](ctx context.Context, tx ports.Transactor, do func(ctx context.Context) (V, error)) (v V, err error) {
	err = tx.Within(ctx, func(ctx context.Context) (err error) {
		v, err = do(ctx)
		return err
	})
	return v, err
}

func (r transacting) Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error) {
	return within(ctx, r.s, func(ctx context.Context) (identifier.UID, error) { return r.s.Identifiers.Create(ctx, id) })
}

func (r transacting) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return within(ctx, r.s, func(ctx context.Context) (identifier.Identifier, error) { return r.s.Identifiers.Get(ctx, uid) })
}

func (r transacting) ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error) {
	return within(ctx, r.s, func(ctx context.Context) (identifier.Identifier, error) { return r.s.Identifiers.ByKey(ctx, k) })
}

func (r transacting) ByLink(ctx context.Context, link domain.LinkID) (identifier.Identifier, error) {
	return within(ctx, r.s, func(ctx context.Context) (identifier.Identifier, error) { return r.s.Identifiers.ByLink(ctx, link) })
}

func (r transacting) List(ctx context.Context, q listing.Query) (page []identifier.Identifier, total int, err error) {
	err = r.s.Within(ctx, func(ctx context.Context) (err error) {
		page, total, err = r.s.Identifiers.List(ctx, q)
		return err
	})
	return page, total, err
}

func (r transacting) InApartment(ctx context.Context, a apartment.UID) ([]identifier.Identifier, error) {
	return within(ctx, r.s, func(ctx context.Context) ([]identifier.Identifier, error) { return r.s.Identifiers.InApartment(ctx, a) })
}

func (r transacting) Update(ctx context.Context, id identifier.Identifier) error {
	return r.s.Within(ctx, func(ctx context.Context) error { return r.s.Identifiers.Update(ctx, id) })
}

func (r transacting) Delete(ctx context.Context, uid identifier.UID) error {
	return r.s.Within(ctx, func(ctx context.Context) error { return r.s.Identifiers.Delete(ctx, uid) })
}

func (r transacting) Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error) {
	return within(ctx, r.s, func(ctx context.Context) ([]identifier.UID, error) {
		return r.s.Identifiers.Enrolled(ctx, after, limit)
	})
}

func (r transacting) Ended(ctx context.Context, before time.Time, limit int) ([]identifier.UID, error) {
	return within(ctx, r.s, func(ctx context.Context) ([]identifier.UID, error) {
		return r.s.Identifiers.Ended(ctx, before, limit)
	})
}

func (r transacting) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	return r.s.Within(ctx, func(ctx context.Context) error { return r.s.Identifiers.AcquireLease(ctx, l, now) })
}

func (r transacting) ReleaseLease(ctx context.Context, l enrolment.Lease) error {
	return r.s.Within(ctx, func(ctx context.Context) error { return r.s.Identifiers.ReleaseLease(ctx, l) })
}

func (r transacting) CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error {
	return r.s.Within(ctx, func(ctx context.Context) error { return r.s.Identifiers.CommitEnrolment(ctx, l, state, e) })
}

func (r transacting) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	return within(ctx, r.s, func(ctx context.Context) (enrolment.Enrolment, error) { return r.s.Identifiers.Enrolment(ctx, uid) })
}

// transactingAudit is the same for an AuditRepo.
type transactingAudit struct{ s ports.Store }

var _ ports.AuditRepo = transactingAudit{}

func (r transactingAudit) Append(ctx context.Context, e audit.Entry) (audit.Entry, error) {
	return within(ctx, r.s, func(ctx context.Context) (audit.Entry, error) { return r.s.Audit.Append(ctx, e) })
}

func (r transactingAudit) Read(ctx context.Context, after int64, limit int) ([]audit.Entry, error) {
	return within(ctx, r.s, func(ctx context.Context) ([]audit.Entry, error) { return r.s.Audit.Read(ctx, after, limit) })
}

func (r transactingAudit) Head(ctx context.Context) (audit.Head, error) {
	return within(ctx, r.s, r.s.Audit.Head)
}

func (r transactingAudit) Origin(ctx context.Context) (audit.Head, error) {
	return within(ctx, r.s, r.s.Audit.Origin)
}
