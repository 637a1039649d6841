package ports

import (
	"context"
	"time"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// IdentifierRepo keeps identifiers, their faces, and the leases on them. Every
// method is atomic: when it returns an error nothing has changed, when it
// returns none the change survives a crash of the process.
type IdentifierRepo interface {
	// Create stores a new identifier and returns its uid: 1 or more, and
	// never that of another identifier, a deleted one included. The error
	// is KindConflict if an identifier of that type and number exists;
	// faces have no number and never conflict.
	Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error)

	// Get returns an identifier. The error is KindNotFound if there is none.
	Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error)

	// Delete removes an identifier with its face and its lease. The error
	// is KindNotFound if there is none.
	Delete(ctx context.Context, uid identifier.UID) error

	// Enrolled returns the uids of identifiers that have a face, in rising
	// order: those above after, at most limit of them (1 or more). Reading
	// on from the last one finds every one that has a face throughout.
	Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error)

	// AcquireLease makes the lease l known. The errors are KindNotFound if
	// there is no identifier l.UID, and KindInProgress if another lease on
	// it is held at the time now. An expired lease is no obstacle.
	AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error

	// ReleaseLease ends the lease l. It is no error if l has ended already
	// or never was; a lease of another holder stays as it is.
	ReleaseLease(ctx context.Context, l enrolment.Lease) error

	// CommitEnrolment stores e as the face of identifier l.UID in place of
	// any earlier one, sets its state and ends the lease, all or nothing.
	// The error is KindInProgress if l is not held at the time e.At, which
	// includes that the identifier was deleted.
	CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error

	// Enrolment returns the face of an identifier, its photo byte for byte
	// as committed. The error is KindNotFound if there is no identifier or
	// it has no face.
	Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error)
}
