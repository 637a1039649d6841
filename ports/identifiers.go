package ports

import (
	"context"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// IdentifierRepo keeps identifiers, their faces, and the leases on them. Every
// method is atomic: when it returns an error nothing has changed, when it
// returns none the change survives a crash of the process.
type IdentifierRepo interface {
	// Create stores a new identifier with its links and apartment and returns
	// its uid: 1 or more, and never that of another identifier, a deleted one
	// included. The errors are KindConflict if an identifier of that type and
	// number exists (faces have no number and never conflict), KindLinkTaken
	// if another one has its link, and KindNoApartment.
	Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error)

	// Get returns an identifier. The error is KindNotFound if there is none.
	Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error)

	// ByKey returns the identifier with that type and number, byte for byte.
	// The error is KindNotFound if there is none; faces are never found.
	ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error)

	// ByLink returns the identifier with that link. The error is KindNotFound
	// if there is none; the empty link is nobody's.
	ByLink(ctx context.Context, link domain.LinkID) (identifier.Identifier, error)

	// List returns one page of the identifiers that pass the filter, and how
	// many there are on all pages. Fields are those of identifier.Schema. The
	// default order is by uid; what an order leaves equal is by uid, rising. A
	// page past the end is empty.
	List(ctx context.Context, q listing.Query) (page []identifier.Identifier, total int, err error)

	// InApartment returns the identifiers that belong to an apartment, by uid.
	InApartment(ctx context.Context, a apartment.UID) ([]identifier.Identifier, error)

	// Update stores the spec, the passes left, the links and the apartment of
	// id under its uid; its state and its face stay. The errors are
	// KindNotFound and those of Create.
	Update(ctx context.Context, id identifier.Identifier) error

	// Delete removes an identifier with its face and its lease. The error
	// is KindNotFound if there is none.
	Delete(ctx context.Context, uid identifier.UID) error

	// Enrolled returns the uids of identifiers that have a face, in rising
	// order: those above after, at most limit of them (1 or more). Reading
	// on from the last one finds every one that has a face throughout.
	Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error)

	// Ended returns the uids of identifiers whose validity ended before a
	// time, those that ended first before the others and at most limit of
	// them (1 or more). One that is valid permanently, or whose end is open,
	// is never among them.
	Ended(ctx context.Context, before time.Time, limit int) ([]identifier.UID, error)

	// AcquireLease makes the lease l known. The errors are KindNotFound if
	// there is no identifier l.UID, and KindInProgress if another lease on
	// it is held at the time now. An expired lease is no obstacle, nor is
	// one that ends after l.LatestExpiry(now).
	AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error

	// ReleaseLease ends the lease l. It is no error if l has ended already
	// or never was; a lease of another holder stays as it is.
	ReleaseLease(ctx context.Context, l enrolment.Lease) error

	// CommitEnrolment stores e as the face of identifier l.UID in place of
	// any earlier one, sets its state and ends the lease, all or nothing.
	// The error is KindInProgress if l is not held at the time e.At, which
	// includes that the identifier was deleted. It keeps no reference to the
	// photo's bytes: the caller may change them once it returns.
	CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error

	// Enrolment returns the face of an identifier, its photo byte for byte
	// as committed. The error is KindNotFound if there is no identifier or
	// it has no face.
	Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error)
}
