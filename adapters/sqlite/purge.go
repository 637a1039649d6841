package sqlite

import (
	"context"
	"errors"

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
	if _, err := db.writer.ExecContext(ctx, `VACUUM`); err != nil {
		return errors.Join(mapped(ctx, "purge", err), db.emptyWAL(ctx))
	}
	return db.emptyWAL(ctx)
}

// emptyAttempts is how often the WAL is tried to be emptied. Each attempt waits
// as long as a writer for others, who may be moving a large WAL themselves.
const emptyAttempts = 4

// emptyWAL moves the WAL into the database and leaves an empty file of it.
func (db *DB) emptyWAL(ctx context.Context) error {
	for range emptyAttempts {
		var busy, pages, moved int
		err := db.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
		if err != nil || busy == 0 {
			return mapped(ctx, "purge", err)
		}
	}
	return domain.E(domain.KindBusy, "purge: somebody reads from the database all the time")
}
