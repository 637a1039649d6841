package ports

import (
	"context"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// ApartmentRepo keeps apartments. Which identifiers belong to one is told by
// them (IdentifierRepo). Every method is atomic, as in an IdentifierRepo.
type ApartmentRepo interface {
	// Create stores a new apartment and returns its uid: 1 or more, and never
	// that of another one, a deleted one included. The error is KindLinkTaken
	// if another one has its link.
	Create(ctx context.Context, a apartment.Apartment) (apartment.UID, error)

	// Get returns an apartment. The error is KindNoApartment if there is none.
	Get(ctx context.Context, uid apartment.UID) (apartment.Apartment, error)

	// ByLink returns the apartment with that link. The error is
	// KindNoApartment if there is none; the empty link is nobody's.
	ByLink(ctx context.Context, link domain.LinkID) (apartment.Apartment, error)

	// Find returns those of the apartments that exist.
	Find(ctx context.Context, uids ...apartment.UID) (map[apartment.UID]apartment.Apartment, error)

	// List returns one page of the apartments that pass the filter, and how
	// many there are on all pages. Fields are those of apartment.Schema; order
	// and pages are as in IdentifierRepo.List.
	List(ctx context.Context, q listing.Query) (page []apartment.Apartment, total int, err error)

	// Update stores a under its uid. The errors are KindNoApartment and
	// KindLinkTaken.
	Update(ctx context.Context, a apartment.Apartment) error

	// Delete removes an apartment; its identifiers then belong to none. The
	// error is KindNoApartment if there is none.
	Delete(ctx context.Context, uid apartment.UID) error
}
