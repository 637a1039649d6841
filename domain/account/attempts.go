package account

import "time"

// Allowance is how many failed logins somebody may have: so many at once, and
// from then on one more each time so much has passed.
type Allowance struct {
	AtOnce int
	Every  time.Duration
}

// The allowances. Each is large enough for people who try all the passwords
// they ever had, and small enough that guessing leads nowhere: 480 guesses a
// day from one address at one account, 1440 at one account from anywhere.
var (
	// PairAllowance is for one account from one address.
	PairAllowance = Allowance{AtOnce: 10, Every: 3 * time.Minute}
	// AccountAllowance is for one account from all addresses at which it has
	// never logged in. Those at which it has are spared, or a stranger could
	// lock the owner out.
	AccountAllowance = Allowance{AtOnce: 30, Every: time.Minute}
	// AddressAllowance is for one address with all accounts that have never
	// logged in there.
	AddressAllowance = Allowance{AtOnce: 50, Every: time.Minute}
)

// Failures are the failed logins that somebody is still held to. The zero
// Failures are none.
type Failures struct {
	until time.Time // when the last one is forgotten
}

// And returns the failures with one more, at the time now.
func (f Failures) And(a Allowance, now time.Time) Failures {
	return Failures{until: now.Add(f.left(a, now) + a.Every)}
}

// Wait returns how long it is at the time now until another login may be
// tried, 0 if one may be tried at once.
func (f Failures) Wait(a Allowance, now time.Time) time.Duration {
	return max(0, f.left(a, now)-time.Duration(a.AtOnce-1)*a.Every)
}

// Forgotten reports whether nothing is left of the failures at the time now.
func (f Failures) Forgotten(now time.Time) bool { return !f.until.After(now) }

// Compare returns -1 if f is forgotten before g, 1 if after it, or else 0.
func (f Failures) Compare(g Failures) int { return f.until.Compare(g.until) }

// left returns how long it is until the failures are forgotten: never longer
// than it takes to forget all that were allowed, whatever was done to the
// clock.
func (f Failures) left(a Allowance, now time.Time) time.Duration {
	return min(max(0, f.until.Sub(now)), time.Duration(a.AtOnce)*a.Every)
}
