package app

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/ports"
)

// Identifiers manages what opens the doors.
type Identifiers struct {
	Repo ports.IdentifierRepo
}

// Create stores a new identifier and returns its uid. A face is created as a
// temporary identifier. The error is KindInvalid or KindConflict.
func (i *Identifiers) Create(ctx context.Context, s identifier.Spec) (identifier.UID, error) {
	id, err := identifier.New(s)
	if err != nil {
		return 0, err
	}
	return i.Repo.Create(ctx, id)
}

// Get returns an identifier. The error is KindNotFound if there is none.
func (i *Identifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return i.Repo.Get(ctx, uid)
}

// Delete removes an identifier and its face. The error is KindNotFound if there
// is none.
func (i *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return i.Repo.Delete(ctx, uid)
}

// Portrait returns the photo an identifier was enrolled with, as it was
// uploaded. The error is KindNotFound if there is none.
func (i *Identifiers) Portrait(ctx context.Context, uid identifier.UID) (photo.Photo, error) {
	e, err := i.Repo.Enrolment(ctx, uid)
	return e.Portrait, err
}
