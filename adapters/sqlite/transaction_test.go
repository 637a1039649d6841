//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// errGiven is what do returns where a transaction is to fail.
var errGiven = errors.New("given by the test")

var anEvent = event.Event{At: time.UnixMilli(5).UTC(), Key: event.DeviceBooted}

// transactionOf returns the transaction that a context has.
func transactionOf(ctx context.Context, db *DB) *sql.Tx { return ctx.Value(txKey{db}).(*sql.Tx) }

// wantCards wants that there are cards of these numbers and no other
// identifiers.
func wantCards(t *testing.T, db *DB, numbers ...string) {
	t.Helper()
	for _, number := range numbers {
		if _, err := db.Identifiers().ByKey(t.Context(), card(number).Key()); err != nil {
			t.Error(err)
		}
	}
	if got, want := len(storedUIDs(t, db)), len(numbers); got != want {
		t.Errorf("there are %d identifiers, want %d", got, want)
	}
}

// createIn stores a card with a context.
func createIn(ctx context.Context, db *DB, number string) error {
	_, err := db.Identifiers().Create(ctx, card(number))
	return err
}

func TestATransactionExcludesOtherPrograms(t *testing.T) {
	dir := t.TempDir()
	db, other := openFor(t, dir), openFor(t, dir)
	createCard(t, db, "1")
	var waiting sync.WaitGroup
	together(t, db, func(ctx context.Context) error {
		if _, err := db.Identifiers().Get(ctx, 1); err != nil { // reads, and has the lock already
			return err
		}
		begun := make(chan struct{})
		waiting.Go(func() {
			close(begun)
			if err := createIn(t.Context(), other, "3"); err != nil {
				t.Error(err)
			}
		})
		<-begun
		time.Sleep(50 * time.Millisecond) // the other one may come between now, if it can
		wantCards(t, other, "1")
		return createIn(ctx, db, "2")
	})
	waiting.Wait()
	wantCards(t, db, "1", "2", "3")
	if uid, err := db.Identifiers().ByKey(t.Context(), card("2").Key()); err != nil || uid.UID() != 2 {
		t.Errorf("the one who had the lock made identifier %d, %v, want 2", uid.UID(), err)
	}
}

