package sqlite

import (
	"context"
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
	return errors.Join(mapped(ctx, "purge", err), db.emptyWAL(ctx))
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
const purgeFor = 4 * busyFor

// emptyWAL moves the WAL into the database and leaves an empty file of it.
func (db *DB) emptyWAL(ctx context.Context) error {
	for until := time.Now().Add(purgeFor); ; {
		var busy, pages, moved int
		err := db.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
		if err != nil || busy == 0 {
			return mapped(ctx, "purge", err)
		}
		if time.Now().After(until) {
			return domain.E(domain.KindBusy, "purge: somebody reads from the database all the time")
		}
	}
}
