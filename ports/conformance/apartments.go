package conformance

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

var storingApartments = []storeCase{
	{"an apartment comes back as it was stored", everyApartment},
	{"uids of apartments are 1 or more and differ, those of deleted ones as well", apartmentUIDs},
	{"an apartment is found by its link", apartmentByLink},
	{"a link that another apartment has is refused and changes nothing", apartmentLinkTaken},
	{"an apartment's link is free again when it is deleted or has another", apartmentLinkFreed},
	{"an identifier, a time profile and an apartment may have one link", linksAreApart},
	{"those of the apartments that exist are found together", apartmentsFound},
	{"an update changes that apartment and no other", updateApartment},
	{"delete removes that apartment and no other", deleteApartment},
	{"an unknown apartment is not found", unknownApartment},
	{"apartments stay as they are when the context has ended", apartmentsGiveUp},
}

// apartments is the repository under test with the steps the cases share.
type apartments struct{ ports.ApartmentRepo }

// newApartment fills every field; apartments of different numbers from 1 to 50
// differ in each.
func newApartment(t *testing.T, n int) apartment.Apartment {
	t.Helper()
	a, err := apartment.New(apartment.Spec{
		Name:    fmt.Sprintf("Flat %d", n),
		Address: apartment.Address{Building: 100 + n, Unit: n, Floor: 20 + n, Room: 40 + n},
		Link:    link(n),
	})
	return must(t, a, err)
}

// numbered returns an apartment as the repository should have it.
func numbered(uid apartment.UID, a apartment.Apartment) apartment.Apartment {
	return apartment.Restore(uid, a.Spec())
}

// create stores an apartment and returns it as it should be there.
func (r apartments) create(t *testing.T, a apartment.Apartment) apartment.Apartment {
	t.Helper()
	uid, err := r.Create(t.Context(), a)
	return numbered(must(t, uid, err), a)
}

// want compares what is stored under an apartment's uid and its link.
func (r apartments) want(t *testing.T, want apartment.Apartment) {
	t.Helper()
	got, err := r.Get(t.Context(), want.UID())
	ok(t, err)
	same(t, got, want)
	if l := want.Spec().Link; l != "" {
		got, err := r.ByLink(t.Context(), l)
		ok(t, err)
		same(t, got, want)
	}
}

func (r apartments) wantGone(t *testing.T, uid apartment.UID) {
	t.Helper()
	_, err := r.Get(t.Context(), uid)
	fails(t, err, domain.KindNoApartment)
}

func (r apartments) wantNoLink(t *testing.T, l domain.LinkID) {
	t.Helper()
	_, err := r.ByLink(t.Context(), l)
	fails(t, err, domain.KindNoApartment)
}

func everyApartment(t *testing.T, s store) {
	least := apartment.Address{Building: apartment.MinBuilding}
	most := apartment.Address{Building: apartment.MaxBuilding, Unit: apartment.MaxUnit, Floor: apartment.MaxFloor, Room: apartment.MaxRoom}
	for _, want := range []apartment.Spec{
		newApartment(t, 1).Spec(),
		{Name: "1", Address: least},
		{Name: "1", Address: most, Link: link(2)},
		{Name: "O'Brien; \"Ünal\" -- %\n\t門🚪", Address: least},
		{Name: strings.Repeat("門", apartment.MaxName), Address: most},
	} {
		a, err := apartment.New(want)
		s.apartments.want(t, s.apartments.create(t, must(t, a, err)))
	}
}

func apartmentUIDs(t *testing.T, s store) {
	seen := map[apartment.UID]bool{}
	for range 3 {
		first, second := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
		for _, a := range []apartment.Apartment{second, first} {
			if !a.UID().Valid() || seen[a.UID()] {
				t.Fatalf("uid is %d, want 1 or more and none of %v", a.UID(), seen)
			}
			seen[a.UID()] = true
			ok(t, s.Apartments.Delete(t.Context(), a.UID()))
		}
	}
}

func apartmentByLink(t *testing.T, s store) {
	s.apartments.wantNoLink(t, "")
	bare := newApartment(t, 3).Spec()
	bare.Link = ""
	for range 2 {
		s.apartments.want(t, s.apartments.create(t, apartment.Restore(0, bare)))
	}
	first, second := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	s.apartments.want(t, first)
	s.apartments.want(t, second)
	s.apartments.wantNoLink(t, link(3))
	s.apartments.wantNoLink(t, "")
}

