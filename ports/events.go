package ports

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// EventRepo keeps the log. Every method is atomic, as in an IdentifierRepo;
// times are in whole milliseconds.
type EventRepo interface {
	// Append stores an event. Its ID is given here: higher than that of any
	// event before, cleared and pruned ones included.
	Append(ctx context.Context, e event.Event) error

	// List returns one page of the events that pass the filter, and how many
	// there are on all pages. Fields are those of event.Schema. The default
	// order is by time; what an order leaves equal is by ID, in the direction
	// of its first field. A page past the end is empty.
	List(ctx context.Context, q listing.Query) (page []event.Event, total int, err error)

	// Prune removes the oldest events, by ID, so that at most keep of them (1
	// or more) stay.
	Prune(ctx context.Context, keep int) error

	// Clear removes all events.
	Clear(ctx context.Context) error

	// Mentioning returns the events that tell of a person, by ID.
	Mentioning(ctx context.Context, m event.Mention) ([]event.Event, error)

	// Erase takes from the events that tell of a person what tells so
	// (event.Event.Erased), and returns how many it changed: not those that
	// had nothing of it left.
	Erase(ctx context.Context, m event.Mention) (changed int, err error)
}
