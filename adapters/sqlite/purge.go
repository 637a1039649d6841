package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.Purger = (*DB)(nil)

// Purge implements ports.Purger. What is deleted is overwritten with zeros where
// it was; but rows move within a page and from page to page as others come and
// go, and where they were before stays as it was until something else is
// written there. Only a database that is written anew has nothing of it: this
// takes its size again on the disk, and others cannot write meanwhile.
func (db *DB) Purge(ctx context.Context) error {
	err := patiently(ctx, func() error {
		_, err := db.writer.ExecContext(ctx, `VACUUM`)
		return err
	})
	return mapped(ctx, "purge", errors.Join(err, emptyWAL(ctx, db.writer, purgeFor)))
}

// patiently does something again and again while another program is in the way,
// for purgeFor at most.
func patiently(ctx context.Context, do func() error) error {
	for until := time.Now().Add(purgeFor); ; {
		err := do()
		if !isBusy(err) || ctx.Err() != nil || time.Now().After(until) {
			return err
		}
	}
}

// purgeFor is how long each step of a purge waits for others, who may be moving
// a large WAL themselves.
const purgeFor = 2 * busyFor

// emptyWAL moves the WAL into the database and leaves an empty file of it. It
// waits for others who read, for some time.
func emptyWAL(ctx context.Context, db *sql.DB, patience time.Duration) error {
	for until := time.Now().Add(patience); ; {
		var busy, pages, moved int
		err := db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
		if err != nil || busy == 0 {
			return err
		}
		if time.Now().After(until) {
			return domain.E(domain.KindBusy, "somebody reads all the time, and the WAL cannot be emptied")
		}
	}
}
