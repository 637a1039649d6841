package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// Limiter is an AuthService that lets nobody guess passwords for long. Failed
// logins count for the account from that address, for the account, and for the
// address (account.PairAllowance and so on). Where one of them has too many,
// even the right password is refused with KindTooManyLogins, before any work
// is done on it. An address at which an account has logged in before is held
// to the first of the three alone, so that whoever guesses elsewhere locks
// nobody out. Tokens are not its business. All of it is forgotten at a restart.
//
// The address is account.AddressOf the context.
type Limiter struct {
	ports.AuthService
	journal *Journal
	now     ports.Clock

	mu       sync.Mutex
	counters counters
	known    map[string][]account.Address // where accounts have logged in, newest first; a stranger cannot fill it
}

var _ ports.AuthService = (*Limiter)(nil)

// What is remembered at most.
const (
	maxKnown     = 16     // addresses of an account
	maxCounters  = 10_000 // some 3 MB
	maxNameBytes = 64     // of what was given as an account's name
)

// NewLimiter returns a limiter before an AuthService. A nil journal keeps no
// log.
func NewLimiter(auth ports.AuthService, journal *Journal, now ports.Clock) *Limiter {
	return &Limiter{AuthService: auth, journal: journal, now: now, counters: counters{}, known: map[string][]account.Address{}}
}

// Login implements ports.AuthService.
func (l *Limiter) Login(ctx context.Context, name string, digest account.Digest) (account.Session, error) {
	var session account.Session
	err := l.attempt(ctx, name, func() (err error) {
		session, err = l.AuthService.Login(ctx, name, digest)
		return err
	})
	return session, err
}

// ByPassword implements ports.AuthService.
func (l *Limiter) ByPassword(ctx context.Context, name string, digest account.Digest) (account.Account, error) {
	var found account.Account
	err := l.attempt(ctx, name, func() (err error) {
		found, err = l.AuthService.ByPassword(ctx, name, digest)
		return err
	})
	return found, err
}

// attempt tries a login unless too many failed before it. Attempts on one
// counter take turns: of many at once that are wrong, no more are tried than
// one after the other would be, and none is refused because of others that are
// right.
func (l *Limiter) attempt(ctx context.Context, name string, try func() error) error {
	name = strings.Clone(name[:min(len(name), maxNameBytes)]) // a stranger's may be long
	from := account.AddressOf(ctx)
	used := l.use(name, from)
	defer l.leave(used)
	for _, c := range used {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for another login: %w", ctx.Err())
		case c.turn <- struct{}{}:
			defer func() { <-c.turn }()
		}
	}
	if wait := l.wait(used); wait > 0 {
		return domain.TooManyLogins(wait)
	}
	err := try()
	switch {
	case err == nil:
		l.succeeded(used, name, from)
	case errors.Is(err, domain.KindBadLogin) || errors.Is(err, domain.KindUnauthenticated):
		if l.failed(used) {
			// The audit log has the failed logins themselves, and of what was
			// typed no more than that.
			ctx = audit.WithActor(account.WithCaller(ctx, name), audit.Unknown)
			l.journal.Note(ctx, event.LoginsLimited, event.Subject{Detail: from.String()})
		}
	}
	return err
}

// use returns the counters that an attempt is held to, that of the pair first.
// They stay until leave.
func (l *Limiter) use(name string, from account.Address) []*counter {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	used := []*counter{l.counters.use(counterKey{name: name, from: from, of: thePair}, account.PairAllowance, now)}
	if !slices.Contains(l.known[name], from) {
		used = append(used,
			l.counters.use(counterKey{name: name, of: theAccount}, account.AccountAllowance, now),
			l.counters.use(counterKey{from: from, of: theAddress}, account.AddressAllowance, now))
	}
	return used
}

func (l *Limiter) leave(used []*counter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range used {
		l.counters.leave(c, l.now())
	}
}

// wait returns how long none of the counters lets another login be tried.
func (l *Limiter) wait(used []*counter) (longest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range used {
		longest = max(longest, c.failures.Wait(c.allowance, l.now()))
	}
	return longest
}

// succeeded forgets what failed for the pair, and only that: an account of a
// guesser's own must not help.
func (l *Limiter) succeeded(used []*counter, name string, from account.Address) {
	l.mu.Lock()
	defer l.mu.Unlock()
	used[0].failures = account.Failures{}
	if known := l.known[name]; len(known) > 0 && known[0] == from {
		return
	}
	others := slices.DeleteFunc(l.known[name], func(a account.Address) bool { return a == from })
	known := append([]account.Address{from}, others...)
	l.known[name] = known[:min(len(known), maxKnown)]
}

// failed counts a failure, and reports whether a limit begins with it.
func (l *Limiter) failed(used []*counter) (begins bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range used {
		begins = c.fail(l.now()) || begins
	}
	return begins
}
