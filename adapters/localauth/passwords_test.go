package localauth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

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

// What takes the time is comparing with a hash; so hashes are counted, and what
// each costs. That matches are remembered must not make a difference either:
// neither for a wrong password of an account whose right one is remembered, nor
// for a password that somebody else's account is remembered with.
func TestEveryLoginThatFailsCostsOneHash(t *testing.T) {
	s, err := New(Options{Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	right := account.DigestOf("correct horse")
	for _, name := range []string{"admin", "other"} {
		if err := s.AddAccount(t.Context(), account.Account{Name: name, Role: account.Administrator}, account.DigestOf("correct horse"+name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddAccount(t.Context(), account.Account{Name: "remembered", Role: account.User}, right); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Login(t.Context(), "remembered", right); err != nil {
		t.Fatal(err)
	}
	var costs []argon2id.Params
	s.passwords.compare = func(digest, hash string) (bool, error) {
		matches, params, err := argon2id.CheckHash(digest, hash)
		costs = append(costs, *params)
		return matches, err
	}
	calls := map[string]func(string, account.Digest) error{
		"login": func(name string, d account.Digest) error { _, err := s.Login(t.Context(), name, d); return err },
		"basic": func(name string, d account.Digest) error { _, err := s.ByPassword(t.Context(), name, d); return err },
	}
	for _, c := range []struct {
		name, account string
		digest        account.Digest
	}{
		{"an unknown account", "nobody", account.DigestOf("guess")},
		{"an unknown account with a password that is another's", "nobody", right},
		{"no account", "", right},
		{"a name that no account can have", strings.Repeat("x", 10_000), right},
		{"a wrong password", "admin", account.DigestOf("guess")},
		{"a password that is another's", "admin", right},
		{"a wrong password where the right one is remembered", "remembered", account.DigestOf("guess")},
		{"what is no digest", "admin", ""},
		{"what is no digest of an unknown account", "nobody", ""},
	} {
		for way, call := range calls {
			for range 2 { // a second time, too
				costs = nil
				if err := call(c.account, c.digest); err == nil {
					t.Fatalf("%s, %s: it is let in", way, c.name)
				}
				if len(costs) != 1 || costs[0] != cost {
					t.Errorf("%s, %s: costs %+v, want %+v once", way, c.name, costs, cost)
				}
			}
		}
	}
	costs = nil
	if err := calls["basic"]("remembered", right); err != nil || len(costs) != 0 {
		t.Errorf("the right password, remembered: %v, costs %+v, want nothing", err, costs)
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
