package app_test

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// The links of what is in a world, and those of nothing.
const (
	cardLink     domain.LinkID = "00000000-0000-4000-8000-000000000001"
	codeLink     domain.LinkID = "00000000-0000-4000-8000-000000000002"
	faceLink     domain.LinkID = "00000000-0000-4000-8000-000000000003"
	enrolledLink domain.LinkID = "00000000-0000-4000-8000-000000000004"
	dayLink      domain.LinkID = "00000000-0000-4000-8000-000000000005"
	nightLink    domain.LinkID = "00000000-0000-4000-8000-000000000006"
	homeLink     domain.LinkID = "00000000-0000-4000-8000-000000000007"
	officeLink   domain.LinkID = "00000000-0000-4000-8000-000000000008"
	newLink      domain.LinkID = "00000000-0000-4000-8000-000000000009"
	noLink       domain.LinkID = "00000000-0000-4000-8000-00000000000a"
)

const (
	cardNumber = "3090417"
	codeNumber = "0451"
	masterCode = "2468"
)

// nobody is a uid that nothing has.
const nobody = 999_999

var (
	home   = apartment.Spec{Name: "12A", Address: apartment.Address{Building: 1, Unit: 2, Floor: 3, Room: 4}, Link: homeLink}
	office = apartment.Spec{Name: "Office", Address: apartment.Address{Building: 9}, Link: officeLink}
	day    = daily("Day", 8, 20)
	night  = daily("Night", 22, 23)
)

// daily returns a time profile from one hour to another, every day.
func daily(name string, from, to int) schedule.Spec {
	date := func(hour int) time.Time { return time.Date(2026, time.January, 1, hour, 0, 0, 0, time.UTC) }
	return schedule.Spec{
		Name:   name,
		From:   date(from),
		To:     date(to),
		Repeat: schedule.Repeat{Enabled: true, Cycle: schedule.Daily},
	}
}

// world is a fixture with something of everything in it, and an empty log.
type world struct {
	*fixture

	// The card is good by day, belongs to the home and has 9 of 12 passes
	// left; the code has no limits; the face is temporary.
	card, code, face, enrolled identifier.UID

	day, night   schedule.UID
	home, office apartment.UID
	portrait     []byte
}

// aPortrait is drawn once: many tests want one.
var aPortrait = sync.OnceValue(func() []byte { return jpegOf(640, 480) })

// newWorld puts everything where it is without the use cases, which would tell
// the log.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{fixture: newFixture(), portrait: aPortrait()}
	w.home, w.office = w.house(t, home), w.house(t, office)
	w.day, w.night = w.schedule(t, day, dayLink), w.schedule(t, night, nightLink)

	limited := cardSpec()
	w.card = w.put(t, identifier.Restore(0, limited, identifier.Complete, 9).
		Linked(identifier.Links{Identifier: cardLink, Apartment: homeLink}).In(w.home))
	ok(t, w.store.Profiles.Attach(t.Context(), w.card, w.day))
	w.code = w.put(t, newIdentifier(t, spec(identifier.InputCode, codeNumber), codeLink))
	w.face = w.put(t, newIdentifier(t, spec(identifier.FaceID, ""), faceLink))
	w.enrolled = w.put(t, newIdentifier(t, spec(identifier.FaceID, ""), enrolledLink))
	w.enrol(t, w.enrolled)

	all := settings.Defaults()
	all.MasterCode = settings.MasterCode{Enabled: true, Number: masterCode}
	ok(t, w.store.Settings.SetSettings(t.Context(), all))
	return w
}

// cardSpec returns what the card of a world says.
func cardSpec() identifier.Spec {
	s := spec(identifier.Card, cardNumber)
	s.Lock = identifier.SecondLock
	s.Validity = identifier.Validity{
		Time:   identifier.TimeWindow{From: start.Add(-time.Hour).Truncate(time.Second), To: start.Add(time.Hour).Truncate(time.Second)},
		Passes: identifier.Passes{Max: 12},
	}
	return s
}

