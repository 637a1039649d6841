package conformance

import (
	"math"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

var listingFaces = []identifierCase{
	{"an empty repository lists nothing", emptyList},
	{"what has a face is listed in rising order, and nothing else", listsFaces},
	{"pages of any size follow on without a gap or a repetition", pagesFollow},
	{"a list begins above the uid it is given, whoever has that", listsAbove},
	{"a face is listed from its commit on", listedFromCommit},
	{"a deleted face is not listed any more", deletedIsNotListed},
	{"a replaced face stays listed, once", replacedIsListedOnce},
	{"the list is the caller's", listIsNotShared},
}

// list returns what has a face, all of it at once.
func (r identifiers) list(t *testing.T) []identifier.UID {
	t.Helper()
	uids, err := r.Enrolled(t.Context(), 0, 10_000)
	return must(t, uids, err)
}

// wantPage compares one page.
func (r identifiers) wantPage(t *testing.T, after identifier.UID, limit int, want ...identifier.UID) {
	t.Helper()
	got, err := r.Enrolled(t.Context(), after, limit)
	ok(t, err)
	if !slices.Equal(got, want) {
		t.Fatalf("at most %d after %d are %d, want %d", limit, after, got, want)
	}
}

// wantListed wants that these have a face, and nothing else.
func (r identifiers) wantListed(t *testing.T, want ...identifier.UID) {
	t.Helper()
	slices.Sort(want)
	if got := r.list(t); !slices.Equal(got, want) {
		t.Fatalf("listed are %d, want %d", got, want)
	}
}

// enrolSeveral makes n identifiers that have a face, and as many without one
// between them. The faces come in no order. It returns the uids that have one,
// in rising order.
func (r identifiers) enrolSeveral(t *testing.T, n int) []identifier.UID {
	t.Helper()
	var uids []identifier.UID
	for range n {
		r.create(t, newFace(t))
		uids = append(uids, r.create(t, newFace(t)))
	}
	for i := range uids {
		r.load(t, uids[(n/2+n-i)%n], newEnrolment(t, i))
	}
	slices.Sort(uids)
	return uids
}

func emptyList(t *testing.T, r identifiers) {
	r.wantPage(t, 0, 1)
	uid := r.create(t, newFace(t))
	r.wantPage(t, 0, 1)
	r.wantPage(t, uid, 1)
}

func listsFaces(t *testing.T, r identifiers) {
	r.create(t, newIdentifier(t, spec(identifier.Card, "1")))
	r.wantListed(t, r.enrolSeveral(t, 12)...)
}

func pagesFollow(t *testing.T, r identifiers) {
	want := r.enrolSeveral(t, 6)
	for limit := 1; limit <= len(want)+1; limit++ {
		var last identifier.UID
		for rest := want; len(rest) > 0; {
			page := rest[:min(limit, len(rest))]
			r.wantPage(t, last, limit, page...)
			rest, last = rest[len(page):], page[len(page)-1]
		}
		r.wantPage(t, last, limit)
	}
}

func listsAbove(t *testing.T, r identifiers) {
	uids := r.enrolSeveral(t, 3)
	first, second, third := uids[0], uids[1], uids[2]
	for _, below := range []identifier.UID{first - 1, 0, -1, math.MinInt64} {
		r.wantPage(t, below, 2, first, second)
	}
	r.wantPage(t, first, 2, second, third)
	r.wantPage(t, second-1, 2, second, third)
	r.wantPage(t, second, 2, third)
	for _, above := range []identifier.UID{third, third + 1, math.MaxInt64} {
		r.wantPage(t, above, 2)
	}

	ok(t, r.Delete(t.Context(), second))
	r.wantPage(t, second, 2, third)
	r.wantPage(t, second-1, 2, third)
}

func listedFromCommit(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	r.wantListed(t)
	refused(t, r, lease(uid, "somebody else"), now)
	r.wantListed(t)

	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 1)))
	r.wantListed(t, uid)
	r.acquire(t, l)
	r.wantListed(t, uid)
}

func deletedIsNotListed(t *testing.T, r identifiers) {
	uids := r.enrolSeveral(t, 4)
	for len(uids) > 0 {
		ok(t, r.Delete(t.Context(), uids[len(uids)/2]))
		uids = slices.Delete(uids, len(uids)/2, len(uids)/2+1)
		r.wantListed(t, uids...)
	}
}

func replacedIsListedOnce(t *testing.T, r identifiers) {
	uids := r.enrolSeveral(t, 3)
	for _, uid := range uids {
		r.load(t, uid, newEnrolment(t, 9))
		r.wantListed(t, uids...)
	}
}

func listIsNotShared(t *testing.T, r identifiers) {
	uids := r.enrolSeveral(t, 3)
	clear(r.list(t))
	r.wantListed(t, uids...)
}
