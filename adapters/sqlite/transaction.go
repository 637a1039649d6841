package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// write runs do in a transaction that may write, and commits it if do returns
// no error. The text says what it is about, for the error.
func (db *DB) write(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	return transact(ctx, db.writer, what, do)
}

// read runs do in a transaction that reads: all its queries see one commit.
func (db *DB) read(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	return transact(ctx, db.reader, what, do)
}

func transact(ctx context.Context, pool *sql.DB, what string, do func(tx *sql.Tx) error) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return mapped(ctx, what, err)
	}
	defer tx.Rollback() // does nothing after a commit
	if err := do(tx); err != nil {
		return mapped(ctx, what, err)
	}
	return mapped(ctx, what, tx.Commit())
}

// mapped translates an error of database/sql or SQLite for those outside. An
// error of the domain passes as it is.
func mapped(ctx context.Context, what string, err error) error {
	var known *domain.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case ctx.Err() != nil && !errors.Is(err, ctx.Err()):
		// What a cancelled query returns depends on the moment: the context's
		// error, an interrupt, or a transaction that is done already.
		return fmt.Errorf("%s: %w (%v)", what, ctx.Err(), err)
	case errors.Is(err, sql.ErrNoRows):
		return domain.E(domain.KindNotFound, "%s: %w", what, err)
	case isDuplicate(err):
		return domain.E(domain.KindConflict, "%s: %w", what, err)
	case isDangling(err):
		return domain.E(domain.KindNotFound, "%s: %w", what, err)
	default:
		return fmt.Errorf("%s: %w", what, err)
	}
}

// mustAffect returns the error none if the statement changed no row.
func mustAffect(result sql.Result, err, none error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return none
	}
	return err
}
