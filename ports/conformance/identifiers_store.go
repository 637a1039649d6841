package conformance

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// numbers has a number for each type of identifier.
var numbers = map[identifier.Type]string{
	identifier.Card:         "0012345678",
	identifier.UKey:         "01:23:45:67:89:AB:CD:EF",
	identifier.InputCode:    "00001234567890123456789012345678",
	identifier.FaceID:       "",
	identifier.QR:           "0B7C2A54-51d2-4b55-9d0b-0f6f5e1c9a77",
	identifier.LicensePlate: "MÜ 'X\" 1%_\n門",
}

var storing = []identifierCase{
	{"an identifier of every type comes back as it was stored", everyType},
	{"every validity comes back as it was stored", everyValidity},
	{"every owner and lock comes back as it was stored", everyOwner},
	{"passes left come back apart from the most there may be", passesLeft},
	{"links come back as they were stored, each apart from the other", everyLinks},
	{"uids are 1 or more and differ", distinctUIDs},
	{"a uid is not used again after its identifier was deleted", uidsAreNotReused},
	{"a second identifier of the same type and number is a conflict", sameNumberConflicts},
	{"the same number is fine for another type", otherTypeIsFine},
	{"faces never conflict", facesNeverConflict},
	{"a deleted identifier's number is free again", numberIsFreed},
	{"a link that another identifier has is refused", takenLink},
	{"those without a link do not conflict, nor those with one link to an apartment", sharedLinks},
	{"a deleted identifier's link is free again", linkIsFreed},
	{"what was refused has left nothing behind", refusedCreateLeavesNothing},
	{"an apartment that is not there is refused", unknownApartmentRefused},
	{"an unknown identifier is not found", unknownIdentifier},
	{"delete removes that identifier and no other", deleteRemovesOne},
	{"delete removes the face and the lease", deleteRemovesFaceAndLease},
}

func everyType(t *testing.T, r identifiers) {
	uids := map[identifier.Type]identifier.UID{}
	for typ, number := range numbers {
		uids[typ] = r.create(t, newIdentifier(t, spec(typ, number)))
	}
	for typ, uid := range uids {
		state := identifier.Complete
		if typ == identifier.FaceID {
			state = identifier.Temporary
		}
		r.wantIdentifier(t, uid, spec(typ, numbers[typ]), state, limited().Passes.Max)
	}
}

func everyValidity(t *testing.T, r identifiers) {
	from, to := limited().Time.From, limited().Time.To
	epoch, passes := time.Unix(0, 0).UTC(), limited().Passes
	for name, v := range map[string]identifier.Validity{
		"without limits":                       identifier.Permanent(),
		"limited both ways":                    limited(),
		"limited passes at any time":           {Time: identifier.TimeWindow{Permanent: true}, Passes: passes},
		"any passes in limited time":           {Time: limited().Time, Passes: identifier.Passes{Permanent: true}},
		"open beginning":                       {Time: identifier.TimeWindow{To: to}, Passes: passes},
		"open end":                             {Time: identifier.TimeWindow{From: from}, Passes: passes},
		"open at both ends":                    {Passes: passes},
		"one second":                           {Time: identifier.TimeWindow{From: from, To: from}, Passes: passes},
		"the epoch is a time like any other":   {Time: identifier.TimeWindow{From: epoch, To: epoch}, Passes: passes},
		"before the epoch":                     {Time: identifier.TimeWindow{From: epoch.Add(-time.Second), To: to}, Passes: passes},
		"permanent keeps what it does not use": {Time: identifier.TimeWindow{Permanent: true, From: from, To: to}, Passes: identifier.Passes{Permanent: true, Max: 7}},
	} {
		t.Run(name, func(t *testing.T) {
			s := spec(identifier.FaceID, "")
			s.Validity = v
			id := newIdentifier(t, s)
			r.wantIdentifier(t, r.create(t, id), s, identifier.Temporary, id.PassesLeft())
		})
	}
}

