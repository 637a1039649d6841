// Package event holds what Vestibule's log says: who did what to what, and
// when. The names on the wire are the names here (contract section 16).
//
// An event has a key and particulars, no words: those are in package texts, for
// every language that a client may ask for.
package event

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// Event is one thing that happened.
type Event struct {
	ID      int64     // given by the repository, rising; 0 before
	At      time.Time // UTC, whole milliseconds
	Key     Key
	Account string  // who did it: the account's name, "" if nobody or unknown
	Subject Subject // what it is about
}

// Subject is what an event is about. What makes no sense for an event is left
// empty. An identifier's number may be a code that somebody types at the door:
// whoever makes the event decides if the log may have it.
type Subject struct {
	UID       int64  // of the identifier, time profile or apartment, 0 if none
	Name      string // owner of an identifier, name of a time profile or apartment, or account that was managed
	Number    string // the identifier's number
	Type      string // the identifier's type, as the panel writes it
	Lock      int    // the lock_number of section 15: 0 both, 1 first, 2 second; only for access keys
	Apartment string // address in words, "" if none
	Detail    string // a code: why access was denied, what a photo was refused for, which settings changed, where logins came from
}

// Limits of an event, in characters. They are those of an identifier, so that
// whatever an identifier may have is in the log as it is.
const (
	MaxText   = 255 // of the account, and of a subject's name, address and detail
	MaxNumber = 100 // of a subject's number and type
)

// Trimmed returns the event as it may be stored. Longer texts are cut after
// their last character allowed, and bytes that are no UTF-8 become U+FFFD: the
// account of a failed login is what a stranger typed. The time is in UTC and
// loses what is less than a millisecond.
func (e Event) Trimmed() Event {
	e.At = e.At.UTC().Truncate(time.Millisecond)
	e.Account = domain.Trimmed(e.Account, MaxText)
	e.Subject.Name = domain.Trimmed(e.Subject.Name, MaxText)
	e.Subject.Number = domain.Trimmed(e.Subject.Number, MaxNumber)
	e.Subject.Type = domain.Trimmed(e.Subject.Type, MaxNumber)
	e.Subject.Apartment = domain.Trimmed(e.Subject.Apartment, MaxText)
	e.Subject.Detail = domain.Trimmed(e.Subject.Detail, MaxText)
	return e
}
