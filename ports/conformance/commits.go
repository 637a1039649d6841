package conformance

import (
	"bytes"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
)

var committing = []identifierCase{
	{"an identifier without a face has no enrolment", noFaceYet},
	{"a committed enrolment comes back as it was, photo byte for byte", commitStores},
	{"an enrolment without profile, measures, landmarks or descriptor comes back so", commitWithout},
	{"every profile comes back as it was stored", everyProfile},
	{"every verdict comes back as it was stored", everyVerdict},
	{"landmarks of either scheme come back to the last bit", everyScheme},
	{"what is no landmarks does not spoil the face", commitNoLandmarks},
	{"a commit sets the state and nothing else of the identifier", commitSetsState},
	{"a commit ends the lease", commitEndsLease},
	{"a commit replaces all of the former face", commitReplaces},
	{"a commit without a lease is refused", commitWithoutLease},
	{"a commit under a released lease is refused", commitAfterRelease},
	{"a commit under somebody else's lease is refused", commitUnderAnothers},
	{"a commit under a lease on another identifier is refused", commitUnderOtherUID},
	{"a commit is good until the moment the lease expires, and not longer", commitAtExpiry},
	{"a commit under a lease that was taken over is refused", commitAfterTakeOver},
	{"a commit for a deleted identifier is refused", commitAfterDelete},
	{"the slices of an enrolment are not shared", slicesAreNotShared},
	{"bytes of a photo that are changed after the commit stay as they were committed", photoIsNotShared},
}

// sameEnrolment compares two enrolments without printing photos.
func sameEnrolment(t *testing.T, got, want enrolment.Enrolment) {
	t.Helper()
	if !bytes.Equal(got.Portrait.JPEG(), want.Portrait.JPEG()) {
		t.Errorf("photo has %d bytes, differs from the one of %d bytes that was committed",
			len(got.Portrait.JPEG()), len(want.Portrait.JPEG()))
	}
	if got.Portrait.Header() != want.Portrait.Header() {
		t.Errorf("photo header is %+v, want %+v", got.Portrait.Header(), want.Portrait.Header())
	}
	if !equalFaces(got.Face, want.Face) {
		t.Errorf("face is %+v, want %+v", got.Face, want.Face)
	}
	if got.Profile != want.Profile {
		t.Errorf("profile is %q, want %q", got.Profile, want.Profile)
	}
	if !slices.Equal(got.Measures, want.Measures) {
		t.Errorf("measures are %+v, want %+v", got.Measures, want.Measures)
	}
	if got.Descriptor != want.Descriptor {
		t.Errorf("descriptor is of model %q and differs from the one of model %q that was committed",
			got.Descriptor.Model, want.Descriptor.Model)
	}
	if got.At != want.At {
		t.Errorf("time is %v, want %v", got.At, want.At)
	}
}

// equalFaces compares two faces; no landmarks are no landmarks, nil or empty.
func equalFaces(f, g face.Face) bool {
	return f.Box == g.Box && f.Confidence == g.Confidence && slices.Equal(f.Landmarks, g.Landmarks)
}

func noFaceYet(t *testing.T, r identifiers) {
	r.wantNoFace(t, r.create(t, newFace(t)))
	r.wantNoFace(t, r.create(t, newIdentifier(t, spec(identifier.Card, "1"))))
}

func commitStores(t *testing.T, r identifiers) {
	first, second := r.enrol(t, newEnrolment(t, 1)), r.enrol(t, newEnrolment(t, 2))
	r.wantFace(t, first, newEnrolment(t, 1))
	r.wantFace(t, second, newEnrolment(t, 2))
	r.wantFace(t, first, newEnrolment(t, 1))
}

func commitWithout(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	e.Profile, e.Measures, e.Face.Landmarks, e.Descriptor = "", nil, nil, face.Descriptor{}
	r.wantFace(t, r.enrol(t, e), e)
}

