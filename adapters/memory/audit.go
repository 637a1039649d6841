package memory

import (
	"context"
	"crypto/rand"
	"slices"

	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/ports"
)

// Audit is the AuditRepo of a Store.
type Audit struct {
	store  *Store
	origin audit.Head
	log    []audit.Entry // by Seq; no element is changed in place
}

var _ ports.AuditRepo = (*Audit)(nil)

// newAudit returns an empty log of an installation that is this one Store.
func newAudit(s *Store) Audit { return Audit{store: s, origin: audit.Origin(rand.Text())} }

// Append implements ports.AuditRepo.
func (r *Audit) Append(ctx context.Context, e audit.Entry) (audit.Entry, error) {
	return call(ctx, r.store, func(tx *transaction) (audit.Entry, error) {
		e := audit.Next(r.head(), e)
		set(tx, &r.log, append(r.log, e))
		return e, nil
	})
}

// Read implements ports.AuditRepo.
func (r *Audit) Read(ctx context.Context, after int64, limit int) ([]audit.Entry, error) {
	return call(ctx, r.store, func(*transaction) ([]audit.Entry, error) {
		rest := r.log[min(max(after, 0), int64(len(r.log))):] // entry n is the nth
		return slices.Clone(rest[:min(limit, len(rest))]), nil
	})
}

// Head implements ports.AuditRepo.
func (r *Audit) Head(ctx context.Context) (audit.Head, error) {
	return call(ctx, r.store, func(*transaction) (audit.Head, error) { return r.head(), nil })
}

// Origin implements ports.AuditRepo.
func (r *Audit) Origin(context.Context) (audit.Head, error) { return r.origin, nil }

func (r *Audit) head() audit.Head {
	if len(r.log) == 0 {
		return r.origin
	}
	return r.log[len(r.log)-1].Head()
}
