package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Events is the EventRepo on a DB; DB.Events makes one.
type Events struct {
	db *DB
}

var _ ports.EventRepo = (*Events)(nil)

// Events returns the repository of events.
func (db *DB) Events() *Events { return &Events{db: db} }

// Append implements ports.EventRepo.
func (r *Events) Append(ctx context.Context, e event.Event) error {
	return r.db.write(ctx, "append event", func(tx *sql.Tx) error {
		return insertEvent(ctx, tx, e)
	})
}

// List implements ports.EventRepo.
func (r *Events) List(ctx context.Context, q listing.Query) (page []event.Event, total int, err error) {
	err = r.db.read(ctx, "list events", func(tx *sql.Tx) error {
		page, total, err = eventList.read(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return page, total, nil
}

// Prune implements ports.EventRepo.
func (r *Events) Prune(ctx context.Context, keep int) error {
	return r.db.write(ctx, "prune events", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, pruneEvents, keep)
		return err
	})
}

// Clear implements ports.EventRepo.
func (r *Events) Clear(ctx context.Context) error {
	return r.db.write(ctx, "clear events", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM events`)
		return err
	})
}

// Mentioning implements ports.EventRepo.
func (r *Events) Mentioning(ctx context.Context, m event.Mention) (found []event.Event, err error) {
	err = r.db.read(ctx, "events about a person", func(tx *sql.Tx) error {
		uids, err := numbers(m.UIDs)
		if err != nil {
			return err
		}
		found, err = selectAll(ctx, tx, scanEvent,
			`SELECT `+eventList.columns+` FROM events WHERE `+mentions+` ORDER BY id`, uids, m.Name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Erase implements ports.EventRepo.
func (r *Events) Erase(ctx context.Context, m event.Mention) (changed int, err error) {
	err = r.db.write(ctx, "erase a person from events", func(tx *sql.Tx) error {
		uids, err := numbers(m.UIDs)
		if err != nil {
			return err
		}
		erased := event.Event{}.Erased().Subject
		result, err := tx.ExecContext(ctx, `
			UPDATE events SET name = ?3, number = ?4, apartment = ?5
			WHERE `+mentions+` AND (name, number, apartment) <> (?3, ?4, ?5)`,
			uids, m.Name, erased.Name, erased.Number, erased.Apartment)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		changed = int(n)
		return err
	})
	if err != nil {
		return 0, err
	}
	return changed, nil
}

// mentions is event.Mention.In for uids and a name. It looks at every event: an
// index would make each one that is appended dearer, and people are looked for
// once in a while.
const mentions = `type <> '' AND (uid IN (SELECT value FROM json_each(?1)) OR ?2 <> '' AND name = ?2)`

// pruneEvents counts by the ids, since the log is pruned with every event: they
// have no gaps. Events go from the old end alone, and a transaction that is
// rolled back gives its ids back.
const pruneEvents = `DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?`

var eventList = list[event.Event]{
	table:   "events",
	columns: `id, at, key, account, uid, name, number, type, lock, apartment, detail`,
	scan:    scanEvent,
	fields: columns{
		event.FieldTimestamp: {name: "at", number: true},
		event.FieldCategory:  {name: "category"},
		event.FieldPriority:  {name: "priority"},
		event.FieldKey:       {name: "key"},
		event.FieldAccount:   {name: "account"},
		event.FieldNumber:    {name: "number"},
	},
	order: "at, id",
	ties:  func(orders []listing.Order) string { return directed("id", orders[0].Descending) },
}

func scanEvent(r row) (event.Event, error) {
	var (
		e  event.Event
		at int64
	)
	s := &e.Subject
	err := r.Scan(&e.ID, &at, &e.Key, &e.Account,
		&s.UID, &s.Name, &s.Number, &s.Type, &s.Lock, &s.Apartment, &s.Detail)
	e.At = time.UnixMilli(at).UTC()
	return e, err
}

func insertEvent(ctx context.Context, tx *sql.Tx, e event.Event) error {
	s := e.Subject
	_, err := tx.ExecContext(ctx, `
		INSERT INTO events (at, key, category, priority, account, uid, name, number, type, lock, apartment, detail)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.At.UnixMilli(), e.Key, e.Key.Category(), e.Key.Priority(), e.Account,
		s.UID, s.Name, s.Number, s.Type, s.Lock, s.Apartment, s.Detail)
	return err
}
