package conformance

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

var attaching = []storeCase{
	{"what is attached is the identifier's, by uid, and nobody else's", attached},
	{"attaching twice is no error and makes no difference", attachedTwice},
	{"an unknown identifier or time profile cannot be attached", attachUnknown},
	{"a detached time profile is gone from that identifier alone", detached},
	{"detaching what is not attached, or not there, is no error", detachNothing},
	{"several identifiers are asked about at once", attachedToSeveral},
	{"the holders of a time profile are told by uid, with their links", holders},
	{"a changed time profile stays attached", changedStaysAttached},
	{"a changed identifier keeps its time profiles", changedKeepsProfiles},
	{"a deleted time profile is gone from every identifier", deletedProfileIsDetached},
	{"a deleted identifier holds nothing", deletedIdentifierHoldsNothing},
	{"what is attached is told to be the caller's", attachedIsNotShared},
}

// wantAttached wants that an identifier has these profiles, and no others.
func (r profiles) wantAttached(t *testing.T, uid identifier.UID, want ...schedule.Profile) {
	t.Helper()
	got, err := r.Attached(t.Context(), uid)
	ok(t, err)
	if _, there := got[uid]; len(want) == 0 && (there || len(got) > 0) {
		t.Fatalf("identifier %d has %+v, want none", uid, got)
	}
	if len(want) > 0 {
		same(t, got, map[identifier.UID][]schedule.Profile{uid: want})
	}
}

// wantHolders wants that a profile is attached to these, and no others.
func (r profiles) wantHolders(t *testing.T, uid schedule.UID, want ...identifier.Reference) {
	t.Helper()
	got, err := r.Holders(t.Context(), uid)
	ok(t, err)
	if len(got) != len(want) || (len(got) > 0 && !equal(got, want)) {
		t.Fatalf("time profile %d is attached to %+v, want %+v", uid, got, want)
	}
}

// attach gives an identifier profiles, in that order.
func (s store) attach(t *testing.T, uid identifier.UID, given ...schedule.Profile) {
	t.Helper()
	for _, p := range given {
		ok(t, s.Profiles.Attach(t.Context(), uid, p.UID()))
	}
}

// threeProfiles makes profiles for the cases to attach.
func (s store) threeProfiles(t *testing.T) (a, b, c schedule.Profile) {
	t.Helper()
	return s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2)), s.profiles.create(t, newProfile(t, 3))
}

func attached(t *testing.T, s store) {
	a, b, c := s.threeProfiles(t)
	first, second, third := s.ids.create(t, card(t, 1)), s.ids.create(t, newFace(t)), s.ids.create(t, card(t, 3))
	s.profiles.wantAttached(t, first)
	s.attach(t, first, c, a, b)
	s.attach(t, third, b)
	s.profiles.wantAttached(t, first, a, b, c)
	s.profiles.wantAttached(t, second)
	s.profiles.wantAttached(t, third, b)
	s.ids.want(t, under(first, card(t, 1)))
}

func attachedTwice(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	uid := s.ids.create(t, card(t, 1))
	s.attach(t, uid, b, a, b, b, a)
	s.profiles.wantAttached(t, uid, a, b)
	s.profiles.wantHolders(t, b.UID(), identifier.Reference{UID: uid, Link: link(1)})
	ok(t, s.Profiles.Detach(t.Context(), uid, b.UID()))
	s.profiles.wantAttached(t, uid, a)
}

func attachUnknown(t *testing.T, s store) {
	a, b, gone := s.threeProfiles(t)
	ok(t, s.Profiles.Delete(t.Context(), gone.UID()))
	uid := s.ids.create(t, card(t, 1))
	s.attach(t, uid, a)
	for _, unknown := range []int64{int64(gone.UID()), 99, 0, -1} {
		fails(t, s.Profiles.Attach(t.Context(), uid, schedule.UID(unknown)), domain.KindNoTimeProfile)
		fails(t, s.Profiles.Attach(t.Context(), identifier.UID(unknown), b.UID()), domain.KindNotFound)
		fails(t, s.Profiles.Attach(t.Context(), identifier.UID(unknown), schedule.UID(unknown)), domain.KindNotFound)
		s.profiles.wantHolders(t, schedule.UID(unknown))
	}
	s.profiles.wantAttached(t, uid, a)
	s.profiles.wantHolders(t, b.UID())
}

