//go:build cgo

package sqlite

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// another returns a database on which another program writes until release.
func another(t *testing.T) (db *DB, release func()) {
	t.Helper()
	dir := t.TempDir()
	db = openFor(t, dir)
	return db, holdWriteLock(t, openFor(t, dir))
}

func TestWhileAnotherProgramWritesForLongWeAreBusy(t *testing.T) {
	db, release := another(t)
	writes := map[string]func(context.Context) error{
		"a change": func(ctx context.Context) error { return createIn(ctx, db, "1") },
		"an event": func(ctx context.Context) error { return db.Events().Append(ctx, anEvent) },
		"an end of nobody's session": func(ctx context.Context) error {
			return orNone(db.Accounts().DeleteSession(ctx, ports.TokenHash{}), nil)
		},
	}
	began := time.Now()
	var waiting sync.WaitGroup
	for name, write := range writes { // at once: they take turns to try
		waiting.Go(func() {
			if err := write(t.Context()); !errors.Is(err, domain.KindBusy) {
				t.Errorf("%s: got %v (kind %q), want kind %q", name, err, domain.KindOf(err), domain.KindBusy)
			}
			if waited := time.Since(began); waited < busyFor || waited > 2*busyFor {
				t.Errorf("%s waited %v, want about %v", name, waited, busyFor)
			}
		})
	}
	if _, _, err := db.Identifiers().List(t.Context(), listing.Query{}); err != nil {
		t.Errorf("reads do not go on: %v", err)
	}
	waiting.Wait()
	release()
	for name, write := range writes {
		if err := write(t.Context()); err != nil {
			t.Errorf("afterwards, %s: %v", name, err)
		}
	}
}

func TestWaitingForAnotherProgramEndsWithTheContext(t *testing.T) {
	db, release := another(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for name, write := range map[string]func() error{
		"a change":      func() error { return createIn(ctx, db, "1") },
		"a lease":       func() error { return db.Identifiers().AcquireLease(ctx, leaseFor(1, "holder"), leased) },
		"a transaction": func() error { return db.Within(ctx, func(context.Context) error { return nil }) },
		"a probe":       func() error { return db.Probe(ctx) },
	} {
		began := time.Now()
		if err := write(); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: got %v, want context.DeadlineExceeded", name, err)
		}
		if waited := time.Since(began); waited > busyFor/2 {
			t.Errorf("%s waited %v after its context", name, waited)
		}
	}
	release()
	createCard(t, db, "1") // would be a conflict
}