// linkedTo returns an apartment under another link.
func linkedTo(a apartment.Apartment, l domain.LinkID) apartment.Apartment {
	s := a.Spec()
	s.Link = l
	return apartment.Restore(a.UID(), s)
}

func apartmentLinkTaken(t *testing.T, s store) {
	first, second := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	_, err := s.Apartments.Create(t.Context(), linkedTo(newApartment(t, 3), link(1)))
	fails(t, err, domain.KindLinkTaken)
	fails(t, s.Apartments.Update(t.Context(), linkedTo(numbered(second.UID(), newApartment(t, 3)), link(1))), domain.KindLinkTaken)
	s.apartments.want(t, first)
	s.apartments.want(t, second)
	same(t, s.read(t.Context(), t).Apartments, []apartment.Apartment{first, second})
}

func apartmentLinkFreed(t *testing.T, s store) {
	first, second := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	ok(t, s.Apartments.Delete(t.Context(), first.UID()))
	s.apartments.wantNoLink(t, link(1))
	changed := linkedTo(second, link(1))
	ok(t, s.Apartments.Update(t.Context(), changed))
	s.apartments.want(t, changed)
	s.apartments.wantNoLink(t, link(2))
	s.apartments.want(t, s.apartments.create(t, newApartment(t, 2)))
	ok(t, s.Apartments.Update(t.Context(), linkedTo(changed, "")))
	s.apartments.want(t, s.apartments.create(t, newApartment(t, 1)))
}

func linksAreApart(t *testing.T, s store) {
	a, p := s.apartments.create(t, newApartment(t, 1)), s.profiles.create(t, newProfile(t, 1))
	uid := s.ids.create(t, card(t, 1))
	s.apartments.want(t, a)
	s.profiles.want(t, p)
	s.ids.wantByLink(t, under(uid, card(t, 1)))

	s.ids.create(t, card(t, 2))
	s.apartments.wantNoLink(t, link(2))
	s.profiles.wantNoLink(t, link(2))
	s.apartments.create(t, newApartment(t, 3))
	s.profiles.wantNoLink(t, link(3))
	s.ids.wantNoLink(t, link(3))
}

func apartmentsFound(t *testing.T, s store) {
	first, second := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	gone := s.apartments.create(t, newApartment(t, 3))
	ok(t, s.Apartments.Delete(t.Context(), gone.UID()))
	for _, c := range []struct {
		uids []apartment.UID
		want []apartment.Apartment
	}{
		{nil, nil},
		{[]apartment.UID{second.UID()}, []apartment.Apartment{second}},
		{[]apartment.UID{second.UID(), first.UID(), second.UID()}, []apartment.Apartment{first, second}},
		{[]apartment.UID{0, -1, gone.UID(), first.UID(), 1 << 62}, []apartment.Apartment{first}},
		{[]apartment.UID{gone.UID()}, nil},
	} {
		want := map[apartment.UID]apartment.Apartment{}
		for _, a := range c.want {
			want[a.UID()] = a
		}
		found, err := s.Apartments.Find(t.Context(), c.uids...)
		ok(t, err)
		if len(found) != 0 || len(want) != 0 { // none may be nil
			same(t, found, want)
		}
	}
}

func updateApartment(t *testing.T, s store) {
	before, a, after := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2)), s.apartments.create(t, newApartment(t, 3))
	for _, changed := range []apartment.Apartment{numbered(a.UID(), newApartment(t, 4)), linkedTo(a, link(4)), a, a} {
		ok(t, s.Apartments.Update(t.Context(), changed))
		s.apartments.want(t, changed)
	}
	same(t, s.read(t.Context(), t).Apartments, []apartment.Apartment{before, a, after})
}

func deleteApartment(t *testing.T, s store) {
	before, gone, after := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2)), s.apartments.create(t, newApartment(t, 3))
	ok(t, s.Apartments.Delete(t.Context(), gone.UID()))
	s.apartments.wantGone(t, gone.UID())
	fails(t, s.Apartments.Delete(t.Context(), gone.UID()), domain.KindNoApartment)
	same(t, s.read(t.Context(), t).Apartments, []apartment.Apartment{before, after})
}

func unknownApartment(t *testing.T, s store) {
	unknown := s.apartments.create(t, newApartment(t, 1)).UID() + 1
	for _, uid := range []apartment.UID{unknown, 0, -1, 1 << 62} {
		s.apartments.wantGone(t, uid)
		fails(t, s.Apartments.Update(t.Context(), numbered(uid, newApartment(t, 2))), domain.KindNoApartment)
		fails(t, s.Apartments.Delete(t.Context(), uid), domain.KindNoApartment)
	}
	s.apartments.wantNoLink(t, link(2))
}

