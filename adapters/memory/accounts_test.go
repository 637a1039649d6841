package memory

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// logins adds sessions that expire at a time, at the time now, and looks after
// each how many there are.
type logins struct {
	t    *testing.T
	repo *Accounts
	n    int // so far
}

func (l *logins) add(expires, now time.Time, want int) {
	l.t.Helper()
	l.n++
	s := ports.SessionRecord{Hash: ports.TokenHash{byte(l.n), byte(l.n >> 8)}, Account: "user", Expires: expires}
	if err := l.repo.AddSession(l.t.Context(), s, now); err != nil {
		l.t.Fatal(err)
	}
	if got := len(l.repo.sessions); got != want {
		l.t.Fatalf("after login %d there are %d sessions, want %d", l.n, got, want)
	}
}

func TestExpiredSessionsAreSweptWhenTheSessionsHaveDoubled(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	later := now.Add(time.Hour)
	l := &logins{t: t, repo: New().Accounts()}
	if err := l.repo.AddAccount(t.Context(), account.Account{Name: "user", Role: account.User}, "hash"); err != nil {
		t.Fatal(err)
	}
	const good = minSweep - 10
	for i := range good {
		l.add(later.Add(time.Second), now, i+1)
	}
	for i := range minSweep - good {
		l.add(now, now, good+i+1) // a few are not worth a sweep
	}
	l.add(now, now, good+1)
	for i := range good - 1 {
		l.add(now, now, good+i+2) // not twice as many yet as were left
	}
	l.add(now, now, good+1)
	for i := range good - 1 {
		l.add(now, later, good+i+2)
	}
	l.add(later.Add(time.Hour), later.Add(time.Second), 1) // now all have expired
}
