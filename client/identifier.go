package client

import "encoding/json"

// IdentifierType says what kind of thing opens the door.
type IdentifierType string

// The identifier types (section 5.2).
const (
	Card         IdentifierType = "card"
	UKey         IdentifierType = "ukey"
	InputCode    IdentifierType = "inputCode"
	FaceID       IdentifierType = "face_id"
	QRCode       IdentifierType = "qr"
	LicensePlate IdentifierType = "license_plate"
)

// OwnerType says how an owner belongs to the building.
type OwnerType string

// The owner types.
const (
	Resident OwnerType = "owner"
	Guest    OwnerType = "guest"
)

// Lock says which of the panel's locks an identifier opens.
type Lock string

// The locks.
const (
	FirstLock  Lock = "first"
	SecondLock Lock = "second"
	AllLocks   Lock = "all"
)

// Owner is the person an identifier belongs to.
type Owner struct {
	Name string    `json:"name"` // free text, not unique
	Type OwnerType `json:"type"`
}

// IdentifierSpec is what a client says of an identifier (section 5.1).
type IdentifierSpec struct {
	Owner  Owner          `json:"identifier_owner"`
	Type   IdentifierType `json:"identifier_type"`
	Number string         `json:"identifier_number"` // see section 5.2; kept as written, ignored for a face
	Lock   Lock           `json:"lock"`
	Valid  Validity       `json:"valid"` // the zero one is always
}

// Identifier is an identifier as it is read.
type Identifier struct {
	UID int64 `json:"identifier_uid"`
	IdentifierSpec
	Apartment    ApartmentReference `json:"apartment"`
	TimeProfiles References         `json:"time_profiles"`
	Additional   Additional         `json:"additional"`
	LinkID       string             `json:"link_id"` // a UUID, "" for none
}

// ApartmentReference is where an identifier belongs to (section 5.3).
type ApartmentReference struct {
	UID     int64   `json:"uid"`     // -1 for none
	LinkID  string  `json:"link_id"` // a UUID, "" for none
	Address Address `json:"logical_address"`
}

// Address is where in the building an apartment is (section 5.3).
type Address struct {
	Building int `json:"building"` // 1 to 9999
	Unit     int `json:"unit"`     // to 99
	Floor    int `json:"floor"`    // to 98
	Room     int `json:"room"`     // to 99
}

// References name other entities (section 5.3).
type References struct {
	UIDs    []int64  `json:"uid_items"`
	LinkIDs []string `json:"link_ids"` // of those that have one
	Count   int      `json:"count"`
}

// Additional is what a server counts.
type Additional struct {
	PassesLeft int `json:"passes_left"` // -1 if they are not limited
}

// none is the uid of an apartment that there is not, and the number of passes
// that are not limited (sections 5.1 and 5.3). A panel that leaves them out
// means the same.
const none = -1

// UnmarshalJSON implements json.Unmarshaler.
func (i *Identifier) UnmarshalJSON(text []byte) error {
	type plain Identifier
	read := plain{Apartment: ApartmentReference{UID: none}, Additional: Additional{PassesLeft: none}}
	err := json.Unmarshal(text, &read)
	*i = Identifier(read)
	return err
}

// Change is what an update changes; what is nil stays as it is. A real panel
// wants Owner, Type, Number and Lock in every update (section 6.3): give it
// Replace.
type Change struct {
	OwnerName *string
	OwnerType *OwnerType
	Type      *IdentifierType // a face stays one, and nothing becomes one
	Number    *string
	Lock      *Lock
	Time      *Window
	MaxPasses *int // 0: not limited; passes that were used stay used
}

// Replace returns the change after which everything is as s says.
func Replace(s IdentifierSpec) Change {
	return Change{
		OwnerName: &s.Owner.Name, OwnerType: &s.Owner.Type,
		Type: &s.Type, Number: &s.Number, Lock: &s.Lock,
		Time: &s.Valid.Time, MaxPasses: &s.Valid.MaxPasses,
	}
}

// MarshalJSON implements json.Marshaler.
func (c Change) MarshalJSON() ([]byte, error) {
	type owner struct {
		Name *string    `json:"name,omitempty"`
		Type *OwnerType `json:"type,omitempty"`
	}
	type valid struct {
		Time   *Window `json:"time,omitempty"`
		Passes *passes `json:"passes,omitempty"`
	}
	var limit *passes
	if c.MaxPasses != nil {
		limit = new(newPasses(*c.MaxPasses))
	}
	return json.Marshal(struct {
		Owner  owner           `json:"identifier_owner,omitzero"`
		Type   *IdentifierType `json:"identifier_type,omitempty"`
		Number *string         `json:"identifier_number,omitempty"`
		Lock   *Lock           `json:"lock,omitempty"`
		Valid  valid           `json:"valid,omitzero"`
	}{
		Owner: owner{c.OwnerName, c.OwnerType}, Type: c.Type, Number: c.Number, Lock: c.Lock,
		Valid: valid{c.Time, limit},
	})
}
