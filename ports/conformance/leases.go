package conformance

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var leasing = []identifierCase{
	{"a held lease excludes every other one", leaseExcludes},
	{"the holder itself cannot acquire again what it holds", holderCannotAcquireAgain},
	{"a refused lease changes nothing about the held one", refusedLeaseChangesNothing},
	{"a lease is held until the moment it expires, and not longer", leaseExpires},
	{"an expired lease that was taken over excludes its former holder", takenOverLeaseExcludes},
	{"a lease that ends too late to be one of this time excludes nobody", leaseOfAWrongClock},
	{"an unknown identifier cannot be leased", unknownCannotBeLeased},
	{"leases on two identifiers have nothing to do with each other", leasesAreIndependent},
	{"a released lease is free", releaseFrees},
	{"releasing twice, or what never was, is no error", releaseOfNothing},
	{"releasing somebody else's lease changes nothing", releaseOfAnothers},
	{"releasing a lease that was taken over changes nothing", releaseOfTakenOver},
	{"a lease leaves the identifier as it is", leaseLeavesIdentifier},
}

func leaseExcludes(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	r.acquire(t, lease(uid, "holder"))
	r.wantLeased(t, uid)
}

func holderCannotAcquireAgain(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	fails(t, r.AcquireLease(t.Context(), l, now), domain.KindInProgress)

	l.Expires = l.Expires.Add(leaseTime)
	fails(t, r.AcquireLease(t.Context(), l, now), domain.KindInProgress)
}

func refusedLeaseChangesNothing(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	for _, holder := range []string{held.Holder, "somebody else"} {
		longer := enrolment.Lease{UID: uid, Holder: holder, Expires: held.Expires.Add(leaseTime)}
		fails(t, r.AcquireLease(t.Context(), longer, now), domain.KindInProgress)
	}
	// It ends when it would have ended, and is still its holder's until then.
	third := enrolment.Lease{UID: uid, Holder: "third", Expires: held.Expires.Add(leaseTime)}
	fails(t, r.AcquireLease(t.Context(), third, held.Expires.Add(-time.Second)), domain.KindInProgress)
	ok(t, r.CommitEnrolment(t.Context(), held, identifier.Enrolled, newEnrolment(t, 1)))
	ok(t, r.AcquireLease(t.Context(), third, now))
}

func leaseExpires(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)

	next := enrolment.Lease{UID: uid, Holder: "next", Expires: held.Expires.Add(leaseTime)}
	fails(t, r.AcquireLease(t.Context(), next, held.Expires.Add(-time.Second)), domain.KindInProgress)
	ok(t, r.AcquireLease(t.Context(), next, held.Expires))
}

func takenOverLeaseExcludes(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	next := enrolment.Lease{UID: uid, Holder: "next", Expires: held.Expires.Add(leaseTime)}
	ok(t, r.AcquireLease(t.Context(), next, held.Expires))

	again := enrolment.Lease{UID: uid, Holder: held.Holder, Expires: next.Expires.Add(leaseTime)}
	fails(t, r.AcquireLease(t.Context(), again, next.Expires.Add(-time.Second)), domain.KindInProgress)
	ok(t, r.AcquireLease(t.Context(), again, next.Expires))
}

// The clock went back a day after the first lease.
func leaseOfAWrongClock(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	ahead := enrolment.Lease{UID: uid, Holder: "ahead", Expires: now.Add(24*time.Hour + leaseTime)}
	ok(t, r.AcquireLease(t.Context(), ahead, now.Add(24*time.Hour)))
	l := lease(uid, "holder")
	ok(t, r.AcquireLease(t.Context(), l, now))
	fails(t, r.CommitEnrolment(t.Context(), ahead, identifier.Enrolled, newEnrolment(t, 1)), domain.KindInProgress)
	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 2)))

	// As long as it can be one of this time, it is held.
	next := lease(uid, "next")
	latest := enrolment.Lease{UID: uid, Holder: "latest", Expires: next.LatestExpiry(now)}
	ok(t, r.AcquireLease(t.Context(), latest, now))
	fails(t, r.AcquireLease(t.Context(), next, now), domain.KindInProgress)
	earlier := now.Add(-time.Second)
	ok(t, r.AcquireLease(t.Context(), enrolment.Lease{UID: uid, Holder: "next", Expires: earlier.Add(leaseTime)}, earlier))
}

func unknownCannotBeLeased(t *testing.T, r identifiers) {
	unknown := r.create(t, newFace(t)) + 1
	for _, uid := range []identifier.UID{unknown, 0, -1} {
		fails(t, r.AcquireLease(t.Context(), lease(uid, "holder"), now), domain.KindNotFound)
	}
}

func leasesAreIndependent(t *testing.T, r identifiers) {
	first, second := r.create(t, newFace(t)), r.create(t, newFace(t))
	r.acquire(t, lease(first, "holder"))
	r.acquire(t, lease(second, "holder"))
	ok(t, r.ReleaseLease(t.Context(), lease(first, "holder")))
	r.wantLeased(t, second)
	r.wantFree(t, first)
}

func releaseFrees(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	ok(t, r.ReleaseLease(t.Context(), l))
	r.wantFree(t, uid)
}

func releaseOfNothing(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	ok(t, r.ReleaseLease(t.Context(), l))
	r.acquire(t, l)
	ok(t, r.ReleaseLease(t.Context(), l))
	ok(t, r.ReleaseLease(t.Context(), l))
	ok(t, r.ReleaseLease(t.Context(), lease(uid+1, "holder")))
	r.wantFree(t, uid)
}

func releaseOfAnothers(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	ok(t, r.ReleaseLease(t.Context(), lease(uid, "somebody else")))
	r.wantLeased(t, uid)
	ok(t, r.CommitEnrolment(t.Context(), held, identifier.Enrolled, newEnrolment(t, 1)))
}

func releaseOfTakenOver(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	next := enrolment.Lease{UID: uid, Holder: "next", Expires: held.Expires.Add(leaseTime)}
	ok(t, r.AcquireLease(t.Context(), next, held.Expires))

	ok(t, r.ReleaseLease(t.Context(), held))
	third := enrolment.Lease{UID: uid, Holder: "third", Expires: next.Expires}
	fails(t, r.AcquireLease(t.Context(), third, held.Expires), domain.KindInProgress)
}

func leaseLeavesIdentifier(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	uid := r.enrol(t, e)
	l := lease(uid, "holder")
	r.acquire(t, l)
	ok(t, r.ReleaseLease(t.Context(), l))
	r.wantIdentifier(t, uid, spec(identifier.FaceID, ""), identifier.Enrolled, limited().Passes.Max)
	r.wantFace(t, uid, e)
}
