package conformance

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// RunIdentifierRepo checks the contract of ports.IdentifierRepo.
//
// open must return an empty repository that shares nothing with any other one
// it returned. It is called once for each subtest, with that subtest's t; what
// must be closed afterwards, open closes by t.Cleanup. Time is what the suite
// says: the adapter must not ask the wall clock.
//
// The suite cannot show that a change survives a crash of the process; an
// adapter that keeps data must test that itself. Identifiers that belong to an
// apartment are in RunStore.
func RunIdentifierRepo(t *testing.T, open func(t *testing.T) ports.IdentifierRepo) {
	runAll(t, func(t *testing.T) identifiers { return identifiers{open(t)} },
		storing, finding, updating, listCases(identifierList), listingFaces, ending, leasing, committing, givingUp, racing)
}

// identifiers is the repository under test with the steps the cases share.
type identifiers struct{ ports.IdentifierRepo }

type identifierCase = testCase[identifiers]

// create stores an identifier.
func (r identifiers) create(t *testing.T, id identifier.Identifier) identifier.UID {
	t.Helper()
	uid, err := r.Create(t.Context(), id)
	return must(t, uid, err)
}

// acquire stores a lease.
func (r identifiers) acquire(t *testing.T, l enrolment.Lease) {
	t.Helper()
	ok(t, r.AcquireLease(t.Context(), l, now))
}

// enrol makes a face identifier that has the face e.
func (r identifiers) enrol(t *testing.T, e enrolment.Enrolment) identifier.UID {
	t.Helper()
	uid := r.create(t, newFace(t))
	r.load(t, uid, e)
	return uid
}

// load stores the face e for an identifier under a lease of its own.
func (r identifiers) load(t *testing.T, uid identifier.UID, e enrolment.Enrolment) {
	t.Helper()
	l := lease(uid, "loader")
	r.acquire(t, l)
	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, e))
}

// wantIdentifier compares what is stored under uid.
func (r identifiers) wantIdentifier(t *testing.T, uid identifier.UID, s identifier.Spec, state identifier.State, passesLeft int) {
	t.Helper()
	r.want(t, identifier.Restore(uid, s, state, passesLeft))
}

// want compares what is stored under an identifier's uid.
func (r identifiers) want(t *testing.T, want identifier.Identifier) {
	t.Helper()
	got, err := r.Get(t.Context(), want.UID())
	ok(t, err)
	same(t, got, want)
}

// wantGone wants that there is no identifier uid.
func (r identifiers) wantGone(t *testing.T, uid identifier.UID) {
	t.Helper()
	_, err := r.Get(t.Context(), uid)
	fails(t, err, domain.KindNotFound)
}

// under returns an identifier as the repository should have it.
func under(uid identifier.UID, id identifier.Identifier) identifier.Identifier {
	return identifier.Restore(uid, id.Spec(), id.State(), id.PassesLeft()).Linked(id.Links()).In(id.Apartment())
}

// wantState compares how far the enrolment of uid has come.
func (r identifiers) wantState(t *testing.T, uid identifier.UID, want identifier.State) {
	t.Helper()
	id, err := r.Get(t.Context(), uid)
	if got := must(t, id, err).State(); got != want {
		t.Fatalf("identifier %d is in state %q, want %q", uid, got, want)
	}
}

// wantFace compares the face of uid, field by field.
func (r identifiers) wantFace(t *testing.T, uid identifier.UID, want enrolment.Enrolment) {
	t.Helper()
	got, err := r.Enrolment(t.Context(), uid)
	ok(t, err)
	sameEnrolment(t, got, want)
}

// wantNoFace wants that uid has no face.
func (r identifiers) wantNoFace(t *testing.T, uid identifier.UID) {
	t.Helper()
	_, err := r.Enrolment(t.Context(), uid)
	fails(t, err, domain.KindNotFound)
}

// wantLeased wants that uid cannot be leased at now.
func (r identifiers) wantLeased(t *testing.T, uid identifier.UID) {
	t.Helper()
	fails(t, r.AcquireLease(t.Context(), lease(uid, "somebody else"), now), domain.KindInProgress)
}

// wantFree wants that uid can be leased at now, and leases it.
func (r identifiers) wantFree(t *testing.T, uid identifier.UID) {
	t.Helper()
	ok(t, r.AcquireLease(t.Context(), lease(uid, "somebody else"), now))
}
