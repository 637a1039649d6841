package httpapi

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// entity is an identifier as it is read: flat and without its uid (sections 5
// and 6.2).
type entity struct {
	Owner        ownerBody      `json:"identifier_owner"`
	Type         string         `json:"identifier_type"`
	Number       string         `json:"identifier_number"`
	Lock         string         `json:"lock"`
	Valid        validBody      `json:"valid"`
	Apartment    apartmentBody  `json:"apartment"`
	TimeProfiles referenceBody  `json:"time_profiles"`
	Additional   additionalBody `json:"additional"`
	LinkID       *domain.LinkID `json:"link_id"`
}

type ownerBody struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

type validBody struct {
	Time   timeBody   `json:"time"`
	Passes passesBody `json:"passes"`
}

// timeBody has Unix times in seconds, 0 for an end that is open.
type timeBody struct {
	IsPermanent bool  `json:"is_permanent"`
	From        int64 `json:"from"`
	To          int64 `json:"to"`
}

// passesBody has 0 passes if they are not limited.
type passesBody struct {
	IsPermanent bool `json:"is_permanent"`
	MaxPasses   int  `json:"max_passes"`
}

// apartmentBody is a reference to an apartment; without one it has no address.
type apartmentBody struct {
	UID     int64          `json:"uid"`
	LinkID  *domain.LinkID `json:"link_id"`
	Address *addressBody   `json:"logical_address,omitempty"`
}

type addressBody struct {
	Building int `json:"building"`
	Unit     int `json:"unit"`
	Floor    int `json:"floor"`
	Room     int `json:"room"`
}

// referenceBody is a list of references to things of one kind. Those that have
// no link are in uid_items alone.
type referenceBody struct {
	UIDItems []int64         `json:"uid_items"`
	LinkIDs  []domain.LinkID `json:"link_ids"`
	Count    int             `json:"count"`
}

func (b *referenceBody) add(uid int64, link domain.LinkID) {
	b.UIDItems = append(b.UIDItems, uid)
	b.Count++
	if link != "" {
		b.LinkIDs = append(b.LinkIDs, link)
	}
}

// noReferences returns a list that is empty and not null.
func noReferences() referenceBody {
	return referenceBody{UIDItems: []int64{}, LinkIDs: []domain.LinkID{}}
}

type additionalBody struct {
	PassesLeft int `json:"passes_left"`
}

// listedEntity is an identifier in a list (section 8.2).
type listedEntity struct {
	UID int64 `json:"identifier_uid"`
	entity
}

// noApartment is the apartment's uid of an identifier that has none (5.3).
const noApartment = -1

func newEntity(e identifier.Entry) entity {
	s := e.Spec()
	profiles := noReferences()
	for _, p := range e.Profiles {
		profiles.add(int64(p.UID), p.Link)
	}
	return entity{
		Owner:        newOwnerBody(s.Owner),
		Type:         string(s.Type),
		Number:       s.Number,
		Lock:         string(s.Lock),
		Valid:        newValidBody(s.Validity),
		Apartment:    newApartmentBody(e.Apartment),
		TimeProfiles: profiles,
		Additional:   additionalBody{PassesLeft: e.PassesLeft()},
		LinkID:       nullable(e.Links().Identifier),
	}
}

func newOwnerBody(o identifier.Owner) ownerBody {
	return ownerBody{Name: o.Name, Type: string(o.Type)}
}

func newApartmentBody(a apartment.Apartment) apartmentBody {
	if !a.UID().Valid() {
		return apartmentBody{UID: noApartment}
	}
	address := newAddressBody(a.Spec().Address)
	return apartmentBody{UID: int64(a.UID()), LinkID: nullable(a.Spec().Link), Address: &address}
}

func newAddressBody(a apartment.Address) addressBody {
	return addressBody{Building: a.Building, Unit: a.Unit, Floor: a.Floor, Room: a.Room}
}

// nullable returns a link as JSON has it: null for none.
func nullable(l domain.LinkID) *domain.LinkID {
	if l == "" {
		return nil
	}
	return &l
}

func newValidBody(v identifier.Validity) validBody {
	body := validBody{
		Time:   timeBody{IsPermanent: v.Time.Permanent},
		Passes: passesBody{IsPermanent: v.Passes.Permanent},
	}
	if !v.Time.Permanent {
		body.Time.From, body.Time.To = seconds(v.Time.From), seconds(v.Time.To)
	}
	if !v.Passes.Permanent {
		body.Passes.MaxPasses = v.Passes.Max
	}
	return body
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
