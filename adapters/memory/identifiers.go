package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// Identifiers is the IdentifierRepo of a Store.
type Identifiers struct {
	store   *Store
	last    identifier.UID // the newest uid ever given
	records map[identifier.UID]record
	keys    map[identifier.Key]identifier.UID // of all identifiers that have a number
	links   links[identifier.UID]
}

var _ ports.IdentifierRepo = (*Identifiers)(nil)

// record is an identifier with what hangs on it. Nothing behind a pointer or a
// slice is changed in place.
type record struct {
	id        identifier.Identifier
	lease     *enrolment.Lease     // nil if there is none
	enrolment *enrolment.Enrolment // nil if there is none
	profiles  []schedule.UID       // rising
}

func newIdentifiers(s *Store) Identifiers {
	return Identifiers{
		store:   s,
		records: make(map[identifier.UID]record),
		keys:    make(map[identifier.Key]identifier.UID),
		links:   make(links[identifier.UID]),
	}
}

// Create implements ports.IdentifierRepo.
func (r *Identifiers) Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error) {
	return call(ctx, r.store, func(tx *transaction) (identifier.UID, error) {
		id = withUID(r.last+1, id, id.State())
		if err := r.index(tx, id); err != nil {
			return 0, err
		}
		set(tx, &r.last, id.UID())
		put(tx, r.records, id.UID(), record{id: id})
		return id.UID(), nil
	})
}

// Get implements ports.IdentifierRepo.
func (r *Identifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return call(ctx, r.store, func(*transaction) (identifier.Identifier, error) {
		rec, err := r.find(uid)
		return rec.id, err
	})
}

// ByKey implements ports.IdentifierRepo.
func (r *Identifiers) ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error) {
	return call(ctx, r.store, func(*transaction) (identifier.Identifier, error) {
		uid, found := r.keys[k]
		if !found {
			return identifier.Identifier{}, domain.E(domain.KindNotFound, "no %s has that number", k.Type)
		}
		return r.records[uid].id, nil
	})
}

// ByLink implements ports.IdentifierRepo.
func (r *Identifiers) ByLink(ctx context.Context, link domain.LinkID) (identifier.Identifier, error) {
	return call(ctx, r.store, func(*transaction) (identifier.Identifier, error) {
		uid, found := r.links[link]
		if !found {
			return identifier.Identifier{}, domain.E(domain.KindNotFound, "no identifier has that link")
		}
		return r.records[uid].id, nil
	})
}

// List implements ports.IdentifierRepo.
func (r *Identifiers) List(ctx context.Context, q listing.Query) ([]identifier.Identifier, int, error) {
	p, err := call(ctx, r.store, func(*transaction) (page[identifier.Identifier], error) {
		return ask(r.those(func(record) bool { return true }), q), nil
	})
	return p.items, p.total, err
}

// InApartment implements ports.IdentifierRepo.
func (r *Identifiers) InApartment(ctx context.Context, a apartment.UID) ([]identifier.Identifier, error) {
	return call(ctx, r.store, func(*transaction) ([]identifier.Identifier, error) {
		return r.those(livesIn(a)), nil
	})
}

// Update implements ports.IdentifierRepo.
func (r *Identifiers) Update(ctx context.Context, id identifier.Identifier) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		rec, err := r.find(id.UID())
		if err != nil {
			return err
		}
		r.unindex(tx, rec.id)
		rec.id = withUID(id.UID(), id, rec.id.State())
		if err := r.index(tx, rec.id); err != nil {
			return err
		}
		put(tx, r.records, id.UID(), rec)
		return nil
	})
}

// Delete implements ports.IdentifierRepo.
func (r *Identifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		rec, err := r.find(uid)
		if err != nil {
			return err
		}
		r.unindex(tx, rec.id)
		remove(tx, r.records, uid)
		return nil
	})
}

// find returns the record of uid.
func (r *Identifiers) find(uid identifier.UID) (record, error) {
	rec, found := r.records[uid]
	if !found {
		return record{}, domain.E(domain.KindNotFound, "no identifier %d", uid)
	}
	return rec, nil
}

// those returns the identifiers whose record is one of those, by uid.
func (r *Identifiers) those(are func(record) bool) []identifier.Identifier {
	var ids []identifier.Identifier
	for _, rec := range r.records {
		if are(rec) {
			ids = append(ids, rec.id)
		}
	}
	slices.SortFunc(ids, func(a, b identifier.Identifier) int { return cmp.Compare(a.UID(), b.UID()) })
	return ids
}

// livesIn returns what is true of the identifiers that belong to an apartment.
// Those that belong to none are not in an apartment 0.
func livesIn(a apartment.UID) func(record) bool {
	return func(rec record) bool { return a != 0 && rec.id.Apartment() == a }
}

// index makes an identifier known by its number and its link. The errors are
// those of Create.
func (r *Identifiers) index(tx *transaction, id identifier.Identifier) error {
	if uid, taken := r.keys[id.Key()]; taken {
		return domain.E(domain.KindConflict, "identifier %d has that type and number already", uid)
	}
	if id.Spec().Type != identifier.FaceID {
		put(tx, r.keys, id.Key(), id.UID())
	}
	if a := id.Apartment(); a != 0 {
		if _, err := r.store.apartments.find(a); err != nil {
			return err
		}
	}
	return r.links.claim(tx, id.Links().Identifier, id.UID())
}

// unindex is the inverse of index.
func (r *Identifiers) unindex(tx *transaction, id identifier.Identifier) {
	remove(tx, r.keys, id.Key())
	r.links.free(tx, id.Links().Identifier)
}

// withUID returns an identifier under that uid and in that state.
func withUID(uid identifier.UID, id identifier.Identifier, state identifier.State) identifier.Identifier {
	return identifier.Restore(uid, id.Spec(), state, id.PassesLeft()).Linked(id.Links()).In(id.Apartment())
}