func everyOwner(t *testing.T, r identifiers) {
	for _, owner := range []identifier.Owner{
		{Name: "Maria Lindqvist", Type: identifier.Resident},
		{Name: "", Type: identifier.Guest},
		{Name: " O'Brien; \"Ünal\" -- \t山田\n🚪 ", Type: identifier.Guest},
	} {
		for _, lock := range []identifier.Lock{identifier.FirstLock, identifier.SecondLock, identifier.AllLocks} {
			s := spec(identifier.FaceID, "")
			s.Owner, s.Lock = owner, lock
			r.wantIdentifier(t, r.create(t, newIdentifier(t, s)), s, identifier.Temporary, s.Validity.Passes.Max)
		}
	}
}

func passesLeft(t *testing.T, r identifiers) {
	s := spec(identifier.Card, "1")
	uid := r.create(t, identifier.Restore(0, s, identifier.Complete, 3))
	r.wantIdentifier(t, uid, s, identifier.Complete, 3)

	s.Number = "2"
	uid = r.create(t, identifier.Restore(0, s, identifier.Complete, 0))
	r.wantIdentifier(t, uid, s, identifier.Complete, 0)
}

func everyLinks(t *testing.T, r identifiers) {
	for _, l := range []identifier.Links{{}, links(1), {Identifier: link(2)}, {Apartment: link(3)}, {Identifier: link(4), Apartment: link(4)}} {
		id := newFace(t).Linked(l)
		r.want(t, under(r.create(t, id), id))
	}
}

func distinctUIDs(t *testing.T, r identifiers) {
	seen := map[identifier.UID]bool{}
	for range workers {
		uid := r.create(t, newFace(t))
		if !uid.Valid() {
			t.Fatalf("uid is %d, want 1 or more", uid)
		}
		if seen[uid] {
			t.Fatalf("uid %d was given twice", uid)
		}
		seen[uid] = true
	}
}

func uidsAreNotReused(t *testing.T, r identifiers) {
	seen := map[identifier.UID]bool{}
	for range 3 {
		// Both the newest and, at the end, the only identifier is deleted.
		first, second := r.create(t, newFace(t)), r.create(t, newFace(t))
		for _, uid := range []identifier.UID{second, first} {
			if seen[uid] {
				t.Fatalf("uid %d was given again after it was deleted", uid)
			}
			seen[uid] = true
			ok(t, r.Delete(t.Context(), uid))
		}
	}
}

func sameNumberConflicts(t *testing.T, r identifiers) {
	for typ, number := range numbers {
		if typ == identifier.FaceID {
			continue
		}
		uid := r.create(t, newIdentifier(t, spec(typ, number)))

		second := spec(typ, number)
		second.Owner.Name, second.Lock = "Jonas Berg", identifier.AllLocks
		_, err := r.Create(t.Context(), newIdentifier(t, second))
		fails(t, err, domain.KindConflict)
		r.wantIdentifier(t, uid, spec(typ, number), identifier.Complete, limited().Passes.Max)
	}
}

func otherTypeIsFine(t *testing.T, r identifiers) {
	for _, typ := range []identifier.Type{identifier.Card, identifier.UKey, identifier.InputCode, identifier.LicensePlate} {
		uid := r.create(t, newIdentifier(t, spec(typ, "12345678")))
		r.wantIdentifier(t, uid, spec(typ, "12345678"), identifier.Complete, limited().Passes.Max)
	}
}

func facesNeverConflict(t *testing.T, r identifiers) {
	first, second := r.create(t, newFace(t)), r.create(t, newFace(t))
	r.wantState(t, first, identifier.Temporary)
	r.wantState(t, second, identifier.Temporary)
}

func numberIsFreed(t *testing.T, r identifiers) {
	card := newIdentifier(t, spec(identifier.Card, "12345678"))
	first := r.create(t, card)
	ok(t, r.Delete(t.Context(), first))
	if second := r.create(t, card); second == first {
		t.Fatalf("uid %d was given again", first)
	}
}

