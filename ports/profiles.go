package ports

import (
	"context"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// TimeProfileRepo keeps time profiles, and to which identifiers they are
// attached. Every method is atomic, as in an IdentifierRepo.
type TimeProfileRepo interface {
	// Create stores a new profile and returns its uid: 1 or more, and never
	// that of another one, a deleted one included. The error is KindLinkTaken
	// if another one has its link.
	Create(ctx context.Context, p schedule.Profile) (schedule.UID, error)

	// Get returns a profile. The error is KindNoTimeProfile if there is none.
	Get(ctx context.Context, uid schedule.UID) (schedule.Profile, error)

	// ByLink returns the profile with that link. The error is
	// KindNoTimeProfile if there is none; the empty link is nobody's.
	ByLink(ctx context.Context, link domain.LinkID) (schedule.Profile, error)

	// List returns one page of the profiles that pass the filter, and how many
	// there are on all pages. Fields are those of schedule.Schema; order and
	// pages are as in IdentifierRepo.List.
	List(ctx context.Context, q listing.Query) (page []schedule.Profile, total int, err error)

	// Update stores p under its uid. The errors are KindNoTimeProfile and
	// KindLinkTaken.
	Update(ctx context.Context, p schedule.Profile) error

	// Delete removes a profile, also from the identifiers that have it. The
	// error is KindNoTimeProfile if there is none.
	Delete(ctx context.Context, uid schedule.UID) error

	// Attach gives an identifier a profile; it is no error if it has it. The
	// errors are KindNotFound and KindNoTimeProfile, the first if neither
	// exists.
	Attach(ctx context.Context, to identifier.UID, p schedule.UID) error

	// Detach takes a profile from an identifier; it is no error if it does
	// not have it, or if either does not exist.
	Detach(ctx context.Context, from identifier.UID, p schedule.UID) error

	// Attached returns the profiles of each of the identifiers, by uid; an
	// identifier without any is not in the map.
	Attached(ctx context.Context, to ...identifier.UID) (map[identifier.UID][]schedule.Profile, error)

	// Holders returns the identifiers that have a profile, by uid.
	Holders(ctx context.Context, uid schedule.UID) ([]identifier.Reference, error)
}