func detached(t *testing.T, s store) {
	a, b, c := s.threeProfiles(t)
	first, second := s.ids.create(t, card(t, 1)), s.ids.create(t, card(t, 2))
	s.attach(t, first, a, b, c)
	s.attach(t, second, a, b, c)
	ok(t, s.Profiles.Detach(t.Context(), first, b.UID()))
	s.profiles.wantAttached(t, first, a, c)
	s.profiles.wantAttached(t, second, a, b, c)
	ok(t, s.Profiles.Detach(t.Context(), first, a.UID()))
	ok(t, s.Profiles.Detach(t.Context(), first, c.UID()))
	s.profiles.wantAttached(t, first)
	s.profiles.want(t, b)
	s.attach(t, first, b)
	s.profiles.wantAttached(t, first, b)
}

func detachNothing(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	uid := s.ids.create(t, card(t, 1))
	s.attach(t, uid, a)
	ok(t, s.Profiles.Detach(t.Context(), uid, b.UID()))
	for _, unknown := range []int64{99, 0, -1} {
		ok(t, s.Profiles.Detach(t.Context(), uid, schedule.UID(unknown)))
		ok(t, s.Profiles.Detach(t.Context(), identifier.UID(unknown), a.UID()))
		ok(t, s.Profiles.Detach(t.Context(), identifier.UID(unknown), schedule.UID(unknown)))
	}
	s.profiles.wantAttached(t, uid, a)
}

func attachedToSeveral(t *testing.T, s store) {
	a, b, c := s.threeProfiles(t)
	first, second, third := s.ids.create(t, card(t, 1)), s.ids.create(t, card(t, 2)), s.ids.create(t, card(t, 3))
	s.attach(t, first, b, a)
	s.attach(t, third, c, b)
	got, err := s.Profiles.Attached(t.Context(), third, second, first, third, 99, 0, -1)
	ok(t, err)
	same(t, got, map[identifier.UID][]schedule.Profile{first: {a, b}, third: {b, c}})

	none, err := s.Profiles.Attached(t.Context())
	if got := must(t, none, err); len(got) != 0 {
		t.Fatalf("nobody has %+v, want nothing", got)
	}
}

func holders(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	s.profiles.wantHolders(t, a.UID())
	first, second, third := s.ids.create(t, card(t, 3)), s.ids.create(t, newFace(t)), s.ids.create(t, card(t, 1))
	for _, uid := range []identifier.UID{third, second, first} {
		s.attach(t, uid, a)
	}
	s.attach(t, second, b)
	s.profiles.wantHolders(t, a.UID(), identifier.Reference{UID: first, Link: link(3)}, identifier.Reference{UID: second}, identifier.Reference{UID: third, Link: link(1)})
	s.profiles.wantHolders(t, b.UID(), identifier.Reference{UID: second})
}

func changedStaysAttached(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	uid := s.ids.create(t, card(t, 1))
	s.attach(t, uid, a, b)
	changed := renewed(a, newProfile(t, 4))
	ok(t, s.Profiles.Update(t.Context(), changed))
	s.profiles.wantAttached(t, uid, changed, b)
	s.profiles.wantHolders(t, a.UID(), identifier.Reference{UID: uid, Link: link(1)})
}

func changedKeepsProfiles(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	uid := s.ids.create(t, newFace(t))
	s.attach(t, uid, a, b)
	ok(t, s.Identifiers.Update(t.Context(), under(uid, newFace(t)).Linked(links(2))))
	s.profiles.wantAttached(t, uid, a, b)
	s.profiles.wantHolders(t, b.UID(), identifier.Reference{UID: uid, Link: link(2)})
	s.ids.load(t, uid, newEnrolment(t, 1))
	s.profiles.wantAttached(t, uid, a, b)
}

