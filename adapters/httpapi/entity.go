package httpapi

import (
	"time"

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
	LinkID       *string        `json:"link_id"`
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

type apartmentBody struct {
	UID    int     `json:"uid"`
	LinkID *string `json:"link_id"`
}

type referenceBody struct {
	UIDItems []int64  `json:"uid_items"`
	LinkIDs  []string `json:"link_ids"`
	Count    int      `json:"count"`
}

type additionalBody struct {
	PassesLeft int `json:"passes_left"`
}

// noApartment is the apartment's uid of an identifier that has none (5.3).
const noApartment = -1

func newEntity(id identifier.Identifier) entity {
	s := id.Spec()
	return entity{
		Owner:        ownerBody{Name: s.Owner.Name, Type: string(s.Owner.Type)},
		Type:         string(s.Type),
		Number:       s.Number,
		Lock:         string(s.Lock),
		Valid:        newValidBody(s.Validity),
		Apartment:    apartmentBody{UID: noApartment},
		TimeProfiles: referenceBody{UIDItems: []int64{}, LinkIDs: []string{}},
		Additional:   additionalBody{PassesLeft: id.PassesLeft()},
	}
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
