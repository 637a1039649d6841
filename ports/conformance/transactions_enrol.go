package conformance

import (
	"context"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var transactedEnrolments = []storeCase{
	{"an identifier is created and enrolled in one transaction", createAndEnrol},
	{"a failed transaction leaves neither the identifier nor its face nor its lease", createAndEnrolFails},
	{"a lease acquired in a transaction excludes others within it and after it", leaseOfTransaction},
	{"a lease acquired in a failed transaction is free", acquireUndone},
	{"a lease released in a failed transaction is held", releaseUndone},
	{"a lease taken over in a failed transaction is its former holder's", takeOverUndone},
	{"a commit in a failed transaction leaves the lease and the former face", commitUndone},
	{"a deletion in a failed transaction leaves the face and the lease", deletionUndone},
	{"a commit refused in a transaction leaves the rest of it", refusedCommitWithin},
	{"an update in a transaction leaves the face committed in it", updateAfterCommit},
	{"bytes of a photo that are changed between a commit and the end of its transaction stay as they were committed", changedWithin},
}

// createEnrolled makes a face identifier with a face, in a transaction or not.
func (s store) createEnrolled(ctx context.Context, id identifier.Identifier, e enrolment.Enrolment) (identifier.UID, error) {
	uid, err := s.Identifiers.Create(ctx, id)
	if err != nil {
		return 0, err
	}
	if err := s.Identifiers.AcquireLease(ctx, lease(uid, "holder"), now); err != nil {
		return 0, err
	}
	return uid, s.Identifiers.CommitEnrolment(ctx, lease(uid, "holder"), identifier.Enrolled, e)
}

func createAndEnrol(t *testing.T, s store) {
	a := s.apartments.create(t, newApartment(t, 1))
	face, e := newFace(t).Linked(links(1)).In(a.UID()), newEnrolment(t, 1)
	uid, err := within(t.Context(), s, func(ctx context.Context) (identifier.UID, error) {
		uid, err := s.createEnrolled(ctx, face, e)
		ok(t, err)
		got, err := s.Identifiers.Enrolment(ctx, uid)
		ok(t, err)
		sameEnrolment(t, got, e)
		uids, err := s.Identifiers.Enrolled(ctx, uid-1, 1)
		same(t, must(t, uids, err), []identifier.UID{uid})
		return uid, nil
	})
	ok(t, err)
	s.ids.want(t, identifier.Restore(uid, face.Spec(), identifier.Enrolled, face.PassesLeft()).Linked(links(1)).In(a.UID()))
	s.ids.wantFace(t, uid, e)
	s.ids.wantFree(t, uid)
}

func createAndEnrolFails(t *testing.T, s store) {
	var uid identifier.UID
	s.fails(t, func(ctx context.Context) (err error) {
		uid, err = s.createEnrolled(ctx, newFace(t).Linked(links(1)), newEnrolment(t, 1))
		ok(t, err)
		return s.Identifiers.AcquireLease(ctx, lease(uid, "holder"), now)
	})
	s.ids.wantGone(t, uid)
	s.ids.wantNoFace(t, uid)
	s.ids.wantNoLink(t, link(1))
	s.ids.wantListed(t)
	fails(t, s.Identifiers.AcquireLease(t.Context(), lease(uid, "holder"), now), domain.KindNotFound)
}

func leaseOfTransaction(t *testing.T, s store) {
	uid := s.ids.create(t, newFace(t))
	ok(t, s.Within(t.Context(), func(ctx context.Context) error {
		ok(t, s.Identifiers.AcquireLease(ctx, lease(uid, "holder"), now))
		fails(t, s.Identifiers.AcquireLease(ctx, lease(uid, "somebody else"), now), domain.KindInProgress)
		return nil
	}))
	s.ids.wantLeased(t, uid)
	ok(t, s.Within(t.Context(), func(ctx context.Context) error {
		fails(t, s.Identifiers.AcquireLease(ctx, lease(uid, "somebody else"), now), domain.KindInProgress)
		return s.Identifiers.CommitEnrolment(ctx, lease(uid, "holder"), identifier.Enrolled, newEnrolment(t, 1))
	}))
	s.ids.wantFree(t, uid)
}

func acquireUndone(t *testing.T, s store) {
	uid := s.ids.create(t, newFace(t))
	s.fails(t, func(ctx context.Context) error { return s.Identifiers.AcquireLease(ctx, lease(uid, "holder"), now) })
	refused(t, s.ids, lease(uid, "holder"), now)
	s.ids.wantFree(t, uid)
}

func releaseUndone(t *testing.T, s store) {
	uid := s.ids.create(t, newFace(t))
	l := lease(uid, "holder")
	s.ids.acquire(t, l)
	s.fails(t, func(ctx context.Context) error {
		ok(t, s.Identifiers.ReleaseLease(ctx, l))
		return s.Identifiers.AcquireLease(ctx, lease(uid, "somebody else"), now)
	})
	s.ids.wantLeased(t, uid)
	refused(t, s.ids, lease(uid, "somebody else"), now)
	ok(t, s.Identifiers.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 1)))
}

