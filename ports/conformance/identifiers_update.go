package conformance

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var updating = []identifierCase{
	{"an update stores all that a client can change", updateStores},
	{"an update leaves the state, the face and the lease", updateLeaves},
	{"an update changes that identifier and no other", updateChangesOne},
	{"an update may keep the number and the link, or one of them", updateKeeps},
	{"an update to the number of another one is refused and changes nothing", updateConflicts},
	{"an update to the link of another one is refused and changes nothing", updateLinkTaken},
	{"an update to an apartment that is not there is refused and changes nothing", updateNoApartment},
	{"a number and a link that an update gave up are free, and nobody's", updateFrees},
	{"an update finds the identifier under its new number and link", updateIsFound},
	{"passes left are updated apart from the most there may be", updatePasses},
	{"an unknown identifier cannot be updated", updateUnknown},
}

// otherSpec differs from spec in everything.
func otherSpec(typ identifier.Type, number string) identifier.Spec {
	return identifier.Spec{
		Owner:  identifier.Owner{Name: "Jonas Berg", Type: identifier.Resident},
		Type:   typ,
		Number: number,
		Lock:   identifier.AllLocks,
		Validity: identifier.Validity{
			Time:   identifier.TimeWindow{Permanent: true, From: now.Add(time.Hour), To: now.Add(2 * time.Hour)},
			Passes: identifier.Passes{Max: 34},
		},
	}
}

func updateStores(t *testing.T, r identifiers) {
	uid := r.create(t, card(t, 1))
	for _, id := range []identifier.Identifier{
		identifier.Restore(uid, otherSpec(identifier.LicensePlate, numbers[identifier.LicensePlate]), identifier.Complete, 21).Linked(links(2)),
		identifier.Restore(uid, spec(identifier.UKey, "2"), identifier.Complete, 0).Linked(identifier.Links{Apartment: link(3)}),
		identifier.Restore(uid, otherSpec(identifier.UKey, "2"), identifier.Complete, identifier.AlwaysLeft).Linked(identifier.Links{Identifier: link(3)}),
		under(uid, card(t, 1)).Linked(identifier.Links{}),
		under(uid, card(t, 1)),
	} {
		ok(t, r.Update(t.Context(), id))
		r.want(t, id)
	}
}

func updateLeaves(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	uid := r.enrol(t, e)
	r.acquire(t, lease(uid, "holder"))
	other := otherSpec(identifier.FaceID, "")
	// Somebody read it before the face was there.
	ok(t, r.Update(t.Context(), identifier.Restore(uid, other, identifier.Temporary, 8).Linked(links(1))))
	r.want(t, identifier.Restore(uid, other, identifier.Enrolled, 8).Linked(links(1)))
	r.wantFace(t, uid, e)
	r.wantListed(t, uid)
	r.wantLeased(t, uid)
	ok(t, r.CommitEnrolment(t.Context(), lease(uid, "holder"), identifier.Enrolled, newEnrolment(t, 2)))
}

func updateChangesOne(t *testing.T, r identifiers) {
	before, uid, after := r.create(t, card(t, 1)), r.create(t, card(t, 2)), r.create(t, card(t, 3))
	changed := identifier.Restore(uid, otherSpec(identifier.Card, "4"), identifier.Complete, 3).Linked(links(4))
	ok(t, r.Update(t.Context(), changed))
	r.want(t, under(before, card(t, 1)))
	r.want(t, changed)
	r.want(t, under(after, card(t, 3)))
}

func updateKeeps(t *testing.T, r identifiers) {
	id := under(r.create(t, card(t, 1)), card(t, 1))
	for _, changed := range []identifier.Identifier{id, id.Used(), id.Linked(links(2)), under(id.UID(), card(t, 3)).Linked(links(2))} {
		ok(t, r.Update(t.Context(), changed))
		r.want(t, changed)
		r.wantByKey(t, changed)
		r.wantByLink(t, changed)
	}
}

func updateConflicts(t *testing.T, r identifiers) {
	other, uid := r.create(t, card(t, 1)), r.create(t, card(t, 2))
	for _, id := range []identifier.Identifier{card(t, 1).Linked(links(2)), card(t, 1).Linked(links(3)), card(t, 1).Linked(identifier.Links{})} {
		fails(t, r.Update(t.Context(), under(uid, id)), domain.KindConflict)
		r.wantBoth(t, under(other, card(t, 1)), under(uid, card(t, 2)))
	}
	r.wantNoLink(t, link(3))
}

