package access

import "github.com/vestibule-id/vestibule/domain/identifier"

// Question is what a panel asks before it opens (section 15).
type Question struct {
	Type   string // as panels spell it there: "card", "input_code", "qr"
	Number string
}

// askedTypes has the identifier types a panel asks about. A face is recognised
// and decided on the panel.
var askedTypes = map[string]identifier.Type{
	"card":       identifier.Card,
	"input_code": identifier.InputCode,
	"qr":         identifier.QR,
}

// Key returns the identifier that is asked about. It reports false if the
// question is none that can be answered.
func (q Question) Key() (identifier.Key, bool) {
	typ, ok := askedTypes[q.Type]
	return identifier.Key{Type: typ, Number: q.Number}, ok
}

// Answer is what a panel is told.
type Answer struct {
	Handled bool // false: the panel decides by itself
	Granted bool
	Lock    int // which lock to open, as the panel counts: 0 both, 1 first, 2 second
}

// lockNumbers has how panels count their locks.
var lockNumbers = map[identifier.Lock]int{
	identifier.AllLocks:   0,
	identifier.FirstLock:  1,
	identifier.SecondLock: 2,
}

// LockNumber returns the number of a lock, 0 for both.
func LockNumber(l identifier.Lock) int { return lockNumbers[l] }
