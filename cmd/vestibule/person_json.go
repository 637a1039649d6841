package main

import (
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// personJSON is everything that is kept of a person, but for the portraits,
// which are files beside it. What is not there is left out. Times are in UTC.
type personJSON struct {
	Identifiers []keptJSON  `json:"identifiers"`
	Events      []eventJSON `json:"events"` // by id
}

type keptJSON struct {
	UID           identifier.UID       `json:"uid"`
	OwnerName     string               `json:"owner_name"`
	OwnerType     identifier.OwnerType `json:"owner_type"`
	Type          identifier.Type      `json:"type"`
	Number        string               `json:"number,omitzero"`
	Lock          identifier.Lock      `json:"lock"`
	State         identifier.State     `json:"state"`
	Link          domain.LinkID        `json:"link_id,omitzero"`
	Validity      validityJSON         `json:"validity"`
	Apartment     apartmentJSON        `json:"apartment,omitzero"`
	ApartmentLink domain.LinkID        `json:"apartment_link_id,omitzero"`
	TimeProfiles  []profileJSON        `json:"time_profiles,omitempty"`
	Face          *keptFaceJSON        `json:"face,omitempty"`
}

type validityJSON struct {
	Permanent       bool      `json:"permanent"`
	From            time.Time `json:"from,omitzero"`
	To              time.Time `json:"to,omitzero"`
	PassesPermanent bool      `json:"passes_permanent"`
	PassesMax       int       `json:"passes_max,omitzero"`
	PassesLeft      int       `json:"passes_left"` // -1: unlimited
}

type apartmentJSON struct {
	UID     int64  `json:"uid"`
	Name    string `json:"name"`
	Address string `json:"address"` // building-unit-floor-room
}

type profileJSON struct {
	UID    schedule.UID  `json:"uid"`
	Link   domain.LinkID `json:"link_id,omitzero"`
	Name   string        `json:"name"`
	AllDay bool          `json:"all_day"`
	From   time.Time     `json:"from"`
	To     time.Time     `json:"to"`
	Repeat *repeatJSON   `json:"repeat,omitempty"`
}

type repeatJSON struct {
	Cycle     schedule.Cycle     `json:"cycle"`
	Until     time.Time          `json:"until,omitzero"`
	Unit      schedule.Unit      `json:"unit,omitzero"`
	Step      int                `json:"step,omitzero"`
	Weekdays  []schedule.Weekday `json:"weekdays,omitempty"`
	MonthDays []int              `json:"month_days,omitempty"`
	NthOrder  schedule.WeekOrder `json:"nth_order,omitzero"`
	NthDay    schedule.DayType   `json:"nth_day,omitzero"`
	Months    []int              `json:"months,omitempty"`
}

type keptFaceJSON struct {
	EnrolledAt time.Time       `json:"enrolled_at"`
	Portrait   string          `json:"portrait"` // name of the file
	Box        [4]int          `json:"box"`      // x, y, width, height; px of the upright photo
	Confidence float64         `json:"confidence"`
	Landmarks  [][2]float64    `json:"landmarks,omitempty"` // likewise x, y
	Profile    string          `json:"profile"`             // which accepted it
	Measures   []measureJSON   `json:"measures"`
	Descriptor *descriptorJSON `json:"descriptor,omitempty"`
}

type measureJSON struct {
	Code    string  `json:"code"`
	Value   float64 `json:"value"`
	Limit   float64 `json:"limit"`
	Unit    string  `json:"unit"`
	Verdict string  `json:"verdict"`
}

type descriptorJSON struct {
	Model  string                         `json:"model"`
	Vector [face.DescriptorLength]float32 `json:"vector"`
}

type eventJSON struct {
	ID        int64     `json:"id"`
	At        time.Time `json:"at"`
	Key       event.Key `json:"key"`
	Account   string    `json:"account,omitzero"`
	UID       int64     `json:"uid,omitzero"`
	Name      string    `json:"name,omitzero"`
	Number    string    `json:"number,omitzero"`
	Type      string    `json:"type"`
	Lock      int       `json:"lock,omitzero"`
	Apartment string    `json:"apartment,omitzero"`
	Detail    string    `json:"detail,omitzero"`
}

func newKeptJSON(k app.Kept) keptJSON {
	s := k.Spec()
	v := s.Validity
	written := keptJSON{
		UID: k.UID(), OwnerName: s.Owner.Name, OwnerType: s.Owner.Type, Type: s.Type, Number: s.Number, Lock: s.Lock, State: k.State(),
		Link: k.Links().Identifier, ApartmentLink: k.Links().Apartment,
		Validity: validityJSON{v.Time.Permanent, v.Time.From, v.Time.To, v.Passes.Permanent, v.Passes.Max, k.PassesLeft()},
	}
	if a := k.Apartment; a.UID().Valid() {
		written.Apartment = apartmentJSON{int64(a.UID()), a.Spec().Name, a.Spec().Address.String()}
	}
	for _, p := range k.Profiles {
		written.TimeProfiles = append(written.TimeProfiles, newProfileJSON(p))
	}
	if k.Face != nil {
		written.Face = newKeptFaceJSON(*k.Face)
	}
	return written
}

func newProfileJSON(p schedule.Profile) profileJSON {
	s := p.Spec()
	written := profileJSON{UID: p.UID(), Link: p.Link(), Name: s.Name, AllDay: s.AllDay, From: s.From, To: s.To}
	if r, c := s.Repeat, s.Repeat.Custom; r.Enabled {
		written.Repeat = &repeatJSON{r.Cycle, r.Until, c.Unit, c.Step, c.Weekdays, c.MonthDays, c.Nth.Order, c.Nth.Day, c.Months}
	}
	return written
}

func newKeptFaceJSON(e enrolment.Enrolment) *keptFaceJSON {
	b := e.Face.Box
	written := &keptFaceJSON{
		EnrolledAt: e.At, Box: [4]int{b.X, b.Y, b.Width, b.Height}, Confidence: e.Face.Confidence,
		Profile: e.Profile, Measures: []measureJSON{},
	}
	for _, p := range e.Face.Landmarks {
		written.Landmarks = append(written.Landmarks, [2]float64{p.X, p.Y})
	}
	for _, m := range e.Measures {
		written.Measures = append(written.Measures, measureJSON{m.Code, m.Value, m.Limit, m.Unit, m.Verdict.String()})
	}
	if d := e.Descriptor; !d.IsZero() {
		written.Descriptor = &descriptorJSON{d.Model, d.Vector}
	}
	return written
}

func newEventJSON(e event.Event) eventJSON {
	s := e.Subject
	return eventJSON{e.ID, e.At, e.Key, e.Account, s.UID, s.Name, s.Number, s.Type, s.Lock, s.Apartment, s.Detail}
}