func updateLinkTaken(t *testing.T, r identifiers) {
	other, uid := r.create(t, card(t, 1)), r.create(t, card(t, 2))
	for _, id := range []identifier.Identifier{card(t, 2), card(t, 3), newIdentifier(t, otherSpec(identifier.UKey, "1"))} {
		fails(t, r.Update(t.Context(), under(uid, id.Linked(links(1)))), domain.KindLinkTaken)
		r.wantBoth(t, under(other, card(t, 1)), under(uid, card(t, 2)))
	}
	r.wantNoKey(t, card(t, 3).Key())
}

func updateNoApartment(t *testing.T, r identifiers) {
	other, uid := r.create(t, card(t, 1)), r.create(t, card(t, 2))
	fails(t, r.Update(t.Context(), under(uid, card(t, 3)).In(1)), domain.KindNoApartment)
	r.wantBoth(t, under(other, card(t, 1)), under(uid, card(t, 2)))
	r.wantNoKey(t, card(t, 3).Key())
	r.wantNoLink(t, link(3))
}

// wantBoth wants that these two are there, however they are looked for.
func (r identifiers) wantBoth(t *testing.T, a, b identifier.Identifier) {
	t.Helper()
	for _, id := range []identifier.Identifier{a, b} {
		r.want(t, id)
		r.wantByKey(t, id)
		r.wantByLink(t, id)
	}
	all, _ := r.all(t)
	same(t, all, []identifier.Identifier{a, b})
}

func updateFrees(t *testing.T, r identifiers) {
	uid := r.create(t, card(t, 1))
	ok(t, r.Update(t.Context(), under(uid, card(t, 2))))
	r.wantNoKey(t, card(t, 1).Key())
	r.wantNoLink(t, link(1))
	again := r.create(t, card(t, 1))
	r.wantBoth(t, under(uid, card(t, 2)), under(again, card(t, 1)))

	// Of another type, with no link: the number and the link are free again.
	ok(t, r.Update(t.Context(), under(uid, newIdentifier(t, spec(identifier.UKey, "2")))))
	r.wantNoKey(t, card(t, 2).Key())
	r.wantNoLink(t, link(2))
	r.create(t, card(t, 2))
}

func updateIsFound(t *testing.T, r identifiers) {
	uid := r.create(t, newIdentifier(t, spec(identifier.Card, "1")))
	ok(t, r.Update(t.Context(), under(uid, card(t, 2))))
	r.wantByKey(t, under(uid, card(t, 2)))
	r.wantByLink(t, under(uid, card(t, 2)))
	_, err := r.Create(t.Context(), card(t, 2).Linked(links(3)))
	fails(t, err, domain.KindConflict)
	_, err = r.Create(t.Context(), card(t, 3).Linked(links(2)))
	fails(t, err, domain.KindLinkTaken)

	ok(t, r.Delete(t.Context(), uid))
	r.wantNoKey(t, card(t, 2).Key())
	r.wantNoLink(t, link(2))
	r.create(t, card(t, 2))
}

func updatePasses(t *testing.T, r identifiers) {
	s := spec(identifier.Card, "1")
	uid := r.create(t, newIdentifier(t, s))
	for _, left := range []int{s.Validity.Passes.Max - 1, 0, 1, s.Validity.Passes.Max} {
		id := identifier.Restore(uid, s, identifier.Complete, left)
		ok(t, r.Update(t.Context(), id))
		r.want(t, id)
	}
}

func updateUnknown(t *testing.T, r identifiers) {
	uid, gone := r.create(t, card(t, 1)), r.create(t, card(t, 2))
	ok(t, r.Delete(t.Context(), gone))
	for _, unknown := range []identifier.UID{gone, gone + 1, 0, -1} {
		fails(t, r.Update(t.Context(), under(unknown, card(t, 3))), domain.KindNotFound)
	}
	all, _ := r.all(t)
	same(t, all, []identifier.Identifier{under(uid, card(t, 1))})
	r.wantNoKey(t, card(t, 3).Key())
}
