package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.Prober = (*DB)(nil)

// Probe commits a small change and reads it back through the other pool, so
// that a full or read-only disk shows, and keys that ought to be destroyed and
// are not. It implements ports.Prober.
func (db *DB) Probe(ctx context.Context) error {
	var written, read int64
	err := db.write(ctx, "probe: write", func(tx *sql.Tx) error {
		// Committed, not rolled back: only a commit reaches the disk.
		return tx.QueryRowContext(ctx,
			`UPDATE installation SET probes = probes + 1 RETURNING probes`).Scan(&written)
	})
	if err != nil {
		return err
	}
	err = db.read(ctx, "probe: read", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT probes FROM installation`).Scan(&read)
	})
	if err != nil {
		return err
	}
	// Another program may have probed in between.
	if read < written {
		return fmt.Errorf("probe: wrote %d and read %d", written, read)
	}
	return db.probeKeys(ctx)
}

// probeKeys reports whether keys that are to be destroyed can be. Those of a
// commit that is being made may be there for a moment.
func (db *DB) probeKeys(ctx context.Context) error {
	before, err := db.doomed(ctx)
	if err != nil || len(before) == 0 {
		return err
	}
	db.destroyDoomed(ctx)
	after, err := db.doomed(ctx)
	if err == nil && slices.ContainsFunc(before, func(name string) bool { return slices.Contains(after, name) }) {
		err = errors.New("probe: keys of faces that were deleted cannot be destroyed")
	}
	return err
}

// InstallationID returns a UUID of version 4 in lower case that was made with
// the database and never changes.
func (db *DB) InstallationID(ctx context.Context) (id string, err error) {
	err = db.read(ctx, "installation id", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT id FROM installation`).Scan(&id)
	})
	return id, err
}
