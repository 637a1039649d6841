package memory

import (
	"context"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Apartments is the ApartmentRepo of a Store.
type Apartments struct {
	store      *Store
	last       apartment.UID // the newest uid ever given
	apartments map[apartment.UID]apartment.Apartment
	links      links[apartment.UID]
}

var _ ports.ApartmentRepo = (*Apartments)(nil)

func newApartments(s *Store) Apartments {
	return Apartments{
		store:      s,
		apartments: make(map[apartment.UID]apartment.Apartment),
		links:      make(links[apartment.UID]),
	}
}

// Create implements ports.ApartmentRepo.
func (r *Apartments) Create(ctx context.Context, a apartment.Apartment) (apartment.UID, error) {
	return call(ctx, r.store, func(tx *transaction) (apartment.UID, error) {
		uid := r.last + 1
		if err := r.links.claim(tx, a.Spec().Link, uid); err != nil {
			return 0, err
		}
		set(tx, &r.last, uid)
		put(tx, r.apartments, uid, apartment.Restore(uid, a.Spec()))
		return uid, nil
	})
}

// Get implements ports.ApartmentRepo.
func (r *Apartments) Get(ctx context.Context, uid apartment.UID) (apartment.Apartment, error) {
	return call(ctx, r.store, func(*transaction) (apartment.Apartment, error) { return r.find(uid) })
}

// ByLink implements ports.ApartmentRepo.
func (r *Apartments) ByLink(ctx context.Context, link domain.LinkID) (apartment.Apartment, error) {
	return call(ctx, r.store, func(*transaction) (apartment.Apartment, error) {
		uid, found := r.links[link]
		if !found {
			return apartment.Apartment{}, domain.E(domain.KindNoApartment, "no apartment has that link")
		}
		return r.apartments[uid], nil
	})
}

// Find implements ports.ApartmentRepo.
func (r *Apartments) Find(ctx context.Context, uids ...apartment.UID) (map[apartment.UID]apartment.Apartment, error) {
	return call(ctx, r.store, func(*transaction) (map[apartment.UID]apartment.Apartment, error) {
		found := make(map[apartment.UID]apartment.Apartment)
		for _, uid := range uids {
			if a, ok := r.apartments[uid]; ok {
				found[uid] = a
			}
		}
		return found, nil
	})
}

// List implements ports.ApartmentRepo.
func (r *Apartments) List(ctx context.Context, q listing.Query) ([]apartment.Apartment, int, error) {
	p, err := call(ctx, r.store, func(*transaction) (page[apartment.Apartment], error) {
		return ask(inOrder(r.apartments), q), nil
	})
	return p.items, p.total, err
}

// Update implements ports.ApartmentRepo.
func (r *Apartments) Update(ctx context.Context, a apartment.Apartment) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		former, err := r.find(a.UID())
		if err != nil {
			return err
		}
		r.links.free(tx, former.Spec().Link)
		if err := r.links.claim(tx, a.Spec().Link, a.UID()); err != nil {
			return err
		}
		put(tx, r.apartments, a.UID(), a)
		return nil
	})
}

// Delete implements ports.ApartmentRepo.
func (r *Apartments) Delete(ctx context.Context, uid apartment.UID) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		a, err := r.find(uid)
		if err != nil {
			return err
		}
		records := r.store.identifiers.records
		for _, id := range r.store.identifiers.those(livesIn(uid)) {
			rec := records[id.UID()]
			rec.id = id.In(0)
			put(tx, records, id.UID(), rec)
		}
		r.links.free(tx, a.Spec().Link)
		remove(tx, r.apartments, uid)
		return nil
	})
}

func (r *Apartments) find(uid apartment.UID) (apartment.Apartment, error) {
	a, found := r.apartments[uid]
	if !found {
		return apartment.Apartment{}, domain.E(domain.KindNoApartment, "no apartment %d", uid)
	}
	return a, nil
}
