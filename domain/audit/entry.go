// Package audit is the audit log: who did what to whom, in a chain of hashes.
// Each entry's hash is made of its contents and of the hash before, so that no
// entry can be changed, removed, moved or added without the chain breaking at
// that place; and the first one is made of the installation's id.
//
// The log stays for good, so it has nothing of a person in it that would have to
// be erased: an identifier is a uid, and a number that is nobody's when the
// person is gone. It names accounts, which are those of the people who do
// things.
//
// What the chain cannot show by itself is that its end was cut off, or that all
// of it was made anew. A head that was noted down elsewhere shows both (Verify).
package audit

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// Entry is one thing that somebody did.
type Entry struct {
	Seq      int64     // 1 and rising, without a gap
	At       time.Time // UTC, whole milliseconds
	Actor    string    // an account's name, or one of the actors in parentheses
	Action   Action
	UID      int64  // of what it was done to: the action says what that is; 0 if nothing has a uid
	Detail   string // a code, a count or an account's name, by the action; never of a person
	Previous Hash   // the hash of the entry before, or that of the Origin
	Hash     Hash   // of all of the above
}

// MaxText is the limit of each text, in characters.
const MaxText = 255

// Trimmed returns the entry as it may be stored: its texts within their limits,
// its time in UTC and without what is less than a millisecond.
func (e Entry) Trimmed() Entry {
	e.At = e.At.UTC().Truncate(time.Millisecond)
	e.Actor = domain.Trimmed(e.Actor, MaxText)
	e.Action = Action(domain.Trimmed(string(e.Action), MaxText))
	e.Detail = domain.Trimmed(e.Detail, MaxText)
	return e
}

// Head returns the head of a log that ends with the entry.
func (e Entry) Head() Head { return Head{Seq: e.Seq, Hash: e.Hash} }