func takeOverUndone(t *testing.T, s store) {
	uid := s.ids.create(t, newFace(t))
	held := lease(uid, "holder")
	s.ids.acquire(t, held)
	next := enrolment.Lease{UID: uid, Holder: "next", Expires: held.Expires.Add(leaseTime)}
	s.fails(t, func(ctx context.Context) error { return s.Identifiers.AcquireLease(ctx, next, held.Expires) })
	refused(t, s.ids, next, held.Expires)
	e := newEnrolment(t, 1)
	e.At = held.Expires.Add(-time.Second)
	ok(t, s.Identifiers.CommitEnrolment(t.Context(), held, identifier.Enrolled, e))
}

func commitUndone(t *testing.T, s store) {
	temporary, enrolled := s.ids.create(t, newFace(t)), s.ids.enrol(t, newEnrolment(t, 1))
	for _, uid := range []identifier.UID{temporary, enrolled} {
		s.ids.acquire(t, lease(uid, "holder"))
		s.fails(t, func(ctx context.Context) error {
			return s.Identifiers.CommitEnrolment(ctx, lease(uid, "holder"), identifier.Enrolled, newEnrolment(t, 2))
		})
		s.ids.wantLeased(t, uid)
	}
	s.ids.wantState(t, temporary, identifier.Temporary)
	s.ids.wantNoFace(t, temporary)
	s.ids.wantFace(t, enrolled, newEnrolment(t, 1))
	s.ids.wantListed(t, enrolled)
	ok(t, s.Identifiers.CommitEnrolment(t.Context(), lease(temporary, "holder"), identifier.Enrolled, newEnrolment(t, 3)))
	s.ids.wantFace(t, temporary, newEnrolment(t, 3))
}

func deletionUndone(t *testing.T, s store) {
	uid := s.ids.enrol(t, newEnrolment(t, 1))
	s.ids.acquire(t, lease(uid, "holder"))
	s.fails(t, func(ctx context.Context) error {
		ok(t, s.Identifiers.Delete(ctx, uid))
		fails(t, s.Identifiers.AcquireLease(ctx, lease(uid, "somebody else"), now), domain.KindNotFound)
		_, err := s.Identifiers.Enrolment(ctx, uid)
		fails(t, err, domain.KindNotFound)
		return nil
	})
	s.ids.wantState(t, uid, identifier.Enrolled)
	s.ids.wantFace(t, uid, newEnrolment(t, 1))
	s.ids.wantLeased(t, uid)
}

func refusedCommitWithin(t *testing.T, s store) {
	other := s.ids.create(t, newFace(t))
	uid, err := within(t.Context(), s, func(ctx context.Context) (identifier.UID, error) {
		fails(t, s.Identifiers.CommitEnrolment(ctx, lease(other, "holder"), identifier.Enrolled, newEnrolment(t, 2)), domain.KindInProgress)
		return s.createEnrolled(ctx, newFace(t), newEnrolment(t, 1))
	})
	s.ids.wantFace(t, must(t, uid, err), newEnrolment(t, 1))
	s.ids.wantState(t, other, identifier.Temporary)
	s.ids.wantNoFace(t, other)
}

func updateAfterCommit(t *testing.T, s store) {
	read := newFace(t)
	uid, err := within(t.Context(), s, func(ctx context.Context) (identifier.UID, error) {
		uid, err := s.createEnrolled(ctx, read, newEnrolment(t, 1))
		ok(t, err)
		return uid, s.Identifiers.Update(ctx, under(uid, read).Used())
	})
	ok(t, err)
	s.ids.wantIdentifier(t, uid, read.Spec(), identifier.Enrolled, read.PassesLeft()-1)
	s.ids.wantFace(t, uid, newEnrolment(t, 1))
}

func changedWithin(t *testing.T, s store) {
	uid, err := within(t.Context(), s, func(ctx context.Context) (identifier.UID, error) {
		e := newEnrolment(t, 1)
		uid, err := s.createEnrolled(ctx, newFace(t), e)
		clear(e.Portrait.JPEG())
		return uid, err
	})
	s.ids.wantFace(t, must(t, uid, err), newEnrolment(t, 1))
}