func newIdentifier(t *testing.T, s identifier.Spec, link domain.LinkID) identifier.Identifier {
	t.Helper()
	id, err := identifier.New(s)
	return must(t, id, err).Linked(identifier.Links{Identifier: link})
}

func (w *world) put(t *testing.T, id identifier.Identifier) identifier.UID {
	t.Helper()
	uid, err := w.store.Identifiers.Create(t.Context(), id)
	return must(t, uid, err)
}

func (w *world) house(t *testing.T, s apartment.Spec) apartment.UID {
	t.Helper()
	a, err := apartment.New(s)
	ok(t, err)
	uid, err := w.store.Apartments.Create(t.Context(), a)
	return must(t, uid, err)
}

func (w *world) schedule(t *testing.T, s schedule.Spec, link domain.LinkID) schedule.UID {
	t.Helper()
	p, err := schedule.New(s)
	ok(t, err)
	uid, err := w.store.Profiles.Create(t.Context(), p.Linked(link))
	return must(t, uid, err)
}

// enrol gives an identifier the portrait as its face.
func (w *world) enrol(t *testing.T, uid identifier.UID) {
	t.Helper()
	at := start.Truncate(time.Second)
	l := w.lease(t, uid, "world")
	p, err := photo.New(w.portrait)
	ok(t, err)
	ok(t, w.store.Identifiers.CommitEnrolment(t.Context(), l, identifier.Enrolled, enrolment.Enrolment{Portrait: p, Face: oneFace, At: at}))
}

// lease takes the lease on an identifier for somebody.
func (w *world) lease(t *testing.T, uid identifier.UID, holder string) enrolment.Lease {
	t.Helper()
	at := start.Truncate(time.Second)
	l := enrolment.Lease{UID: uid, Holder: holder, Expires: at.Add(time.Minute)}
	ok(t, w.store.Identifiers.AcquireLease(t.Context(), l, at))
	return l
}

// contents is all that is kept in a world, apart from the log.
type contents struct {
	Identifiers []identifier.Entry
	Faces       map[identifier.UID]enrolment.Enrolment
	Profiles    []schedule.Profile
	Apartments  []apartment.Apartment
	Settings    settings.Settings
}

func (w *world) contents(t *testing.T) contents {
	t.Helper()
	c := contents{Faces: map[identifier.UID]enrolment.Enrolment{}}
	var err error
	c.Identifiers, _, err = w.identifiers.List(t.Context(), everything)
	ok(t, err)
	for _, e := range c.Identifiers {
		if e.State() == identifier.Enrolled {
			c.Faces[e.UID()], err = w.store.Identifiers.Enrolment(t.Context(), e.UID())
			ok(t, err)
		}
	}
	c.Profiles, _, err = w.store.Profiles.List(t.Context(), everything)
	ok(t, err)
	c.Apartments, _, err = w.store.Apartments.List(t.Context(), everything)
	ok(t, err)
	c.Settings, err = w.store.Settings.Settings(t.Context())
	ok(t, err)
	return c
}

func equal(a, b contents) bool { return reflect.DeepEqual(a, b) }

// unchanged returns a check that nothing is in a world, or in its logs, but what
// is there now.
func (w *world) unchanged(t *testing.T) func(*testing.T) {
	t.Helper()
	contents, log, audited := w.contents(t), w.log(t), w.auditLog(t)
	return func(t *testing.T) {
		t.Helper()
		if got := w.contents(t); !equal(got, contents) {
			t.Errorf("something changed: %+v, was %+v", got, contents)
		}
		if got := w.log(t); !reflect.DeepEqual(got, log) {
			t.Errorf("the log is %+v, was %+v", got, log)
		}
		if got := w.auditLog(t); !reflect.DeepEqual(got, audited) {
			t.Errorf("the audit log is %+v, was %+v", got, audited)
		}
	}
}
