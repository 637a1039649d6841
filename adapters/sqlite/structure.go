package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// CheckStructure reads both files whole and reports what is damaged in them, or
// refers to what is not there.
func (db *DB) CheckStructure(ctx context.Context) error {
	return errors.Join(
		mapped(ctx, "database", checkFile(ctx, db.reader)),
		mapped(ctx, "keys", checkFile(ctx, db.keys.db)),
	)
}

func checkFile(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	found, err := selectAll(ctx, tx, scanText, `PRAGMA integrity_check(10)`)
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("damaged: %s", strings.Join(found, "; "))
	}
	dangling, err := selectAll(ctx, tx, scanText, `
		SELECT "table" || ' ' || coalesce(rowid, '') || ' refers to a ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 10`)
	if err == nil && len(dangling) > 0 {
		err = errors.New(strings.Join(dangling, "; "))
	}
	return err
}
