//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// leased is when the leases of these tests are acquired.
var leased = time.Unix(1_000, 0).UTC()

func leaseFor(uid identifier.UID, holder string) enrolment.Lease {
	return enrolment.Lease{UID: uid, Holder: holder, Expires: leased.Add(time.Minute)}
}

func smallEnrolment(t *testing.T) enrolment.Enrolment {
	t.Helper()
	return enrolment.Enrolment{Portrait: smallPhoto(t), At: leased}
}

// recordWrites lets the writer note what is written to some tables, and of each
// whether the commit will wait for the disk. taken returns that, and forgets it.
func recordWrites(t *testing.T, db *DB) (taken func() []string) {
	t.Helper()
	exec(t, db, `CREATE TEMP TABLE writes (what TEXT)`)
	for _, what := range []string{
		"INSERT ON leases", "UPDATE ON leases", "DELETE ON leases", "INSERT ON sealed", "INSERT ON events",
	} {
		exec(t, db, `CREATE TEMP TRIGGER "`+what+`" AFTER `+what+` BEGIN
			INSERT INTO writes SELECT '`+what+`' || CASE synchronous WHEN 2 THEN ', synced' ELSE '' END FROM pragma_synchronous;
		END`)
	}
	return func() (writes []string) {
		t.Helper()
		err := db.write(t.Context(), "writes", func(tx *sql.Tx) (err error) {
			writes, err = selectAll(t.Context(), tx, func(r row) (what string, err error) {
				err = r.Scan(&what)
				return what, err
			}, `DELETE FROM writes RETURNING what`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return writes
	}
}

// What a power failure may undo is a lease that begins or ends alone.
func TestOnlyLeasesDoNotWaitForTheDisk(t *testing.T) {
	db := openFor(t, t.TempDir())
	taken, repo, e := recordWrites(t, db), db.Identifiers(), smallEnrolment(t)
	uid := createCard(t, db, "1")
	l, next := leaseFor(uid, "holder"), leaseFor(uid, "next")
	appendEvent := func(ctx context.Context) error { return db.Events().Append(ctx, anEvent) }
	acquire := func(ctx context.Context) error { return repo.AcquireLease(ctx, l, leased) }
	release := func(ctx context.Context) error { return repo.ReleaseLease(ctx, l) }
	commit := func(ctx context.Context) error { return repo.CommitEnrolment(ctx, l, identifier.Enrolled, e) }
	within := func(calls ...func(context.Context) error) func(context.Context) error {
		return func(ctx context.Context) error {
			return db.Within(ctx, func(ctx context.Context) error {
				for _, call := range calls {
					if err := call(ctx); err != nil {
						return err
					}
				}
				return nil
			})
		}
	}
	steps := []struct {
		name string
		do   func(context.Context) error
		err  error
		want []string
	}{
		{"a lease is acquired", acquire, nil, []string{"INSERT ON leases"}},
		{"a held one is refused", acquire, domain.KindInProgress, nil},
		{"an event", appendEvent, nil, []string{"INSERT ON events, synced"}},
		{"the lease is released", release, nil, []string{"DELETE ON leases"}},
		{"there is nothing to release", release, nil, nil},
		{"a lease on nobody", func(ctx context.Context) error {
			return repo.AcquireLease(ctx, leaseFor(uid+1, "holder"), leased)
		}, domain.KindNotFound, nil},
		{"another event", appendEvent, nil, []string{"INSERT ON events, synced"}},
		{"a lease for a commit", acquire, nil, []string{"INSERT ON leases"}},
		{"a commit ends it", commit, nil, []string{"DELETE ON leases, synced", "INSERT ON sealed, synced"}},
		{"a lease for a commit with an event", acquire, nil, []string{"INSERT ON leases"}},
		{"a commit with an event", within(commit, appendEvent, release), nil,
			[]string{"DELETE ON leases, synced", "INSERT ON sealed, synced", "INSERT ON events, synced"}},
		{"all of it in one transaction", within(acquire, commit, acquire, release), nil,
			[]string{"INSERT ON leases, synced", "DELETE ON leases, synced", "INSERT ON sealed, synced",
				"INSERT ON leases, synced", "DELETE ON leases, synced"}},
		{"a lease that will expire", acquire, nil, []string{"INSERT ON leases"}},
		{"an expired one is taken over", func(ctx context.Context) error {
			return repo.AcquireLease(ctx, next, l.Expires)
		}, nil, []string{"UPDATE ON leases"}},
		{"the last event", appendEvent, nil, []string{"INSERT ON events, synced"}},
	}
	for _, step := range steps {
		if err := step.do(t.Context()); !errors.Is(err, step.err) {
			t.Errorf("%s: got %v, want %v", step.name, err, step.err)
		}
		if got := taken(); !slices.Equal(got, step.want) {
			t.Errorf("%s: wrote %q, want %q", step.name, got, step.want)
		}
	}
}

// synchronous returns what holds for a connection: 1 is normal, 2 is full.
func synchronous(t *testing.T, on interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (level int) {
	t.Helper()
	if err := on.QueryRowContext(t.Context(), `PRAGMA synchronous`).Scan(&level); err != nil {
		t.Fatal(err)
	}
	return level
}

func TestHoweverALeaseEndsTheNextCommitWaitsForTheDisk(t *testing.T) {
	db := openFor(t, t.TempDir())
	exec(t, db, `CREATE TEMP TABLE same_connection (n INTEGER)`)
	for name, end := range map[string]func(tx *sql.Tx, cancel context.CancelFunc) error{
		"committed":                      func(*sql.Tx, context.CancelFunc) error { return nil },
		"an error":                       func(*sql.Tx, context.CancelFunc) error { return errGiven },
		"a panic":                        func(*sql.Tx, context.CancelFunc) error { panic("given") },
		"the context ended":              func(_ *sql.Tx, cancel context.CancelFunc) error { cancel(); return nil },
		"the context ended and an error": func(_ *sql.Tx, cancel context.CancelFunc) error { cancel(); return errGiven },
		"rolled back already":            func(tx *sql.Tx, _ context.CancelFunc) error { return tx.Rollback() },
		"a statement is interrupted": func(tx *sql.Tx, _ context.CancelFunc) error {
			short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			_, err := tx.ExecContext(short, `
				WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000)
				INSERT INTO apartments (name, building, unit, floor, room) SELECT i, 1, 1, 1, 1 FROM n`)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			func() {
				defer func() { recover() }()
				db.writeUnsynced(ctx, name, func(tx *sql.Tx) error {
					if got := synchronous(t, tx); got != 1 {
						t.Errorf("inside, synchronous is %d, want 1", got)
					}
					return end(tx, cancel)
				})
			}()
			if got := synchronous(t, db.writer); got != 2 {
				t.Errorf("afterwards, synchronous is %d, want 2", got)
			}
			exec(t, db, `INSERT INTO same_connection VALUES (1)`)
		})
	}
	createCard(t, db, "1")
}

func TestAConnectionThatCannotSyncAgainIsNotUsedAgain(t *testing.T) {
	db := openFor(t, t.TempDir())
	conn, err := db.writer.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{`PRAGMA synchronous = NORMAL`, `BEGIN`} { // within BEGIN it cannot be changed
		if _, err := conn.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	syncCommits(t.Context(), conn)
	if err := conn.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
		t.Error(err)
	}
	if got := synchronous(t, db.writer); got != 2 {
		t.Errorf("synchronous is %d, want 2", got)
	}
	createCard(t, db, "1")
}

// After a commit there is nothing to release, and nobody shall wait to see that.
func TestReleasingNothingDoesNotWaitForTheWriter(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid := createCard(t, db, "1")
	if err := db.Identifiers().AcquireLease(t.Context(), leaseFor(uid, "another"), leased); err != nil {
		t.Fatal(err)
	}
	defer holdWriteLock(t, db)()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
	defer cancel()
	if err := db.Identifiers().ReleaseLease(ctx, leaseFor(uid, "holder")); err != nil {
		t.Error(err)
	}
}

func TestALeaseTakesItsTurnUntilTheContextEnds(t *testing.T) {
	db := openFor(t, t.TempDir())
	repo, uid := db.Identifiers(), createCard(t, db, "1")
	release := holdWriteLock(t, db)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := repo.AcquireLease(ctx, leaseFor(uid, "holder"), leased); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
	release()
	if err := repo.AcquireLease(t.Context(), leaseFor(uid, "next"), leased); err != nil {
		t.Errorf("got %v, want that nobody has the lease", err)
	}
}