func TestOfTwoProgramsNobodysChangeIsLost(t *testing.T) {
	const each, workers = 20, 4
	dir := t.TempDir()
	programs := [2]*DB{openFor(t, dir), openFor(t, dir)}
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for range each {
				if err := countUp(t.Context(), programs[worker%2]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	got, err := programs[0].Settings().Settings(t.Context())
	if want := strconv.Itoa(each * workers); err != nil || got.MasterCode.Number != want {
		t.Errorf("counted %q, %v, want %q", got.MasterCode.Number, err, want)
	}
}

// countUp adds 1 to a number in the settings.
func countUp(ctx context.Context, db *DB) error {
	return db.Within(ctx, func(ctx context.Context) error {
		s, err := db.Settings().Settings(ctx)
		if err != nil {
			return err
		}
		n, _ := strconv.Atoi(s.MasterCode.Number) // "" is 0
		s.MasterCode = settings.MasterCode{Number: strconv.Itoa(n + 1)}
		return db.Settings().SetSettings(ctx, s)
	})
}

func TestATransactionThatIsOverSaysSo(t *testing.T) {
	db := openFor(t, t.TempDir())
	var over context.Context
	keep := func(err error) func(context.Context) error {
		return func(ctx context.Context) error { over = ctx; return err }
	}
	for name, want := range map[string]error{"committed": nil, "rolled back": errGiven} {
		if err := db.Within(t.Context(), keep(want)); !errors.Is(err, want) {
			t.Fatal(err)
		}
		_, readErr := db.Identifiers().Get(over, 1)
		for _, err := range []error{createIn(over, db, "1"), readErr, db.Within(over, keep(nil))} {
			if !errors.Is(err, sql.ErrTxDone) || domain.KindOf(err) != domain.KindInternal {
				t.Errorf("%s: got %v, want that the transaction is over", name, err)
			}
		}
	}
	wantCards(t, db)
	createCard(t, db, "1") // the connection is free
}

func TestTheErrorOfATransactionIsTheOneGiven(t *testing.T) {
	db := openFor(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	for _, want := range []error{errGiven, sql.ErrNoRows, domain.E(domain.KindNotQR, "given")} {
		got := db.Within(t.Context(), func(context.Context) error { return want })
		inner := db.Within(t.Context(), func(ctx context.Context) error {
			return db.Within(ctx, func(context.Context) error { return want })
		})
		cancelled := db.Within(ctx, func(context.Context) error { cancel(); return want })
		if got != want || inner != want || cancelled != want {
			t.Errorf("got %v, %v and %v, want %v", got, inner, cancelled, want)
		}
		ctx, cancel = context.WithCancel(t.Context())
	}
	cancel()
}

func TestAPanicInsideUndoesWhatIsInside(t *testing.T) {
	db := openFor(t, t.TempDir())
	together(t, db, func(ctx context.Context) error {
		if err := createIn(ctx, db, "1"); err != nil {
			return err
		}
		func() {
			defer func() {
				if got := recover(); got != "given" {
					t.Errorf("recovered %v, want what was given", got)
				}
			}()
			db.Within(ctx, func(ctx context.Context) error {
				if err := createIn(ctx, db, "2"); err != nil {
					t.Error(err)
				}
				panic("given")
			})
		}()
		return createIn(ctx, db, "3")
	})
	wantCards(t, db, "1", "3")
}

// What a call did before one of its statements failed is undone, at every depth
// and however often.
func TestAFailedCallIsUndoneStatementByStatement(t *testing.T) {
	db := openFor(t, t.TempDir())
	twice := func(ctx context.Context) error { // a call of two statements, the second of which fails
		return db.write(ctx, "twice", func(tx *sql.Tx) error {
			if _, err := insertIdentifier(ctx, tx, card("2")); err != nil {
				return err
			}
			_, err := insertIdentifier(ctx, tx, card("1"))
			return err
		})
	}
	together(t, db, func(ctx context.Context) error {
		if err := createIn(ctx, db, "1"); err != nil {
			return err
		}
		for range 3 {
			if err := twice(ctx); !errors.Is(err, domain.KindConflict) {
				t.Errorf("got %v, want kind %q", err, domain.KindConflict)
			}
		}
		return db.Within(ctx, func(ctx context.Context) error {
			if err := twice(ctx); !errors.Is(err, domain.KindConflict) {
				t.Errorf("got %v, want kind %q", err, domain.KindConflict)
			}
			return createIn(ctx, db, "3")
		})
	})
	wantCards(t, db, "1", "3")
}

// A write that is interrupted makes SQLite roll back all of the transaction.
// Whoever goes on all the same must not write without one.
func TestAfterAnInterruptedWriteNothingIsKept(t *testing.T) {
	db := openFor(t, t.TempDir())
	err := db.Within(t.Context(), func(ctx context.Context) error {
		if err := createIn(ctx, db, "1"); err != nil {
			return err
		}
		short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		defer cancel()
		err := db.write(short, "long", func(tx *sql.Tx) error {
			_, err := tx.ExecContext(short, `
				WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000)
				INSERT INTO apartments (name, building, unit, floor, room) SELECT i, 1, 1, 1, 1 FROM n`)
			return err
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want context.DeadlineExceeded", err)
		}
		if err := createIn(ctx, db, "2"); !errors.Is(err, sql.ErrTxDone) {
			t.Errorf("got %v, want that the transaction is over", err)
		}
		return nil
	})
	if !errors.Is(err, sql.ErrTxDone) {
		t.Errorf("got %v, want that the transaction is over", err)
	}
	wantCards(t, db)
	var apartments int
	if err := db.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM apartments`).Scan(&apartments); err != nil || apartments != 0 {
		t.Errorf("there are %d apartments, %v, want none", apartments, err)
	}
	createCard(t, db, "3")
}

// A query that is interrupted changes nothing, and the transaction goes on.
func TestAfterAnInterruptedQueryTheTransactionGoesOn(t *testing.T) {
	db := openFor(t, t.TempDir())
	together(t, db, func(ctx context.Context) error {
		if err := createIn(ctx, db, "1"); err != nil {
			return err
		}
		short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		defer cancel()
		err := db.read(short, "long", func(tx *sql.Tx) error {
			var n int
			return tx.QueryRowContext(short,
				`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000000) SELECT count(*) FROM n`).Scan(&n)
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want context.DeadlineExceeded", err)
		}
		return createIn(ctx, db, "2")
	})
	wantCards(t, db, "1", "2")
}

// The transaction that a context has is that of one DB, even where two are open
// on one file.
func TestAnotherDBOnTheFileTakesNoPart(t *testing.T) {
	dir := t.TempDir()
	db, other := openFor(t, dir), openFor(t, dir)
	together(t, db, func(ctx context.Context) error {
		if err := createIn(ctx, db, "1"); err != nil {
			return err
		}
		if _, err := other.Identifiers().ByKey(ctx, card("1").Key()); !errors.Is(err, domain.KindNotFound) {
			t.Errorf("got %v, want that it is not committed yet", err)
		}
		return nil
	})
	wantCards(t, other, "1")
}

// Ids of events have no gaps: pruning counts on it.
func TestIDsOfEventsHaveNoGaps(t *testing.T) {
	db := openFor(t, t.TempDir())
	append5 := func(ctx context.Context) error {
		for range 5 {
			if err := db.Events().Append(ctx, anEvent); err != nil {
				return err
			}
		}
		return nil
	}
	fails := func(ctx context.Context) error { return errors.Join(append5(ctx), errGiven) }
	db.Within(t.Context(), fails)
	together(t, db, append5)
	together(t, db, func(ctx context.Context) error {
		db.Within(ctx, fails)
		return append5(ctx)
	})
	if err := db.Events().Append(t.Context(), anEvent); err != nil {
		t.Fatal(err)
	}
	for keep := 12; keep > 0; keep-- {
		if err := db.Events().Prune(t.Context(), keep); err != nil {
			t.Fatal(err)
		}
		var got, least, most int
		if err := db.reader.QueryRowContext(t.Context(), `SELECT count(*), min(id), max(id) FROM events`).Scan(&got, &least, &most); err != nil {
			t.Fatal(err)
		}
		if want := min(keep, 11); got != want || most != 11 || least != most-want+1 {
			t.Errorf("%d events, %d to %d, are left of 11, want the last %d", got, least, most, want)
		}
	}
}
