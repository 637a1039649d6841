package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
)

// AcquireLease implements ports.IdentifierRepo.
func (r *Identifiers) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	return r.db.writeUnsynced(ctx, about(l.UID), func(tx *sql.Tx) error {
		// One statement, so that nobody comes between looking and taking. An
		// unknown identifier breaks the foreign key.
		result, err := tx.ExecContext(ctx, `
			INSERT INTO leases (uid, holder, expires_at) VALUES (?, ?, ?)
			ON CONFLICT (uid) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
				WHERE leases.expires_at <= ? OR leases.expires_at > ?`,
			l.UID, l.Holder, l.Expires.Unix(), now.Unix(), l.LatestExpiry(now).Unix())
		return mustAffect(result, err, domain.E(domain.KindInProgress, "%s is leased", about(l.UID)))
	})
}

// ReleaseLease implements ports.IdentifierRepo.
func (r *Identifiers) ReleaseLease(ctx context.Context, l enrolment.Lease) error {
	// Most have ended with a commit. To see that needs no turn to write.
	held, err := r.holdsLease(ctx, l)
	if err != nil || !held {
		return err
	}
	return r.db.writeUnsynced(ctx, about(l.UID), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM leases WHERE uid = ? AND holder = ?`, l.UID, l.Holder)
		return err
	})
}

// holdsLease reports whether the lease l is known, expired or not.
func (r *Identifiers) holdsLease(ctx context.Context, l enrolment.Lease) (held bool, err error) {
	err = r.db.read(ctx, about(l.UID), func(tx *sql.Tx) error {
		held, err = exists(ctx, tx, `SELECT 1 FROM leases WHERE uid = ? AND holder = ?`, l.UID, l.Holder)
		return err
	})
	return held, err
}

// endLease removes the lease l, which must be held at the time at.
func endLease(ctx context.Context, tx *sql.Tx, l enrolment.Lease, at time.Time) error {
	result, err := tx.ExecContext(ctx,
		`DELETE FROM leases WHERE uid = ? AND holder = ? AND expires_at > ?`, l.UID, l.Holder, at.Unix())
	return mustAffect(result, err, domain.E(domain.KindInProgress, "the lease on %s is lost", about(l.UID)))
}
