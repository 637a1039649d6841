package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// identifierColumns are what scanIdentifier reads.
const identifierColumns = `uid, owner_name, owner_type, type, number, lock, state,
	time_permanent, valid_from, valid_to, passes_permanent, passes_max, passes_left,
	link_id, apartment_link_id, apartment`

const identifiersInApartment = `SELECT ` + identifierColumns + ` FROM identifiers WHERE apartment = ? ORDER BY uid`

func scanIdentifier(r row) (identifier.Identifier, error) {
	var (
		uid        identifier.UID
		s          identifier.Spec
		state      identifier.State
		from, to   sql.NullInt64
		passesLeft int
		link       sql.NullString
		links      identifier.Links
		belongsTo  sql.NullInt64
	)
	err := r.Scan(&uid, &s.Owner.Name, &s.Owner.Type, &s.Type, &s.Number, &s.Lock, &state,
		&s.Validity.Time.Permanent, &from, &to,
		&s.Validity.Passes.Permanent, &s.Validity.Passes.Max, &passesLeft,
		&link, &links.Apartment, &belongsTo)
	if err != nil {
		return identifier.Identifier{}, err
	}
	s.Validity.Time.From, s.Validity.Time.To = endOf(from), endOf(to)
	links.Identifier = linkOf(link)
	id := identifier.Restore(uid, s, state, passesLeft)
	return id.Linked(links).In(apartment.UID(belongsTo.Int64)), nil
}

// identifierValues are the columns that a client may change, as an UPDATE sets
// them and in the order of the columns of an INSERT.
func identifierValues(id identifier.Identifier) []any {
	s, links, belongsTo := id.Spec(), id.Links(), id.Apartment()
	v := s.Validity
	return []any{
		s.Owner.Name, s.Owner.Type, s.Type, s.Number, s.Lock,
		v.Time.Permanent, openEnded(v.Time.From), openEnded(v.Time.To),
		v.Passes.Permanent, v.Passes.Max, id.PassesLeft(),
		linkOrNull(links.Identifier), links.Apartment,
		sql.NullInt64{Int64: int64(belongsTo), Valid: belongsTo != 0},
	}
}

func insertIdentifier(ctx context.Context, tx *sql.Tx, id identifier.Identifier) (identifier.UID, error) {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO identifiers (owner_name, owner_type, type, number, lock,
			time_permanent, valid_from, valid_to, passes_permanent, passes_max, passes_left,
			link_id, apartment_link_id, apartment, state)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append(identifierValues(id), id.State())...)
	if err != nil {
		return 0, refusedIdentifier(ctx, tx, 0, id, err)
	}
	uid, err := result.LastInsertId()
	return identifier.UID(uid), err
}

func updateIdentifier(ctx context.Context, tx *sql.Tx, id identifier.Identifier) error {
	result, err := tx.ExecContext(ctx, `
		UPDATE identifiers SET (owner_name, owner_type, type, number, lock,
			time_permanent, valid_from, valid_to, passes_permanent, passes_max, passes_left,
			link_id, apartment_link_id, apartment)
		= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE uid = ?`,
		append(identifierValues(id), id.UID())...)
	return mustAffect(result, refusedIdentifier(ctx, tx, id.UID(), id, err), sql.ErrNoRows)
}

// refusedIdentifier returns what the caller is told of an error with which the
// database refused to store id under uid, 0 for a new one. The transaction is
// still open, so that nobody comes between the refusal and the question why.
func refusedIdentifier(ctx context.Context, tx *sql.Tx, uid identifier.UID, id identifier.Identifier, refusal error) error {
	if isDangling(refusal) {
		return noApartment(id.Apartment())
	}
	if !isDuplicate(refusal) {
		return refusal
	}
	link := id.Links().Identifier
	taken, err := exists(ctx, tx, `SELECT 1 FROM identifiers WHERE link_id = ? AND uid <> ?`, link, uid)
	if err == nil && taken {
		return linkTaken(link)
	}
	if err != nil {
		return err
	}
	return domain.E(domain.KindConflict, "a %s of that number exists: %w", id.Spec().Type, refusal)
}

// linkTaken is the error for a link that another entity has.
func linkTaken(link domain.LinkID) error {
	return domain.E(domain.KindLinkTaken, "link %q is another's", link)
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
