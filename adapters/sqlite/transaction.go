package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.Transactor = (*DB)(nil)

// txKey is the key under which a context has the transaction on a DB that calls
// with it take part in. It stays there when the transaction is over; then it
// refuses every statement.
type txKey struct{ db *DB }

// Within implements ports.Transactor.
func (db *DB) Within(ctx context.Context, do func(ctx context.Context) error) error {
	return db.transact(ctx, db.writer, "transaction", func(tx *sql.Tx) error {
		return do(context.WithValue(ctx, txKey{db}, tx))
	})
}

// write runs do in a transaction that may write, and keeps what it did if it
// returns no error. The text says what it is about, for the error.
func (db *DB) write(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	return db.transact(ctx, db.writer, what, func(tx *sql.Tx) error {
		return mapped(ctx, what, do(tx))
	})
}

// writeUnsynced is write for what a power failure may undo: a lease, which it
// leaves nobody to hold, or a note of what is to be done, which is then done
// twice. Its commit does not wait for the disk; like any other it survives the
// death of the process. What was committed before is safe: the WAL keeps the
// order, and the next commit of write syncs all of it.
//
// It is done on the writer, since a connection of its own would make each of
// the two throw away its cache whenever the other one has written.
func (db *DB) writeUnsynced(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	if _, ok := ctx.Value(txKey{db}).(*sql.Tx); ok {
		return db.write(ctx, what, do)
	}
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return mapped(ctx, what, err)
	}
	defer conn.Close()
	// A transaction that ended with its context would do so in a goroutine of
	// database/sql, and could still be open when the pragma comes, which then
	// fails.
	steady := context.WithoutCancel(ctx)
	defer syncCommits(steady, conn)
	if _, err := conn.ExecContext(steady, `PRAGMA synchronous = NORMAL`); err != nil {
		return mapped(ctx, what, err)
	}
	return transact(steady, ctx, conn, what, func(tx *sql.Tx) error {
		return mapped(ctx, what, do(tx))
	})
}

// syncCommits makes commits wait for the disk again. A connection on which it
// fails is not used any more.
func syncCommits(ctx context.Context, conn *sql.Conn) {
	if _, err := conn.ExecContext(ctx, `PRAGMA synchronous = FULL`); err != nil {
		conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// read runs do in a transaction that reads: all its queries see one commit, or
// what the transaction of the context has done so far.
func (db *DB) read(ctx context.Context, what string, do func(tx *sql.Tx) error) error {
	return db.transact(ctx, db.reader, what, func(tx *sql.Tx) error {
		return mapped(ctx, what, do(tx))
	})
}

// beginner is a pool of connections, or one of them.
type beginner interface {
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

// transact runs do in the transaction of the context, or in one of its own.
func (db *DB) transact(ctx context.Context, on beginner, what string, do func(tx *sql.Tx) error) error {
	if outer, ok := ctx.Value(txKey{db}).(*sql.Tx); ok {
		return takePart(ctx, outer, what, do)
	}
	err := transact(ctx, ctx, on, what, do)
	if err == nil && on == db.writer {
		db.destroyDoomed(ctx)
	}
	return err
}

// transact runs do in a transaction that ends with the context, and that waits
// to begin no longer than the context wait lasts.
func transact(ctx, wait context.Context, on beginner, what string, do func(tx *sql.Tx) error) error {
	tx, err := begin(ctx, wait, on)
	if err != nil {
		return mapped(wait, what, err)
	}
	defer tx.Rollback() // does nothing after a commit
	if err := do(tx); err != nil {
		return err
	}
	return mapped(ctx, what, tx.Commit())
}

// begin begins a transaction. While another program writes it tries again, for
// busyFor at most. In between, others of this program have a turn to try, and
// the context is asked: it cannot end the wait in SQLite.
func begin(ctx, wait context.Context, on beginner) (*sql.Tx, error) {
	for until := time.Now().Add(busyFor); ; {
		tx, err := on.BeginTx(ctx, nil)
		if !isBusy(err) || wait.Err() != nil || time.Now().After(until) {
			return tx, err
		}
	}
}

// takePart runs do in a transaction that somebody else will commit. If do
// returns an error or panics, what it did is undone and nothing else.
func takePart(ctx context.Context, tx *sql.Tx, what string, do func(tx *sql.Tx) error) error {
	// Savepoints come and go whether or not the context has ended. Those of
	// one name may lie within each other; the innermost is meant.
	steady := context.WithoutCancel(ctx)
	if _, err := tx.ExecContext(steady, `SAVEPOINT call`); err != nil {
		return mapped(ctx, what, err)
	}
	done := false
	defer func() {
		if !done {
			undo(steady, tx)
		}
	}()
	if err := do(tx); err != nil {
		return err
	}
	_, err := tx.ExecContext(steady, `RELEASE call`)
	done = err == nil
	return mapped(ctx, what, err)
}

// undo takes back what was done since the savepoint. Some errors, such as a full
// disk or a write that was interrupted, make SQLite roll back the whole
// transaction. The savepoint is gone then, and whatever followed would be kept
// statement by statement; so the transaction is over, and its commit will fail.
func undo(ctx context.Context, tx *sql.Tx) {
	if _, err := tx.ExecContext(ctx, `ROLLBACK TO call; RELEASE call`); err != nil {
		tx.Rollback()
	}
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
	case isBusy(err):
		// Another program has the file. It may be done with it soon.
		return domain.E(domain.KindBusy, "%s: %w", what, err)
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

// orNone returns the error none if err says that there is no row.
func orNone(err, none error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return none
	}
	return err
}
