package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// StructureChecker reads a store's files whole; the SQLite adapter has it.
type StructureChecker interface {
	// CheckStructure reports what is damaged, or refers to what is not there.
	CheckStructure(ctx context.Context) error
}

// Verifier finds out whether all that is kept is whole.
type Verifier struct {
	Structure StructureChecker
	Store     ports.Store
	Detector  ports.FaceDetector // decodes the photos
	Journal   *Journal           // tells the audit log that they were read; nil: no log is kept
}

// Verified says how much was looked at.
type Verified struct{ Identifiers, Faces, Others int }

// Fault is something that is not as it should be.
type Fault struct {
	What string // "identifier 12"
	Err  error
}

func (f Fault) String() string { return fmt.Sprintf("%s: %v", f.What, f.Err) }

// Verify reads everything: every row must be one that the domain allows, every
// identifier must have a face if and only if its state says so, every photo must
// decode, and the audit log must be as it was written. It tells of each fault as
// it finds it; the error is that it could not go on.
func (v *Verifier) Verify(ctx context.Context, tell func(Fault)) (Verified, error) {
	if err := v.Structure.CheckStructure(ctx); err != nil {
		if ctx.Err() != nil {
			return Verified{}, err
		}
		tell(Fault{"files", err})
	}
	var done Verified
	ids, err := all(ctx, v.Store.Identifiers.List)
	if ctx.Err() != nil {
		return done, ctx.Err()
	}
	if err != nil {
		tell(Fault{"identifiers", err})
	}
	if err := v.Journal.Audit(ctx, audit.PortraitsVerified, 0, ""); err != nil {
		return done, err
	}
	for _, id := range ids {
		face, err := v.identifier(ctx, id)
		if ctx.Err() != nil {
			return done, ctx.Err()
		}
		if err != nil {
			tell(Fault{fmt.Sprintf("identifier %d", id.UID()), err})
		}
		done.Identifiers++
		if face {
			done.Faces++
		}
	}
	done.Others = v.others(ctx, tell)
	return done, ctx.Err()
}

// identifier verifies one, and reports whether it has a face.
func (v *Verifier) identifier(ctx context.Context, id identifier.Identifier) (hasFace bool, err error) {
	var stored enrolment.Enrolment
	var missing error
	err = v.Store.Within(ctx, func(ctx context.Context) error {
		if id, err = v.Store.Identifiers.Get(ctx, id.UID()); err != nil {
			return err
		}
		stored, missing = v.Store.Identifiers.Enrolment(ctx, id.UID())
		return nil
	})
	switch {
	case errors.Is(err, domain.KindNotFound):
		return false, nil // deleted meanwhile
	case err != nil:
		return false, err
	}
	if _, err := identifier.New(id.Spec()); err != nil {
		return false, err
	}
	enrolled := id.State() == identifier.Enrolled
	if errors.Is(missing, domain.KindNotFound) {
		if enrolled {
			return false, fmt.Errorf("it is enrolled and has no face: %w", missing)
		}
		return false, nil
	}
	if missing != nil {
		return true, missing
	}
	if !enrolled {
		return true, fmt.Errorf("it has a face in the state %q", id.State())
	}
	if _, err := v.Detector.DetectFaces(ctx, stored.Portrait); err != nil {
		return true, fmt.Errorf("its photo does not decode: %w", err)
	}
	return true, nil
}

// others verifies that the rest can be read, and returns how much that is.
func (v *Verifier) others(ctx context.Context, tell func(Fault)) (count int) {
	found := func(what string, n int, err error) {
		count += n
		if err != nil && ctx.Err() == nil {
			tell(Fault{what, err})
		}
	}
	profiles, err := all(ctx, v.Store.Profiles.List)
	found("time profiles", len(profiles), err)
	apartments, err := all(ctx, v.Store.Apartments.List)
	found("apartments", len(apartments), err)
	events, err := all(ctx, v.Store.Events.List)
	found("events", len(events), err)
	_, err = v.Store.Settings.Settings(ctx)
	found("settings", 0, err)
	found("audit log", 0, v.auditLog(ctx))
	return count
}

// auditLog returns where the audit log is not as it was written.
func (v *Verifier) auditLog(ctx context.Context) error {
	found, err := (&AuditLog{Repo: v.Store.Audit}).Verify(ctx, nil)
	if err == nil && found.Break != nil {
		err = fmt.Errorf("entry %d: %s", found.Break.Seq, found.Break.Why)
	}
	return err
}

// all returns what is on all pages of a list.
func all[T any](ctx context.Context, list func(context.Context, listing.Query) ([]T, int, error)) (items []T, err error) {
	for number := int64(1); ; number++ {
		page, _, err := list(ctx, listing.Query{Page: listing.NewPage(number, listing.MaxLimit)})
		if err != nil || len(page) == 0 {
			return items, err
		}
		items = append(items, page...)
	}
}
