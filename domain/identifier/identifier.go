// Package identifier holds what opens a door: cards, codes, number plates and
// faces, how long and how often each is valid, and how a face identifier gets
// its face.
//
// The entity and its values are those of the panel's identifier API; the names
// on the wire are the names here.
package identifier

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
)

// UID names an identifier: 1 or more, never used twice.
type UID int64

// Valid reports whether an identifier can have this uid.
func (u UID) Valid() bool { return u >= 1 }

// Spec is what a client says about an identifier.
type Spec struct {
	Owner    Owner
	Type     Type
	Number   string // as the client wrote it; always empty for a face
	Lock     Lock
	Validity Validity
}

// Identifier is a valid identifier. Only New and Restore make one.
type Identifier struct {
	uid        UID
	spec       Spec
	state      State
	passesLeft int
	links      Links
	apartment  apartment.UID
}

// Links are the names that another system gave an identifier and the apartment
// it belongs to (section 10). The apartment need not be known here.
type Links struct {
	Identifier, Apartment domain.LinkID
}

// New returns a new identifier with the whole number of passes left. A face
// starts as a temporary identifier and its number is ignored, as the panel
// ignores it. The error is KindInvalid or KindInvalidTimes and says what is
// wrong.
func New(s Spec) (Identifier, error) {
	if s.Type == FaceID {
		s.Number = ""
	}
	if err := s.validate(); err != nil {
		return Identifier{}, err
	}
	return Identifier{spec: s, state: initialState(s.Type), passesLeft: s.Validity.Passes.initial()}, nil
}

// Restore rebuilds an identifier that a repository stored. It checks nothing
// and is not a constructor: rules that became stricter since must not make old
// records unreadable.
func Restore(uid UID, s Spec, state State, passesLeft int) Identifier {
	return Identifier{uid: uid, spec: s, state: state, passesLeft: passesLeft}
}

// UID returns the uid, 0 before a repository gave one.
func (i Identifier) UID() UID { return i.uid }

// Spec returns what the client said.
func (i Identifier) Spec() Spec { return i.spec }

// State returns how far the enrolment has come.
func (i Identifier) State() State { return i.state }

// PassesLeft returns how often the identifier still opens, -1 for always.
func (i Identifier) PassesLeft() int { return i.passesLeft }

// Links returns the names that another system gave.
func (i Identifier) Links() Links { return i.links }

// Linked returns the identifier with other names.
func (i Identifier) Linked(l Links) Identifier {
	i.links = l
	return i
}

// Apartment returns the apartment the identifier belongs to, 0 for none.
func (i Identifier) Apartment() apartment.UID { return i.apartment }

// In returns the identifier as one that belongs to an apartment, or to none if
// that is 0.
func (i Identifier) In(a apartment.UID) Identifier {
	i.apartment = a
	return i
}

func (s Spec) validate() error {
	if err := s.Owner.validate(); err != nil {
		return err
	}
	if !s.Type.valid() {
		return domain.E(domain.KindInvalid, "identifier type %.64q does not exist", s.Type)
	}
	if err := s.Type.checkNumber(s.Number); err != nil {
		return err
	}
	if !s.Lock.valid() {
		return domain.E(domain.KindInvalid, "lock %.64q does not exist", s.Lock)
	}
	return s.Validity.validate()
}
