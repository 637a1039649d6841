package identifier

import (
	"slices"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// MaxOwnerName is how many characters an owner's name may have.
const MaxOwnerName = 255

// Owner is the person an identifier belongs to.
type Owner struct {
	Name string // free text, not unique
	Type OwnerType
}

// OwnerType says how the owner belongs to the building.
type OwnerType string

// The owner types.
const (
	Resident OwnerType = "owner"
	Guest    OwnerType = "guest"
)

func (o Owner) validate() error {
	if n := utf8.RuneCountInString(o.Name); n > MaxOwnerName {
		return domain.E(domain.KindInvalid, "owner name has %d characters, at most %d are allowed", n, MaxOwnerName)
	}
	if !slices.Contains([]OwnerType{Resident, Guest}, o.Type) {
		return domain.E(domain.KindInvalid, "owner type %.64q does not exist", o.Type)
	}
	return nil
}

// Lock says which of the panel's locks an identifier opens.
type Lock string

// The locks.
const (
	FirstLock  Lock = "first"
	SecondLock Lock = "second"
	AllLocks   Lock = "all"
)

func (l Lock) valid() bool {
	return slices.Contains([]Lock{FirstLock, SecondLock, AllLocks}, l)
}
