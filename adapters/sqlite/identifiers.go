package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
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
func (r *Identifiers) Get(ctx context.Context, uid identifier.UID) (id identifier.Identifier, err error) {
	err = r.db.read(ctx, about(uid), func(tx *sql.Tx) error {
		id, err = selectIdentifier(ctx, tx, uid)
		return err
	})
	return id, err
}

// Delete implements ports.IdentifierRepo.
func (r *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return r.db.write(ctx, about(uid), func(tx *sql.Tx) error {
		// The face and the lease go with it, by their foreign keys.
		result, err := tx.ExecContext(ctx, `DELETE FROM identifiers WHERE uid = ?`, uid)
		return mustAffect(result, err, sql.ErrNoRows)
	})
}

// about names an identifier in errors.
func about(uid identifier.UID) string { return fmt.Sprintf("identifier %d", uid) }

func insertIdentifier(ctx context.Context, tx *sql.Tx, id identifier.Identifier) (identifier.UID, error) {
	s := id.Spec()
	v := s.Validity
	result, err := tx.ExecContext(ctx, `
		INSERT INTO identifiers (owner_name, owner_type, type, number, lock, state,
			time_permanent, valid_from, valid_to, passes_permanent, passes_max, passes_left)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.Owner.Name, s.Owner.Type, s.Type, s.Number, s.Lock, id.State(),
		v.Time.Permanent, openEnded(v.Time.From), openEnded(v.Time.To),
		v.Passes.Permanent, v.Passes.Max, id.PassesLeft())
	if err != nil {
		return 0, err
	}
	uid, err := result.LastInsertId()
	return identifier.UID(uid), err
}

func selectIdentifier(ctx context.Context, tx *sql.Tx, uid identifier.UID) (identifier.Identifier, error) {
	var (
		s          identifier.Spec
		state      identifier.State
		from, to   sql.NullInt64
		passesLeft int
	)
	err := tx.QueryRowContext(ctx, `
		SELECT owner_name, owner_type, type, number, lock, state,
			time_permanent, valid_from, valid_to, passes_permanent, passes_max, passes_left
		FROM identifiers WHERE uid = ?`, uid).Scan(
		&s.Owner.Name, &s.Owner.Type, &s.Type, &s.Number, &s.Lock, &state,
		&s.Validity.Time.Permanent, &from, &to,
		&s.Validity.Passes.Permanent, &s.Validity.Passes.Max, &passesLeft)
	if err != nil {
		return identifier.Identifier{}, err
	}
	s.Validity.Time.From, s.Validity.Time.To = endOf(from), endOf(to)
	return identifier.Restore(uid, s, state, passesLeft), nil
}

// updateState sets how far the enrolment has come.
func updateState(ctx context.Context, tx *sql.Tx, uid identifier.UID, state identifier.State) error {
	_, err := tx.ExecContext(ctx, `UPDATE identifiers SET state = ? WHERE uid = ?`, state, uid)
	return err
}

// openEnded returns an end of a time window for the database: the zero time
// leaves it open and is NULL, any other one is in Unix seconds.
func openEnded(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.Unix(), Valid: !t.IsZero()}
}

// endOf is the inverse of openEnded.
func endOf(seconds sql.NullInt64) time.Time {
	if !seconds.Valid {
		return time.Time{}
	}
	return utc(seconds.Int64)
}

func utc(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