func apartmentsGiveUp(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	uid := s.ids.create(t, card(t, 1).In(a.UID()))
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error { _, err := s.Apartments.Create(ctx, newApartment(t, 2)); return err },
		func(ctx context.Context) error { _, err := s.Apartments.Get(ctx, a.UID()); return err },
		func(ctx context.Context) error { _, err := s.Apartments.ByLink(ctx, link(1)); return err },
		func(ctx context.Context) error { _, err := s.Apartments.Find(ctx, a.UID()); return err },
		func(ctx context.Context) error {
			return s.Apartments.Update(ctx, numbered(a.UID(), newApartment(t, 2)))
		},
		func(ctx context.Context) error { return s.Apartments.Delete(ctx, a.UID()) },
	} {
		givesUp(t, call)
	}
	same(t, s.read(t.Context(), t).Apartments, []apartment.Apartment{a})
	s.ids.want(t, under(uid, card(t, 1)).In(a.UID()))
}

// apartmentList fills a repository with apartments.
func apartmentList(t *testing.T, s store) list[apartment.Apartment] {
	var all []apartment.Apartment
	for i := range listedItems {
		spec := newApartment(t, i).Spec()
		spec.Name, spec.Link = named(i), listedLink(i)
		all = append(all, s.apartments.create(t, apartment.Restore(0, spec)))
	}
	return list[apartment.Apartment]{ask: s.Apartments.List, schema: apartment.Schema, items: all}
}

var belonging = []storeCase{
	{"an identifier comes back with its apartment", comesBackWithApartment},
	{"the identifiers of an apartment are those that say so, by uid", inApartment},
	{"an identifier changes its apartment by an update", movesHouse},
	{"a link to an apartment does not make an identifier belong to it", linkIsNotBelonging},
	{"an update to an unknown apartment is refused and changes nothing", movesNowhere},
	{"a commit leaves the apartment as it is", commitLeavesApartment},
	{"when an apartment is deleted its identifiers belong to none, and no others", deletedApartmentLeavesNone},
	{"the identifiers of an apartment are the caller's", inApartmentIsNotShared},
}

// wantIn wants that these belong to an apartment, and no others.
func (r identifiers) wantIn(t *testing.T, a apartment.UID, want ...identifier.Identifier) {
	t.Helper()
	got, err := r.InApartment(t.Context(), a)
	ok(t, err)
	if len(got) != len(want) || (len(got) > 0 && !equal(got, want)) {
		t.Fatalf("to apartment %d belong\n%+v, want\n%+v", a, got, want)
	}
}

func comesBackWithApartment(t *testing.T, s store) {
	a, b := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	for n, home := range []apartment.UID{b.UID(), 0, a.UID()} {
		uid := s.ids.create(t, card(t, n).In(home))
		s.ids.want(t, under(uid, card(t, n)).In(home))
	}
}

func inApartment(t *testing.T, s store) {
	a, b := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	s.ids.wantIn(t, a.UID())
	var ofA, ofB []identifier.Identifier
	for n := range 12 {
		id := card(t, 20-n)
		switch n % 3 {
		case 0:
			ofA = append(ofA, under(s.ids.create(t, id.In(a.UID())), id).In(a.UID()))
		case 1:
			ofB = append(ofB, under(s.ids.create(t, id.In(b.UID())), id).In(b.UID()))
		default:
			s.ids.create(t, id)
		}
	}
	s.ids.wantIn(t, a.UID(), ofA...)
	s.ids.wantIn(t, b.UID(), ofB...)
	s.ids.wantIn(t, 0)
	ok(t, s.Identifiers.Delete(t.Context(), ofA[1].UID()))
	s.ids.wantIn(t, a.UID(), ofA[0], ofA[2], ofA[3])
}

func movesHouse(t *testing.T, s store) {
	a, b := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	id := under(s.ids.create(t, card(t, 1)), card(t, 1))
	for _, home := range []apartment.UID{a.UID(), b.UID(), 0, b.UID()} {
		ok(t, s.Identifiers.Update(t.Context(), id.In(home)))
		s.ids.want(t, id.In(home))
		for _, uid := range []apartment.UID{a.UID(), b.UID()} {
			if uid == home {
				s.ids.wantIn(t, uid, id.In(home))
			} else {
				s.ids.wantIn(t, uid)
			}
		}
	}
}

