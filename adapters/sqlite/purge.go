package sqlite

import (
	"context"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.Purger = (*DB)(nil)

// Purge implements ports.Purger: it moves the WAL into the database, where what
// was deleted is overwritten with zeros, and leaves an empty file of it. It
// waits for those who read from it as long as for those who write.
func (db *DB) Purge(ctx context.Context) error {
	var busy, pages, moved int
	err := db.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if err != nil {
		return mapped(ctx, "purge", err)
	}
	if busy != 0 {
		return fmt.Errorf("purge: %w", domain.E(domain.KindBusy, "the log of the database is being read"))
	}
	return nil
}
