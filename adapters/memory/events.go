package memory

import (
	"context"
	"slices"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Events is the EventRepo of a Store.
type Events struct {
	store *Store
	last  int64         // the newest ID ever given
	log   []event.Event // by ID; no element is changed in place
}

var _ ports.EventRepo = (*Events)(nil)

// Append implements ports.EventRepo.
func (r *Events) Append(ctx context.Context, e event.Event) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		e.ID = r.last + 1
		set(tx, &r.last, e.ID)
		set(tx, &r.log, append(r.log, e))
		return nil
	})
}

// List implements ports.EventRepo.
func (r *Events) List(ctx context.Context, q listing.Query) ([]event.Event, int, error) {
	if len(q.Order) == 0 {
		q.Order = []listing.Order{{Field: event.FieldTimestamp}}
	}
	p, err := call(ctx, r.store, func(*transaction) (page[event.Event], error) {
		log := slices.Clone(r.log)
		if q.Order[0].Descending {
			slices.Reverse(log)
		}
		return ask(log, q), nil
	})
	return p.items, p.total, err
}

// Prune implements ports.EventRepo.
func (r *Events) Prune(ctx context.Context, keep int) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		set(tx, &r.log, r.log[max(len(r.log)-keep, 0):])
		return nil
	})
}

// Mentioning implements ports.EventRepo.
func (r *Events) Mentioning(ctx context.Context, m event.Mention) ([]event.Event, error) {
	return call(ctx, r.store, func(*transaction) (found []event.Event, err error) {
		for _, e := range r.log {
			if m.In(e) {
				found = append(found, e)
			}
		}
		return found, nil
	})
}

// Erase implements ports.EventRepo.
func (r *Events) Erase(ctx context.Context, m event.Mention) (int, error) {
	return call(ctx, r.store, func(tx *transaction) (changed int, err error) {
		log := slices.Clone(r.log)
		for i, e := range log {
			if m.In(e) && e != e.Erased() {
				log[i] = e.Erased()
				changed++
			}
		}
		set(tx, &r.log, log)
		return changed, nil
	})
}

// Clear implements ports.EventRepo.
func (r *Events) Clear(ctx context.Context) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		set(tx, &r.log, nil)
		return nil
	})
}
