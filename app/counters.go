package app

import (
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
)

// counterKey says whose failures a counter has.
type counterKey struct {
	of   int8
	name string          // "" of an address
	from account.Address // unknown of an account
}

// What a counter is of.
const (
	thePair int8 = iota
	theAccount
	theAddress
)

// counter counts the failed logins of somebody. Its turn is for whoever
// attempts one; everything else is guarded by the Limiter's mutex.
type counter struct {
	key       counterKey
	allowance account.Allowance
	turn      chan struct{}
	users     int // attempts under way or waiting
	failures  account.Failures
	told      bool // the log has been told that the limit was reached
}

// fail counts a failure, and reports whether the limit is reached for the
// first time since all was forgotten.
func (c *counter) fail(now time.Time) (begins bool) {
	if c.failures.Forgotten(now) {
		c.told = false
	}
	c.failures = c.failures.And(c.allowance, now)
	begins = c.failures.Wait(c.allowance, now) > 0 && !c.told
	c.told = c.told || begins
	return begins
}

// counters are those that have something to count or are in use. There are
// maxCounters at most, and as many more as attempts are under way, which are
// requests and have limits of their own.
type counters map[counterKey]*counter

// use returns the counter of a key until leave.
func (cs counters) use(key counterKey, a account.Allowance, now time.Time) *counter {
	c := cs[key]
	if c == nil {
		if len(cs) >= maxCounters {
			cs.makeRoom(now)
		}
		c = &counter{key: key, allowance: a, turn: make(chan struct{}, 1)}
		cs[key] = c
	}
	c.users++
	return c
}

func (cs counters) leave(c *counter, now time.Time) {
	c.users--
	if c.users == 0 && c.failures.Forgotten(now) {
		delete(cs, c.key)
	}
}

// makeRoom removes an eighth of the counters that there may be: those that are
// forgotten, or else will be next. A stranger who makes many does not get rid of
// those that hold somebody up. It is an eighth so that the work is done once for
// many.
func (cs counters) makeRoom(now time.Time) {
	var idle []*counter
	for key, c := range cs {
		switch {
		case c.users > 0:
		case c.failures.Forgotten(now):
			delete(cs, key)
		default:
			idle = append(idle, c)
		}
	}
	slices.SortFunc(idle, func(a, b *counter) int { return a.failures.Compare(b.failures) })
	for _, c := range idle[:min(len(idle), max(0, len(cs)-maxCounters*7/8))] {
		delete(cs, c.key)
	}
}