func linkIsNotBelonging(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	id := newFace(t).Linked(identifier.Links{Apartment: link(1)})
	s.ids.want(t, under(s.ids.create(t, id), id))
	s.ids.wantIn(t, a.UID())
}

func movesNowhere(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	id := under(s.ids.create(t, card(t, 1)), card(t, 1)).In(a.UID())
	ok(t, s.Identifiers.Update(t.Context(), id))
	fails(t, s.Identifiers.Update(t.Context(), under(id.UID(), card(t, 2)).In(a.UID()+1)), domain.KindNoApartment)
	s.ids.wantIn(t, a.UID(), id)
	s.ids.wantByKey(t, id)
	s.ids.wantNoKey(t, card(t, 2).Key())
}

func commitLeavesApartment(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	face := newFace(t).Linked(links(1)).In(a.UID())
	uid := s.ids.create(t, face)
	s.ids.load(t, uid, newEnrolment(t, 1))
	s.ids.wantIn(t, a.UID(), identifier.Restore(uid, face.Spec(), identifier.Enrolled, face.PassesLeft()).Linked(links(1)).In(a.UID()))
}

func deletedApartmentLeavesNone(t *testing.T, s store) {
	a, b := s.apartments.create(t, newApartment(t, 1)), s.apartments.create(t, newApartment(t, 2))
	p := s.profiles.create(t, newProfile(t, 1))
	first, other := under(s.ids.create(t, card(t, 1).In(a.UID())), card(t, 1)), under(s.ids.create(t, card(t, 2).In(b.UID())), card(t, 2))
	uid := s.ids.enrol(t, newEnrolment(t, 1))
	face := newFace(t).Linked(links(3))
	ok(t, s.Identifiers.Update(t.Context(), under(uid, face).In(a.UID())))
	ok(t, s.Profiles.Attach(t.Context(), uid, p.UID()))
	s.ids.acquire(t, lease(uid, "holder"))

	ok(t, s.Apartments.Delete(t.Context(), a.UID()))
	s.ids.want(t, first)
	s.ids.want(t, identifier.Restore(uid, face.Spec(), identifier.Enrolled, face.PassesLeft()).Linked(links(3)))
	s.ids.wantFace(t, uid, newEnrolment(t, 1))
	s.ids.wantLeased(t, uid)
	s.profiles.wantAttached(t, uid, p)
	s.ids.want(t, other.In(b.UID()))
	s.ids.wantIn(t, a.UID())
	s.ids.wantIn(t, b.UID(), other.In(b.UID()))
}

func inApartmentIsNotShared(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	id := under(s.ids.create(t, card(t, 1).In(a.UID())), card(t, 1)).In(a.UID())
	ids, err := s.Identifiers.InApartment(t.Context(), a.UID())
	clear(must(t, ids, err))
	s.ids.wantIn(t, a.UID(), id)
	found, err := s.Apartments.Find(t.Context(), a.UID())
	clear(must(t, found, err))
	s.apartments.want(t, a)
}

var racingApartments = []storeCase{
	{"of many who create an apartment with the same link at once exactly one wins", oneLinksApartment},
	{"of many who delete one apartment at once exactly one wins", oneDeletesApartment},
	{"nobody belongs to an apartment that is deleted at the same time", nobodyInDeletedApartment},
}

func oneLinksApartment(t *testing.T, s store) {
	a := newApartment(t, 1)
	oneWins(t, atOnce(func(int) error {
		_, err := s.Apartments.Create(t.Context(), a)
		return err
	}), domain.KindLinkTaken)
}

func oneDeletesApartment(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	oneWins(t, atOnce(func(int) error { return s.Apartments.Delete(t.Context(), a.UID()) }), domain.KindNoApartment)
}

func nobodyInDeletedApartment(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	var ids []identifier.Identifier
	for n := range workers {
		ids = append(ids, under(s.ids.create(t, card(t, n)), card(t, n)))
	}
	for worker, err := range atOnce(func(worker int) error {
		if worker == workers/2 {
			return s.Apartments.Delete(t.Context(), a.UID())
		}
		return s.Identifiers.Update(t.Context(), ids[worker].In(a.UID()))
	}) {
		if worker == workers/2 {
			ok(t, err)
		} else if err != nil {
			fails(t, err, domain.KindNoApartment)
		}
	}
	s.ids.wantIn(t, a.UID())
	all, _ := s.ids.all(t)
	same(t, all, ids)
}