func everyProfile(t *testing.T, r identifiers) {
	for _, name := range []string{"panel", "Panel", "strict", "off", "", " O'Brien's \"own\"\n門 "} {
		e := newEnrolment(t, 1)
		e.Profile = name
		r.wantFace(t, r.enrol(t, e), e)
	}
}

func everyVerdict(t *testing.T, r identifiers) {
	for _, v := range []rules.Verdict{rules.OK, rules.Warning, rules.Refusal} {
		t.Run(v.String(), func(t *testing.T) {
			e := newEnrolment(t, 1)
			for i := range e.Measures {
				e.Measures[i].Verdict = v
			}
			r.wantFace(t, r.enrol(t, e), e)
		})
	}
}

func everyScheme(t *testing.T, r identifiers) {
	third := 1.0 / 3
	for name, l := range map[string]face.Landmarks{
		"no points": {},
		"5 points":  newLandmarks(face.Points5, 1),
		"68 points": newLandmarks(face.Points68, 1),
		"neighbours and extremes": {
			{X: third, Y: math.Nextafter(third, 1)}, {X: -third, Y: math.Nextafter(-third, 0)},
			{X: math.SmallestNonzeroFloat64, Y: -math.SmallestNonzeroFloat64},
			{X: 999_999.999_999_9, Y: -999_999.999_999_9}, {},
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEnrolment(t, 1)
			e.Face.Landmarks = l
			r.wantFace(t, r.enrol(t, e), e)
		})
	}
}

func commitNoLandmarks(t *testing.T, r identifiers) {
	for name, l := range map[string]face.Landmarks{
		"an unknown scheme":         newLandmarks(6, 1),
		"a point that is no number": append(newLandmarks(4, 1), face.Point{X: math.NaN()}),
		"a point at infinity":       append(newLandmarks(4, 1), face.Point{Y: math.Inf(-1)}),
	} {
		t.Run(name, func(t *testing.T) {
			want := newEnrolment(t, 1)
			want.Face.Landmarks = l
			got, err := r.Enrolment(t.Context(), r.enrol(t, want))
			ok(t, err)
			if got.Face.Landmarks.Valid() {
				t.Errorf("landmarks are %v, want none", got.Face.Landmarks)
			}
			got.Face.Landmarks, want.Face.Landmarks = nil, nil
			sameEnrolment(t, got, want)
		})
	}
}

func commitSetsState(t *testing.T, r identifiers) {
	s := spec(identifier.FaceID, "")
	uid, other := r.create(t, identifier.Restore(0, s, identifier.Temporary, 5).Linked(links(1))), r.create(t, newFace(t))
	r.load(t, uid, newEnrolment(t, 1))
	r.want(t, identifier.Restore(uid, s, identifier.Enrolled, 5).Linked(links(1)))
	r.wantIdentifier(t, other, spec(identifier.FaceID, ""), identifier.Temporary, limited().Passes.Max)
	r.wantNoFace(t, other)
}

func commitEndsLease(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 1)))
	fails(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 2)), domain.KindInProgress)
	r.wantFace(t, uid, newEnrolment(t, 1))
	r.wantFree(t, uid)
}

func commitReplaces(t *testing.T, r identifiers) {
	uid := r.enrol(t, newEnrolment(t, 1))
	// Less than before in every list: what is left over would show.
	less := newEnrolment(t, 2)
	less.Measures, less.Face.Landmarks, less.Descriptor = less.Measures[:1], nil, face.Descriptor{}
	r.load(t, uid, less)
	r.wantFace(t, uid, less)
	r.wantState(t, uid, identifier.Enrolled)

	r.load(t, uid, newEnrolment(t, 3))
	r.wantFace(t, uid, newEnrolment(t, 3))
}

// refused wants that the commit fails and that neither a temporary nor an
// enrolled identifier is changed by it.
func refused(t *testing.T, r identifiers, l enrolment.Lease, at time.Time) {
	t.Helper()
	e := newEnrolment(t, 9)
	e.At = at
	fails(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, e), domain.KindInProgress)
}