func deletedProfileIsDetached(t *testing.T, s store) {
	a, b, c := s.threeProfiles(t)
	first, second, third := s.ids.create(t, card(t, 1)), s.ids.create(t, card(t, 2)), s.ids.create(t, card(t, 3))
	s.attach(t, first, a, b, c)
	s.attach(t, second, b)
	s.attach(t, third, c)
	ok(t, s.Profiles.Delete(t.Context(), b.UID()))
	s.profiles.wantAttached(t, first, a, c)
	s.profiles.wantAttached(t, second)
	s.profiles.wantAttached(t, third, c)
	s.profiles.wantHolders(t, b.UID())
	s.ids.want(t, under(second, card(t, 2)))
}

func deletedIdentifierHoldsNothing(t *testing.T, s store) {
	a, _, _ := s.threeProfiles(t)
	gone, kept := s.ids.create(t, card(t, 1)), s.ids.create(t, card(t, 2))
	s.attach(t, gone, a)
	s.attach(t, kept, a)
	ok(t, s.Identifiers.Delete(t.Context(), gone))
	s.profiles.wantHolders(t, a.UID(), identifier.Reference{UID: kept, Link: link(2)})
	s.profiles.wantAttached(t, gone)
	s.profiles.want(t, a)
	s.profiles.wantAttached(t, s.ids.create(t, card(t, 1)))
}

func attachedIsNotShared(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	uid := s.ids.create(t, card(t, 1))
	s.attach(t, uid, a, b)
	got, err := s.Profiles.Attached(t.Context(), uid)
	ok(t, err)
	clear(got[uid])
	clear(got)
	held, err := s.Profiles.Holders(t.Context(), a.UID())
	clear(must(t, held, err))
	s.profiles.wantAttached(t, uid, a, b)
	s.profiles.wantHolders(t, a.UID(), identifier.Reference{UID: uid, Link: link(1)})
}

var racingProfiles = []storeCase{
	{"of many who create a time profile with the same link at once exactly one wins", oneLinksProfile},
	{"of many who delete one time profile at once exactly one wins", oneDeletesProfile},
	{"many who attach the same at once all do, and it is there once", manyAttach},
	{"nobody has a time profile that is deleted at the same time", nobodyHasDeletedProfile},
}

func oneLinksProfile(t *testing.T, s store) {
	p := newProfile(t, 1)
	oneWins(t, atOnce(func(int) error {
		_, err := s.Profiles.Create(t.Context(), p)
		return err
	}), domain.KindLinkTaken)
}

func oneDeletesProfile(t *testing.T, s store) {
	p := s.profiles.create(t, newProfile(t, 1))
	oneWins(t, atOnce(func(int) error { return s.Profiles.Delete(t.Context(), p.UID()) }), domain.KindNoTimeProfile)
}

func manyAttach(t *testing.T, s store) {
	a, b, c := s.threeProfiles(t)
	uid := s.ids.create(t, card(t, 1))
	given := []schedule.Profile{c, b, a}
	for _, err := range atOnce(func(worker int) error {
		return s.Profiles.Attach(t.Context(), uid, given[worker%len(given)].UID())
	}) {
		ok(t, err)
	}
	s.profiles.wantAttached(t, uid, a, b, c)
}

func nobodyHasDeletedProfile(t *testing.T, s store) {
	a, b, _ := s.threeProfiles(t)
	var uids []identifier.UID
	for n := range workers {
		uids = append(uids, s.ids.create(t, card(t, n)))
		s.attach(t, uids[n], b)
	}
	for worker, err := range atOnce(func(worker int) error {
		if worker == workers/2 {
			return s.Profiles.Delete(t.Context(), a.UID())
		}
		return s.Profiles.Attach(t.Context(), uids[worker], a.UID())
	}) {
		if worker == workers/2 {
			ok(t, err)
		} else if err != nil {
			fails(t, err, domain.KindNoTimeProfile)
		}
	}
	s.profiles.wantHolders(t, a.UID())
	for _, uid := range uids {
		s.profiles.wantAttached(t, uid, b)
	}
}
