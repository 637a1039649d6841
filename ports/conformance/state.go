package conformance

import (
	"context"
	"errors"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// state is everything that can be read of a store, but for leases.
type state struct {
	Identifiers []identifier.Identifier
	Faces       map[identifier.UID]enrolment.Enrolment
	Apartments  []apartment.Apartment
	Profiles    []schedule.Profile
	Events      []event.Event
	Audit       []audit.Entry
	Settings    settings.Settings

	Inhabitants map[apartment.UID][]identifier.Identifier
	Attached    map[identifier.UID][]schedule.Profile
	Holders     map[schedule.UID][]identifier.Reference
	Found       map[string]int64 // uids by what they are looked for
}

// probes is how many numbers and links are looked for. The cases about
// transactions use no others.
const probes = 10

// read returns the state as calls with a context see it. The store must have no
// more of anything than fits on a page.
func (s store) read(ctx context.Context, t *testing.T) (all state) {
	t.Helper()
	var err error
	q := listing.Query{Page: whole}
	all.Identifiers, _, err = s.Identifiers.List(ctx, q)
	ok(t, err)
	all.Apartments, _, err = s.Apartments.List(ctx, q)
	ok(t, err)
	all.Profiles, _, err = s.Profiles.List(ctx, q)
	ok(t, err)
	all.Events, _, err = s.Events.List(ctx, q)
	ok(t, err)
	all.Audit, err = s.Audit.Read(ctx, 0, 10_000)
	ok(t, err)
	for i := range all.Audit { // two stores have different hashes of the same entries
		all.Audit[i].Previous, all.Audit[i].Hash = audit.Hash{}, audit.Hash{}
	}
	all.Settings, err = s.Settings.Settings(ctx)
	ok(t, err)
	s.readFaces(ctx, t, &all)
	s.readRelations(ctx, t, &all)
	s.probe(ctx, t, &all)
	return all
}

func (s store) readFaces(ctx context.Context, t *testing.T, all *state) {
	t.Helper()
	all.Faces = map[identifier.UID]enrolment.Enrolment{}
	uids, err := s.Identifiers.Enrolled(ctx, 0, 10_000)
	ok(t, err)
	for _, uid := range uids {
		all.Faces[uid], err = s.Identifiers.Enrolment(ctx, uid)
		ok(t, err)
	}
}

func (s store) readRelations(ctx context.Context, t *testing.T, all *state) {
	t.Helper()
	all.Inhabitants = map[apartment.UID][]identifier.Identifier{}
	for _, a := range all.Apartments {
		ids, err := s.Identifiers.InApartment(ctx, a.UID())
		all.Inhabitants[a.UID()] = must(t, ids, err)
	}
	all.Holders = map[schedule.UID][]identifier.Reference{}
	for _, p := range all.Profiles {
		refs, err := s.Profiles.Holders(ctx, p.UID())
		all.Holders[p.UID()] = must(t, refs, err)
	}
	var uids []identifier.UID
	for _, id := range all.Identifiers {
		uids = append(uids, id.UID())
	}
	attached, err := s.Profiles.Attached(ctx, uids...)
	all.Attached = must(t, attached, err)
}

// probe looks for everything that may be known by a number or a link.
func (s store) probe(ctx context.Context, t *testing.T, all *state) {
	t.Helper()
	all.Found = map[string]int64{}
	note := func(what string, uid int64, err error, none domain.Kind) {
		if errors.Is(err, none) {
			return
		}
		ok(t, err)
		all.Found[what] = uid
	}
	for n := range probes {
		id, err := s.Identifiers.ByKey(ctx, card(t, n).Key())
		note("card "+card(t, n).Spec().Number, int64(id.UID()), err, domain.KindNotFound)
		id, err = s.Identifiers.ByLink(ctx, link(n))
		note("identifier "+string(link(n)), int64(id.UID()), err, domain.KindNotFound)
		a, err := s.Apartments.ByLink(ctx, link(n))
		note("apartment "+string(link(n)), int64(a.UID()), err, domain.KindNoApartment)
		p, err := s.Profiles.ByLink(ctx, link(n))
		note("time profile "+string(link(n)), int64(p.UID()), err, domain.KindNoTimeProfile)
	}
}

// wantState wants that the store is as it was.
func (s store) wantState(t *testing.T, want state) {
	t.Helper()
	if got := s.read(t.Context(), t); !equal(got, want) {
		t.Fatalf("the store is\n%v, want\n%v", got.brief(), want.brief())
	}
}

// brief returns what can be printed: all but the photos.
func (all state) brief() state {
	faces := map[identifier.UID]enrolment.Enrolment{}
	for uid, e := range all.Faces {
		faces[uid] = enrolment.Enrolment{Profile: e.Profile, At: e.At}
	}
	all.Faces = faces
	return all
}
