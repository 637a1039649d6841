package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Identifiers is the IdentifierRepo on a DB; DB.Identifiers makes one.
type Identifiers struct {
	db *DB
}

var _ ports.IdentifierRepo = (*Identifiers)(nil)

// Identifiers returns the repository of identifiers.
func (db *DB) Identifiers() *Identifiers { return &Identifiers{db: db} }

// Create implements ports.IdentifierRepo.
func (r *Identifiers) Create(ctx context.Context, id identifier.Identifier) (uid identifier.UID, err error) {
	err = r.db.write(ctx, "create identifier", func(tx *sql.Tx) error {
		uid, err = insertIdentifier(ctx, tx, id)
		return err
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

// Get implements ports.IdentifierRepo.
func (r *Identifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return r.one(ctx, about(uid), `uid = ?`, uid)
}

// ByKey implements ports.IdentifierRepo.
func (r *Identifiers) ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error) {
	return r.one(ctx, fmt.Sprintf("%s by its number", k.Type), hasKey, k.Type, k.Number)
}

// ByLink implements ports.IdentifierRepo.
func (r *Identifiers) ByLink(ctx context.Context, link domain.LinkID) (identifier.Identifier, error) {
	return r.one(ctx, fmt.Sprintf("identifier with link %q", link), `link_id = ?`, link)
}

// hasKey is true of the identifier with a key. The last term is that of the
// index.
const hasKey = `type = ? AND number = ? AND type <> 'face_id'`

// one returns the only identifier for which a condition is true.
func (r *Identifiers) one(ctx context.Context, what, condition string, args ...any) (id identifier.Identifier, err error) {
	err = r.db.read(ctx, what, func(tx *sql.Tx) error {
		id, err = scanIdentifier(tx.QueryRowContext(ctx,
			`SELECT `+identifierColumns+` FROM identifiers WHERE `+condition, args...))
		return err
	})
	return id, err
}

// List implements ports.IdentifierRepo.
func (r *Identifiers) List(ctx context.Context, q listing.Query) (page []identifier.Identifier, total int, err error) {
	err = r.db.read(ctx, "list identifiers", func(tx *sql.Tx) error {
		page, total, err = listIdentifiers(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return page, total, nil
}

// InApartment implements ports.IdentifierRepo.
func (r *Identifiers) InApartment(ctx context.Context, a apartment.UID) (ids []identifier.Identifier, err error) {
	err = r.db.read(ctx, "identifiers of "+aboutApartment(a), func(tx *sql.Tx) error {
		ids, err = selectAll(ctx, tx, scanIdentifier, identifiersInApartment, a)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// Update implements ports.IdentifierRepo.
func (r *Identifiers) Update(ctx context.Context, id identifier.Identifier) error {
	return r.db.write(ctx, about(id.UID()), func(tx *sql.Tx) error {
		return updateIdentifier(ctx, tx, id)
	})
}

// Delete implements ports.IdentifierRepo.
func (r *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return r.db.write(ctx, about(uid), func(tx *sql.Tx) error {
		// The face, the lease and the time profiles go with it, by their
		// foreign keys.
		result, err := tx.ExecContext(ctx, `DELETE FROM identifiers WHERE uid = ?`, uid)
		return mustAffect(result, err, sql.ErrNoRows)
	})
}

// about names an identifier in errors.
func about(uid identifier.UID) string { return fmt.Sprintf("identifier %d", uid) }
