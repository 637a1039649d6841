package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
)

// apartmentColumns are what scanApartment reads.
const apartmentColumns = `uid, name, building, unit, floor, room, link_id`

const findApartments = `SELECT ` + apartmentColumns + ` FROM apartments WHERE uid IN (SELECT value FROM json_each(?))`

var apartmentList = list[apartment.Apartment]{
	table:   "apartments",
	columns: apartmentColumns,
	scan:    scanApartment,
	fields: columns{
		apartment.FieldUID:  {name: "uid", number: true},
		apartment.FieldName: {name: "name"},
		apartment.FieldLink: {name: "link_id", optional: true},
	},
	order: "uid",
	ties:  byUID,
}

func scanApartment(r row) (apartment.Apartment, error) {
	var (
		uid  apartment.UID
		s    apartment.Spec
		link sql.NullString
	)
	at := &s.Address
	if err := r.Scan(&uid, &s.Name, &at.Building, &at.Unit, &at.Floor, &at.Room, &link); err != nil {
		return apartment.Apartment{}, err
	}
	s.Link = linkOf(link)
	return apartment.Restore(uid, s), nil
}

// apartmentValues are all columns but the uid, in the order of apartmentColumns.
func apartmentValues(a apartment.Apartment) []any {
	s := a.Spec()
	at := s.Address
	return []any{s.Name, at.Building, at.Unit, at.Floor, at.Room, linkOrNull(s.Link)}
}

func insertApartment(ctx context.Context, tx *sql.Tx, a apartment.Apartment) (apartment.UID, error) {
	result, err := tx.ExecContext(ctx,
		`INSERT INTO apartments (name, building, unit, floor, room, link_id) VALUES (?, ?, ?, ?, ?, ?)`,
		apartmentValues(a)...)
	if err != nil {
		return 0, refusedLink(a.Spec().Link, err)
	}
	uid, err := result.LastInsertId()
	return apartment.UID(uid), err
}

func updateApartment(ctx context.Context, tx *sql.Tx, a apartment.Apartment) error {
	result, err := tx.ExecContext(ctx,
		`UPDATE apartments SET (name, building, unit, floor, room, link_id) = (?, ?, ?, ?, ?, ?) WHERE uid = ?`,
		append(apartmentValues(a), a.UID())...)
	return mustAffect(result, refusedLink(a.Spec().Link, err), noApartment(a.UID()))
}

// refusedLink returns what the caller is told of an error with which the
// database refused what nothing but its link can make a duplicate.
func refusedLink(link domain.LinkID, refusal error) error {
	if isDuplicate(refusal) {
		return linkTaken(link)
	}
	return refusal
}
