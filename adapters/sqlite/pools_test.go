//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

// openFor opens the database in dir until the test ends.
func openFor(t testing.TB, dir string) *DB {
	t.Helper()
	db, err := Open(t.Context(), dir, VaultFor(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func card(number string) identifier.Identifier {
	return identifier.Restore(0, identifier.Spec{
		Owner: identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Guest},
		Type:  identifier.Card, Number: number, Lock: identifier.AllLocks, Validity: identifier.Permanent(),
	}, identifier.Complete, identifier.AlwaysLeft)
}

func createCard(t *testing.T, db *DB, number string) identifier.UID {
	t.Helper()
	uid, err := db.Identifiers().Create(t.Context(), card(number))
	if err != nil {
		t.Fatal(err)
	}
	return uid
}

// holdWriteLock takes the write lock and its pool's only connection.
func holdWriteLock(t *testing.T, db *DB) (release func()) {
	t.Helper()
	tx, err := db.writer.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return func() { tx.Rollback() }
}

func TestPragmasHoldOnEveryConnection(t *testing.T) {
	db := openFor(t, t.TempDir())
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1",
	}
	for _, pool := range []struct {
		name      string
		db        *sql.DB
		queryOnly string
		patience  string
		pages     int
	}{{"writer", db.writer, "0", "100", checkpointPages}, {"reader", db.reader, "1", "5000", 1000}} {
		want["query_only"], want["wal_autocheckpoint"] = pool.queryOnly, strconv.Itoa(pool.pages)
		want["busy_timeout"] = pool.patience
		for i := range pool.db.Stats().MaxOpenConnections {
			conn, err := pool.db.Conn(t.Context()) // held, so that each is another one
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			for pragma, value := range want {
				var got string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil {
					t.Fatal(err)
				}
				if got != value {
					t.Errorf("%s connection %d: %s is %s, want %s", pool.name, i, pragma, got, value)
				}
			}
		}
	}
	if n := db.writer.Stats().OpenConnections; n != 1 {
		t.Errorf("the writer has %d connections, want 1", n)
	}
	if n := db.reader.Stats().OpenConnections; n < 4 {
		t.Errorf("the reader has %d connections, want 4 or more", n)
	}
}

func TestPragmasHoldAfterACancelledTransaction(t *testing.T) {
	db := openFor(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	tx.Rollback()
	var on bool
	if err := db.writer.QueryRowContext(t.Context(), "PRAGMA foreign_keys").Scan(&on); err != nil || !on {
		t.Errorf("foreign_keys is %t, %v, want true", on, err)
	}
	createCard(t, db, "1")
}

func TestReadersDoNotWaitForTheWriter(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid := createCard(t, db, "1")
	defer holdWriteLock(t, db)()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second) // less than the busy timeout
	defer cancel()
	if _, err := db.Identifiers().Get(ctx, uid); err != nil {
		t.Error(err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db := openFor(t, t.TempDir())
	err := db.read(t.Context(), "write", func(tx *sql.Tx) error {
		_, err := insertIdentifier(t.Context(), tx, card("1"))
		return err
	})
	if err == nil {
		t.Error("a reader wrote")
	}
}

func TestWriterWaitsForAnotherProgram(t *testing.T) {
	dir := t.TempDir()
	db, other := openFor(t, dir), openFor(t, dir)
	time.AfterFunc(200*time.Millisecond, holdWriteLock(t, other))
	createCard(t, db, "1")
}

// Otherwise a transaction that reads before it writes could fail half-way.
func TestAWriterHasTheLockFromTheStart(t *testing.T) {
	dir := t.TempDir()
	db, other := openFor(t, dir), openFor(t, dir)
	defer holdWriteLock(t, other)()
	if _, err := db.writer.ExecContext(t.Context(), "PRAGMA busy_timeout = 0"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Identifiers().Create(t.Context(), card("1")); err == nil {
		t.Error("another program wrote as well, want an error")
	}
}

func TestALongStatementEndsWithTheContext(t *testing.T) {
	db := openFor(t, t.TempDir())
	for name, run := range map[string]func(context.Context, string, func(*sql.Tx) error) error{"write": db.write, "read": db.read} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		err := run(ctx, name, func(tx *sql.Tx) error {
			var n int
			return tx.QueryRowContext(ctx,
				`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c LIMIT 10000000) SELECT count(*) FROM c`).Scan(&n)
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: got %v, want context.DeadlineExceeded", name, err)
		}
	}
	createCard(t, db, "1")
}

// database/sql rolls back by itself when the context ends; what comes after it
// then only hears that the transaction is done.
func TestACommitAfterTheContextEndedSaysSo(t *testing.T) {
	db := openFor(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	err := db.write(ctx, "late", func(tx *sql.Tx) error {
		_, err := insertIdentifier(ctx, tx, card("1"))
		cancel()
		return errors.Join(err, tx.Rollback())
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	createCard(t, db, "1") // would be a conflict
}

func TestWaitingForTheWriterEndsWithTheContext(t *testing.T) {
	db := openFor(t, t.TempDir())
	release := holdWriteLock(t, db)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := db.Identifiers().Create(ctx, card("1"))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
	release()
	createCard(t, db, "1") // would be a conflict
}

// A change that is not committed never reaches the disk and would prove nothing.
func TestProbeCommits(t *testing.T) {
	db := openFor(t, t.TempDir())
	for want := range 3 {
		var got int
		if err := db.reader.QueryRowContext(t.Context(), `SELECT probes FROM installation`).Scan(&got); err != nil || got != want {
			t.Errorf("%d probes are on record, %v, want %d", got, err, want)
		}
		if err := db.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestProbeFailsIfNothingCanBeWritten(t *testing.T) {
	db := openFor(t, t.TempDir())
	if _, err := db.writer.ExecContext(t.Context(), "PRAGMA query_only = on"); err != nil {
		t.Fatal(err)
	}
	if err := db.Probe(t.Context()); err == nil {
		t.Error("got no error, want one")
	}
}

func TestDeleteLeavesNoRows(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid := createCard(t, db, "1")
	exec(t, db, `INSERT INTO time_profiles VALUES (1, 'Office hours', 0, 1, 2, '{}', NULL)`)
	for _, statement := range []string{
		`INSERT INTO attachments VALUES (?, 1)`,
		`INSERT INTO leases VALUES (?, 'holder', 1)`,
		`INSERT INTO enrolments VALUES (?, 1, 2, 3, 4, 0.5, 6, 'panel', 'key', 'model')`,
		`INSERT INTO sealed VALUES (?, 'photo', x'00')`,
		`INSERT INTO measures VALUES (?, 0, 'face_width', 216.0, 80.0, 'px', 'ok')`,
	} {
		if _, err := db.writer.ExecContext(t.Context(), statement, uid); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"identifiers", "identifier_counts", "attachments", "leases", "enrolments", "sealed", "measures", "doomed_keys"} {
		var n int
		if err := db.reader.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s has %d rows, %v, want none", table, n, err)
		}
	}
}