func takenLink(t *testing.T, r identifiers) {
	first := card(t, 1)
	uid := r.create(t, first)
	second := card(t, 2).Linked(identifier.Links{Identifier: first.Links().Identifier, Apartment: link(9)})
	_, err := r.Create(t.Context(), second)
	fails(t, err, domain.KindLinkTaken)
	r.want(t, under(uid, first))
	r.create(t, second.Linked(links(2))) // its number is free
}

func sharedLinks(t *testing.T, r identifiers) {
	for _, l := range []identifier.Links{{}, {Apartment: link(1)}, {Identifier: link(1), Apartment: link(1)}, {Identifier: link(2), Apartment: link(1)}} {
		for range 2 {
			id := newFace(t).Linked(l)
			r.want(t, under(r.create(t, id), id))
			l.Identifier = "" // it may be there once
		}
	}
}

func linkIsFreed(t *testing.T, r identifiers) {
	face := newFace(t).Linked(links(1))
	ok(t, r.Delete(t.Context(), r.create(t, face)))
	r.want(t, under(r.create(t, face), face))
}

// refusedCreateLeavesNothing creates what is good but for one thing, so that an
// adapter that stores part of it before it looks at the rest is found out.
func refusedCreateLeavesNothing(t *testing.T, r identifiers) {
	r.create(t, card(t, 1))
	for _, refused := range []identifier.Identifier{
		card(t, 1).Linked(links(2)),
		card(t, 2).Linked(links(1)),
		card(t, 2).In(1),
	} {
		if _, err := r.Create(t.Context(), refused); err == nil {
			t.Fatalf("%+v was created", refused)
		}
	}
	if _, total := r.all(t); total != 1 {
		t.Fatalf("there are %d identifiers, want 1", total)
	}
	r.wantNoKey(t, card(t, 2).Key())
	r.wantNoLink(t, link(2))
	r.want(t, under(r.create(t, card(t, 2)), card(t, 2)))
}

func unknownApartmentRefused(t *testing.T, r identifiers) {
	for _, a := range []apartment.UID{1, -1, 1 << 62} {
		_, err := r.Create(t.Context(), newFace(t).In(a))
		fails(t, err, domain.KindNoApartment)
	}
}

func unknownIdentifier(t *testing.T, r identifiers) {
	unknown := r.create(t, newFace(t)) + 1
	for _, uid := range []identifier.UID{unknown, 0, -1, 1 << 62} {
		_, err := r.Get(t.Context(), uid)
		fails(t, err, domain.KindNotFound)
		fails(t, r.Delete(t.Context(), uid), domain.KindNotFound)
		_, err = r.Enrolment(t.Context(), uid)
		fails(t, err, domain.KindNotFound)
	}
}

func deleteRemovesOne(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	gone, kept := r.create(t, newFace(t)), r.enrol(t, e)
	r.acquire(t, lease(kept, "holder"))

	ok(t, r.Delete(t.Context(), gone))
	_, err := r.Get(t.Context(), gone)
	fails(t, err, domain.KindNotFound)
	fails(t, r.Delete(t.Context(), gone), domain.KindNotFound)

	r.wantIdentifier(t, kept, spec(identifier.FaceID, ""), identifier.Enrolled, limited().Passes.Max)
	r.wantFace(t, kept, e)
	r.wantLeased(t, kept)
}

func deleteRemovesFaceAndLease(t *testing.T, r identifiers) {
	uid := r.enrol(t, newEnrolment(t, 1))
	l := lease(uid, "holder")
	r.acquire(t, l)

	ok(t, r.Delete(t.Context(), uid))
	r.wantNoFace(t, uid)
	fails(t, r.AcquireLease(t.Context(), lease(uid, "somebody else"), now), domain.KindNotFound)
	fails(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 2)), domain.KindInProgress)
	ok(t, r.ReleaseLease(t.Context(), l))
	r.wantNoFace(t, uid)
}
