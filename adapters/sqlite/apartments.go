package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Apartments is the ApartmentRepo on a DB; DB.Apartments makes one.
type Apartments struct {
	db *DB
}

var _ ports.ApartmentRepo = (*Apartments)(nil)

// Apartments returns the repository of apartments.
func (db *DB) Apartments() *Apartments { return &Apartments{db: db} }

// Create implements ports.ApartmentRepo.
func (r *Apartments) Create(ctx context.Context, a apartment.Apartment) (uid apartment.UID, err error) {
	err = r.db.write(ctx, "create apartment", func(tx *sql.Tx) error {
		uid, err = insertApartment(ctx, tx, a)
		return err
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

// Get implements ports.ApartmentRepo.
func (r *Apartments) Get(ctx context.Context, uid apartment.UID) (apartment.Apartment, error) {
	return r.one(ctx, noApartment(uid), `uid = ?`, uid)
}

// ByLink implements ports.ApartmentRepo.
func (r *Apartments) ByLink(ctx context.Context, link domain.LinkID) (apartment.Apartment, error) {
	return r.one(ctx, domain.E(domain.KindNoApartment, "no apartment has link %q", link), `link_id = ?`, link)
}

// one returns the only apartment for which a condition is true, or the error
// none.
func (r *Apartments) one(ctx context.Context, none error, condition string, arg any) (a apartment.Apartment, err error) {
	err = r.db.read(ctx, "apartment", func(tx *sql.Tx) error {
		a, err = scanApartment(tx.QueryRowContext(ctx,
			`SELECT `+apartmentColumns+` FROM apartments WHERE `+condition, arg))
		return orNone(err, none)
	})
	return a, err
}

// Find implements ports.ApartmentRepo.
func (r *Apartments) Find(ctx context.Context, uids ...apartment.UID) (map[apartment.UID]apartment.Apartment, error) {
	var all []apartment.Apartment
	err := r.db.read(ctx, "find apartments", func(tx *sql.Tx) error {
		wanted, err := numbers(uids)
		if err != nil {
			return err
		}
		all, err = selectAll(ctx, tx, scanApartment, findApartments, wanted)
		return err
	})
	if err != nil {
		return nil, err
	}
	found := make(map[apartment.UID]apartment.Apartment, len(all))
	for _, a := range all {
		found[a.UID()] = a
	}
	return found, nil
}

// List implements ports.ApartmentRepo.
func (r *Apartments) List(ctx context.Context, q listing.Query) (page []apartment.Apartment, total int, err error) {
	err = r.db.read(ctx, "list apartments", func(tx *sql.Tx) error {
		page, total, err = apartmentList.read(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return page, total, nil
}

// Update implements ports.ApartmentRepo.
func (r *Apartments) Update(ctx context.Context, a apartment.Apartment) error {
	return r.db.write(ctx, aboutApartment(a.UID()), func(tx *sql.Tx) error {
		return updateApartment(ctx, tx, a)
	})
}

// Delete implements ports.ApartmentRepo.
func (r *Apartments) Delete(ctx context.Context, uid apartment.UID) error {
	return r.db.write(ctx, aboutApartment(uid), func(tx *sql.Tx) error {
		// Its identifiers then belong to none, by their foreign key.
		result, err := tx.ExecContext(ctx, `DELETE FROM apartments WHERE uid = ?`, uid)
		return mustAffect(result, err, noApartment(uid))
	})
}

// aboutApartment names an apartment in errors.
func aboutApartment(uid apartment.UID) string { return fmt.Sprintf("apartment %d", uid) }

// noApartment is the error for an apartment that does not exist.
func noApartment(uid apartment.UID) error {
	return domain.E(domain.KindNoApartment, "there is no %s", aboutApartment(uid))
}
