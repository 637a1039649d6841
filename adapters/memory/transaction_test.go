package memory_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

var start = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// changed are settings that are not the defaults.
var changed = settings.Settings{MasterCode: settings.MasterCode{Number: "1"}}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantSettings(t *testing.T, s *memory.Store, want settings.Settings) {
	t.Helper()
	got, err := s.Settings().Settings(t.Context())
	must(t, err)
	if got != want {
		t.Errorf("settings are %+v, want %+v", got, want)
	}
}

func TestAccountsTakePartInATransaction(t *testing.T) {
	s := memory.New()
	user := account.Account{Name: "user", Role: account.User}
	kept, opened := ports.SessionRecord{Hash: ports.TokenHash{1}, Account: user.Name, Expires: start.Add(time.Hour)}, ports.TokenHash{2}
	must(t, s.Accounts().AddAccount(t.Context(), user, "hash"))
	must(t, s.Accounts().AddSession(t.Context(), kept, start))

	failed := errors.New("failed")
	err := s.Within(t.Context(), func(ctx context.Context) error {
		must(t, s.Accounts().SetPassword(ctx, user.Name, "another"))
		must(t, s.Accounts().AddAccount(ctx, account.Account{Name: "admin", Role: account.Administrator}, "hash"))
		must(t, s.Accounts().AddSession(ctx, ports.SessionRecord{Hash: opened, Account: "admin", Expires: kept.Expires}, start))
		if _, hash, err := s.Accounts().Account(ctx, user.Name); err != nil || hash != "another" {
			t.Errorf("hash %q, error %v within, want the other hash", hash, err)
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatalf("got %v, want the error that was returned", err)
	}
	if _, hash, err := s.Accounts().Account(t.Context(), user.Name); err != nil || hash != "hash" {
		t.Errorf("hash %q, error %v, want the former hash", hash, err)
	}
	if got, err := s.Accounts().AccountBySession(t.Context(), kept.Hash, start); err != nil || got != user {
		t.Errorf("account %+v, error %v, want the session to be there", got, err)
	}
	if has, err := s.Accounts().HasAdministrator(t.Context()); err != nil || has {
		t.Errorf("HasAdministrator is %t, error %v", has, err)
	}
	if _, err := s.Accounts().AccountBySession(t.Context(), opened, start); !errors.Is(err, domain.KindNotFound) {
		t.Errorf("got %v, want no session", err)
	}
}

// Sessions that are swept away in a failed transaction are expired all the
// same, but those that are good must be there.
func TestASweepInAFailedTransactionEndsNoGoodSession(t *testing.T) {
	s := memory.New()
	user := account.Account{Name: "user", Role: account.User}
	must(t, s.Accounts().AddAccount(t.Context(), user, "hash"))
	record := func(n byte, expires time.Time) ports.SessionRecord {
		return ports.SessionRecord{Hash: ports.TokenHash{n}, Account: user.Name, Expires: expires}
	}
	const many = 100 // more than are left alone
	for n := range byte(many) {
		must(t, s.Accounts().AddSession(t.Context(), record(n, start.Add(time.Duration(n)*time.Second)), start))
	}
	half := start.Add(many / 2 * time.Second)
	if err := s.Within(t.Context(), func(ctx context.Context) error {
		must(t, s.Accounts().AddSession(ctx, record(many, start), half))
		return errors.New("failed")
	}); err == nil {
		t.Fatal("got no error")
	}
	for n := range byte(many) {
		_, err := s.Accounts().AccountBySession(t.Context(), ports.TokenHash{n}, half)
		if good := n > many/2; (err == nil) != good {
			t.Errorf("session %d: error %v, want it to be good: %t", n, err, good)
		}
	}
}

func TestWaitingForATransactionGivesUpWithTheContext(t *testing.T) {
	s := memory.New()
	began, end, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- s.Within(t.Context(), func(ctx context.Context) error {
			close(began)
			<-end
			return s.Settings().SetSettings(ctx, changed)
		})
	}()
	<-began
	for name, call := range map[string]func(ctx context.Context) error{
		"a call":        func(ctx context.Context) error { return s.Settings().SetSettings(ctx, settings.Settings{}) },
		"a transaction": func(ctx context.Context) error { return s.Within(ctx, func(context.Context) error { return nil }) },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Millisecond, cancel)
		if err := call(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want context.Canceled", name, err)
		}
	}
	close(end)
	must(t, <-done)
	wantSettings(t, s, changed)
}

// The contract leaves it open; SQLite's transactions are undone as well.
func TestATransactionWhoseContextEndsBeforeItDoesIsUndone(t *testing.T) {
	s := memory.New()
	parent, cancel := context.WithCancel(t.Context())
	err := s.Within(parent, func(ctx context.Context) error {
		must(t, s.Settings().SetSettings(ctx, changed))
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	wantSettings(t, s, settings.Defaults())
}

// A test that fails within a transaction ends its goroutine.
func TestTheEndOfTheGoroutineUndoesTheTransaction(t *testing.T) {
	s := memory.New()
	done := make(chan struct{})
	go func() {
		defer close(done)
		err := s.Within(t.Context(), func(ctx context.Context) error {
			must(t, s.Settings().SetSettings(ctx, changed))
			runtime.Goexit()
			return nil
		})
		t.Errorf("Within returned %v, want the goroutine to end", err)
	}()
	<-done
	wantSettings(t, s, settings.Defaults())
}