func commitWithoutLease(t *testing.T, r identifiers) {
	temporary, enrolled := r.create(t, newFace(t)), r.enrol(t, newEnrolment(t, 1))
	refused(t, r, lease(temporary, "holder"), now)
	refused(t, r, lease(enrolled, "holder"), now)
	refused(t, r, lease(enrolled+1, "holder"), now)
	r.wantState(t, temporary, identifier.Temporary)
	r.wantNoFace(t, temporary)
	r.wantFace(t, enrolled, newEnrolment(t, 1))
}

func commitAfterRelease(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	ok(t, r.ReleaseLease(t.Context(), l))
	refused(t, r, l, now)
	r.wantState(t, uid, identifier.Temporary)
	r.wantNoFace(t, uid)
}

func commitUnderAnothers(t *testing.T, r identifiers) {
	uid := r.enrol(t, newEnrolment(t, 1))
	held := lease(uid, "holder")
	r.acquire(t, held)
	refused(t, r, lease(uid, "somebody else"), now)
	r.wantFace(t, uid, newEnrolment(t, 1))
	r.wantLeased(t, uid)
	ok(t, r.CommitEnrolment(t.Context(), held, identifier.Enrolled, newEnrolment(t, 2)))
}

func commitUnderOtherUID(t *testing.T, r identifiers) {
	leased, other := r.create(t, newFace(t)), r.create(t, newFace(t))
	r.acquire(t, lease(leased, "holder"))
	refused(t, r, lease(other, "holder"), now)
	r.wantState(t, other, identifier.Temporary)
	r.wantNoFace(t, other)
	r.wantLeased(t, leased)
}

func commitAtExpiry(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	refused(t, r, l, l.Expires)
	r.wantState(t, uid, identifier.Temporary)
	r.wantNoFace(t, uid)

	// The refused commit changed nothing, so an earlier moment is still good.
	e := newEnrolment(t, 1)
	e.At = l.Expires.Add(-time.Second)
	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, e))
	r.wantFace(t, uid, e)
}

func commitAfterTakeOver(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	next := enrolment.Lease{UID: uid, Holder: "next", Expires: held.Expires.Add(leaseTime)}
	ok(t, r.AcquireLease(t.Context(), next, held.Expires))

	refused(t, r, held, held.Expires)
	refused(t, r, held, held.Expires.Add(-time.Second))
	r.wantState(t, uid, identifier.Temporary)
	r.wantNoFace(t, uid)

	e := newEnrolment(t, 1)
	e.At = held.Expires
	ok(t, r.CommitEnrolment(t.Context(), next, identifier.Enrolled, e))
	r.wantFace(t, uid, e)
}

func commitAfterDelete(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	ok(t, r.Delete(t.Context(), uid))
	refused(t, r, l, now)
	_, err := r.Get(t.Context(), uid)
	fails(t, err, domain.KindNotFound)
	r.wantNoFace(t, uid)
}

func slicesAreNotShared(t *testing.T, r identifiers) {
	scribble := func(e enrolment.Enrolment) {
		for i := range e.Measures {
			e.Measures[i] = rules.Measure{Code: "scribble"}
		}
		for i := range e.Face.Landmarks {
			e.Face.Landmarks[i] = face.Point{X: 4, Y: 7}
		}
	}
	e := newEnrolment(t, 1)
	uid := r.enrol(t, e)
	scribble(e)
	r.wantFace(t, uid, newEnrolment(t, 1))

	got, err := r.Enrolment(t.Context(), uid)
	ok(t, err)
	scribble(got)
	r.wantFace(t, uid, newEnrolment(t, 1))
}

// The bytes of a photo are lent to the commit; those of an upload are in a
// buffer that the next upload is read into.
func photoIsNotShared(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	uid := r.enrol(t, e)
	clear(e.Portrait.JPEG())
	r.wantFace(t, uid, newEnrolment(t, 1))

	next := newEnrolment(t, 2)
	r.load(t, uid, next)
	clear(next.Portrait.JPEG())
	r.wantFace(t, uid, newEnrolment(t, 2))
}
