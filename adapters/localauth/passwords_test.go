package localauth

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/domain/account"
)

// A test that measured time would fail on a busy machine. Instead all slots for
// hashing are taken, so that whoever wants to hash waits until the context ends.
func TestAnUnknownAccountCostsAHashAsWell(t *testing.T) {
	s, err := New(Options{Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for range cap(s.passwords.slots) {
		s.passwords.slots <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := s.Login(ctx, "nobody", account.DigestOf("guess")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want it to have waited for a slot", err)
	}
}

func TestRememberedMatchesAreBounded(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	p := &passwords{now: func() time.Time { return now }, matched: map[fingerprint]time.Time{}}
	for i := range 3 * rememberMost {
		p.remember(fingerprint{byte(i), byte(i >> 8)})
	}
	if got := len(p.matched); got > rememberMost {
		t.Errorf("%d matches are remembered, want at most %d", got, rememberMost)
	}
}

func TestAMatchIsForgottenInTime(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	p := &passwords{now: func() time.Time { return now }, matched: map[fingerprint]time.Time{}}
	f := fingerprint{1}
	p.remember(f)
	now = now.Add(rememberFor - time.Nanosecond)
	if !p.remembers(f) {
		t.Error("forgotten too early")
	}
	now = now.Add(time.Nanosecond)
	if p.remembers(f) {
		t.Error("still remembered")
	}
}
