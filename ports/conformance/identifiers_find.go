package conformance

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

var finding = []identifierCase{
	{"an identifier is found by its type and number", foundByKey},
	{"numbers are compared byte for byte", keysByteForByte},
	{"faces are not found by a number", facesHaveNoKey},
	{"an identifier is found by its link", foundByLink},
	{"the empty link is nobody's", emptyLink},
	{"a deleted identifier is not found any more", deletedIsNotFound},
	{"nobody belongs to an apartment that is not there, nor to none", noApartment},
	{"what was enrolled, changed or deleted is listed so", listFollows},
}

// all returns the identifiers on one page, and how many there are.
func (r identifiers) all(t *testing.T) ([]identifier.Identifier, int) {
	t.Helper()
	ids, total, err := r.List(t.Context(), listing.Query{Page: whole})
	ok(t, err)
	return ids, total
}

func (r identifiers) wantByKey(t *testing.T, want identifier.Identifier) {
	t.Helper()
	got, err := r.ByKey(t.Context(), want.Key())
	ok(t, err)
	same(t, got, want)
}

func (r identifiers) wantByLink(t *testing.T, want identifier.Identifier) {
	t.Helper()
	got, err := r.ByLink(t.Context(), want.Links().Identifier)
	ok(t, err)
	same(t, got, want)
}

func (r identifiers) wantNoKey(t *testing.T, k identifier.Key) {
	t.Helper()
	_, err := r.ByKey(t.Context(), k)
	fails(t, err, domain.KindNotFound)
}

func (r identifiers) wantNoLink(t *testing.T, l domain.LinkID) {
	t.Helper()
	_, err := r.ByLink(t.Context(), l)
	fails(t, err, domain.KindNotFound)
}

func foundByKey(t *testing.T, r identifiers) {
	var ids []identifier.Identifier
	for typ, number := range numbers {
		id := newIdentifier(t, spec(typ, number)).Linked(links(len(ids)))
		ids = append(ids, under(r.create(t, id), id))
	}
	for _, id := range ids {
		if id.Spec().Type != identifier.FaceID {
			r.wantByKey(t, id)
		}
	}
}

func keysByteForByte(t *testing.T, r identifiers) {
	number := "0a:0B:0c"
	r.create(t, newIdentifier(t, spec(identifier.Card, number)))
	for _, other := range []string{
		"", "%", "0", strings.ToLower(number), strings.ToUpper(number), strings.ReplaceAll(number, ":", "-"),
		strings.TrimPrefix(number, "0"), "0" + number, number + " ", number[:len(number)-1],
	} {
		r.wantNoKey(t, identifier.Key{Type: identifier.Card, Number: other})
	}
	r.wantNoKey(t, identifier.Key{Type: identifier.UKey, Number: number})
	r.wantNoKey(t, identifier.Key{Number: number})

	// Two that are alike but for the case are two.
	other := newIdentifier(t, spec(identifier.Card, strings.ToLower(number)))
	r.wantByKey(t, under(r.create(t, other), other))
}

func facesHaveNoKey(t *testing.T, r identifiers) {
	r.create(t, newFace(t))
	r.enrol(t, newEnrolment(t, 1))
	r.wantNoKey(t, newFace(t).Key())
}

func foundByLink(t *testing.T, r identifiers) {
	for n := range 3 {
		r.create(t, card(t, 2*n))
		face := newFace(t).Linked(links(2*n + 1))
		r.wantByLink(t, under(r.create(t, face), face))
	}
	for n := range 3 {
		id, err := r.ByKey(t.Context(), card(t, 2*n).Key())
		r.wantByLink(t, must(t, id, err))
	}
	r.wantNoLink(t, link(6))
	r.wantNoLink(t, links(1).Apartment)
	r.wantNoLink(t, link(1)[1:])
}

func emptyLink(t *testing.T, r identifiers) {
	r.wantNoLink(t, "")
	r.create(t, newFace(t))
	r.create(t, newFace(t).Linked(identifier.Links{Apartment: link(1)}))
	r.wantNoLink(t, "")
}

func deletedIsNotFound(t *testing.T, r identifiers) {
	gone, kept := r.create(t, card(t, 1)), r.create(t, card(t, 2))
	ok(t, r.Delete(t.Context(), gone))
	r.wantNoKey(t, card(t, 1).Key())
	r.wantNoLink(t, link(1))
	r.wantByKey(t, under(kept, card(t, 2)))
	r.wantByLink(t, under(kept, card(t, 2)))
}

func noApartment(t *testing.T, r identifiers) {
	r.create(t, card(t, 1))
	for _, a := range []apartment.UID{0, 1, -1, 1 << 62} {
		ids, err := r.InApartment(t.Context(), a)
		if got := must(t, ids, err); len(got) != 0 {
			t.Fatalf("to apartment %d belong %+v, want nobody", a, got)
		}
	}
}

func listFollows(t *testing.T, r identifiers) {
	gone, changed, face := r.create(t, card(t, 1)), r.create(t, card(t, 2)), r.create(t, newFace(t))
	ok(t, r.Delete(t.Context(), gone))
	ok(t, r.Update(t.Context(), under(changed, card(t, 3))))
	r.load(t, face, newEnrolment(t, 1))

	got, total := r.all(t)
	enrolled := identifier.Restore(face, newFace(t).Spec(), identifier.Enrolled, newFace(t).PassesLeft())
	same(t, got, []identifier.Identifier{under(changed, card(t, 3)), enrolled})
	if total != 2 {
		t.Fatalf("there are %d identifiers, want 2", total)
	}
}

// identifierList fills a repository with identifiers of several types, of which
// some have a number that is another one's of another type.
func identifierList(t *testing.T, r identifiers) list[identifier.Identifier] {
	types := []identifier.Type{identifier.Card, identifier.FaceID, identifier.LicensePlate, identifier.UKey}
	numbers := []string{"007", "", "AB 007", "7", "07", "", "ab 007", "70", "7", "", "Ab 007", "007"}
	var ids []identifier.Identifier
	for i := range listedItems {
		s := spec(types[i%len(types)], "")
		if s.Type != identifier.FaceID {
			s.Number = strings.Repeat("1", i/len(numbers)) + numbers[i%len(numbers)]
		}
		s.Owner.Name = listedName(i)
		s.Owner.Type = []identifier.OwnerType{identifier.Guest, identifier.Resident}[i%2]
		s.Lock = []identifier.Lock{identifier.AllLocks, identifier.FirstLock, identifier.SecondLock}[i%3]
		id := newIdentifier(t, s).Linked(identifier.Links{Identifier: listedLink(i), Apartment: link(i)})
		ids = append(ids, under(r.create(t, id), id))
	}
	return list[identifier.Identifier]{ask: r.List, schema: identifier.Schema, items: ids}
}
