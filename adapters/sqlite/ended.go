package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

// Ended implements ports.IdentifierRepo.
func (r *Identifiers) Ended(ctx context.Context, before time.Time, limit int) (uids []identifier.UID, err error) {
	err = r.db.read(ctx, "identifiers whose validity ended", func(tx *sql.Tx) error {
		uids, err = selectAll(ctx, tx, scanUID, endedBefore, before.Unix(), limit)
		return err
	})
	if err != nil {
		return nil, err
	}
	return uids, nil
}

// endedBefore reads an index that has no other identifiers than those with an
// end.
const endedBefore = `SELECT uid FROM identifiers WHERE time_permanent = 0 AND valid_to < ? ORDER BY valid_to, uid LIMIT ?`
