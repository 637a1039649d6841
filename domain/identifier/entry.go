package identifier

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// Entry is an identifier with what it refers to, as it is read (section 5.3).
type Entry struct {
	Identifier
	Apartment apartment.Apartment // the zero Apartment if it belongs to none
	Profiles  []schedule.Reference
}

// Reference is how other entities name an identifier.
type Reference struct {
	UID  UID
	Link domain.LinkID
}

// Key is what no two identifiers share; faces have none.
type Key struct {
	Type   Type
	Number string
}

// Key returns the identifier's key.
func (i Identifier) Key() Key { return Key{i.spec.Type, i.spec.Number} }

// Validate returns KindInvalid if no identifier can have that type and number.
// A face can be asked for by any number, and never found.
func (k Key) Validate() error {
	switch {
	case !k.Type.valid():
		return domain.E(domain.KindInvalid, "identifier type %.64q does not exist", k.Type)
	case k.Type == FaceID:
		return nil
	}
	return k.Type.checkNumber(k.Number)
}
