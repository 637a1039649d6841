// Package apartment holds the flats and offices behind a door: who lives there
// is told by the identifiers that belong to one.
package apartment

import (
	"cmp"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// UID names an apartment: 1 or more, never used twice; 0 is none.
type UID int64

// Valid reports whether an apartment can have this uid.
func (u UID) Valid() bool { return u >= 1 }

// MaxName is how many characters an apartment's name may have.
const MaxName = 255

// apartmentName is the documented pattern (section 13).
var apartmentName = regexp.MustCompile(`^\S(?s:.*\S)?$`)

// Address is where in the building an apartment is (section 5.3). A panel dials
// it.
type Address struct {
	Building, Unit, Floor, Room int
}

// String returns the address as "building-unit-floor-room".
func (a Address) String() string {
	return fmt.Sprintf("%d-%d-%d-%d", a.Building, a.Unit, a.Floor, a.Room)
}

// The ends of what an address may say (section 5.3).
const (
	MinBuilding = 1
	MaxBuilding = 9999
	MaxUnit     = 99
	MaxFloor    = 98
	MaxRoom     = 99
)

func (a Address) validate() error {
	for _, part := range []struct {
		name            string
		got, least, max int
	}{
		{"building", a.Building, MinBuilding, MaxBuilding},
		{"unit", a.Unit, 0, MaxUnit},
		{"floor", a.Floor, 0, MaxFloor},
		{"room", a.Room, 0, MaxRoom},
	} {
		if part.got < part.least || part.got > part.max {
			return domain.E(domain.KindInvalid, "%s is %d, must be %d to %d", part.name, part.got, part.least, part.max)
		}
	}
	return nil
}

// Spec is what a client says about an apartment.
type Spec struct {
	Name    string
	Address Address
	Link    domain.LinkID // "" if no other system addresses it
}

// Apartment is a valid apartment; the zero Apartment is none. Only New and
// Restore make others.
type Apartment struct {
	uid  UID
	spec Spec
}

// New returns a new apartment. The error is KindInvalid and says what is wrong.
func New(s Spec) (Apartment, error) {
	if !apartmentName.MatchString(s.Name) || !utf8.ValidString(s.Name) {
		return Apartment{}, domain.E(domain.KindInvalid, "the apartment's name is empty, has space at an end or is no UTF-8")
	}
	if n := utf8.RuneCountInString(s.Name); n > MaxName {
		return Apartment{}, domain.E(domain.KindInvalid, "the apartment's name has %d characters, at most %d are allowed", n, MaxName)
	}
	if err := s.Address.validate(); err != nil {
		return Apartment{}, err
	}
	return Apartment{spec: s}, nil
}

// Restore rebuilds an apartment that a repository stored. It checks nothing and
// is not a constructor.
func Restore(uid UID, s Spec) Apartment { return Apartment{uid: uid, spec: s} }

// Changed returns the apartment with what s says instead; without a link it
// keeps its own, by which another system knows it. The error is that of New.
func (a Apartment) Changed(s Spec) (Apartment, error) {
	s.Link = cmp.Or(s.Link, a.spec.Link)
	changed, err := New(s)
	if err != nil {
		return Apartment{}, err
	}
	changed.uid = a.uid
	return changed, nil
}

// UID returns the uid, 0 before a repository gave one and for no apartment.
func (a Apartment) UID() UID { return a.uid }

// Spec returns what the client said.
func (a Apartment) Spec() Spec { return a.spec }
