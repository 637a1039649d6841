package conformance

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var givingUp = []identifierCase{
	{"reading with an ended context gives up", readingGivesUp},
	{"create with an ended context creates nothing", createGivesUp},
	{"update with an ended context changes nothing", updateGivesUp},
	{"delete with an ended context deletes nothing", deleteGivesUp},
	{"leases stay as they are when the context has ended", leasingGivesUp},
	{"a commit with an ended context changes nothing", commitGivesUp},
	{"a commit cancelled at any moment is done or not done", commitCancelledMidway},
}

func readingGivesUp(t *testing.T, r identifiers) {
	uid := r.enrol(t, newEnrolment(t, 1))
	givesUp(t, func(ctx context.Context) error { _, err := r.Get(ctx, uid); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.ByKey(ctx, card(t, 1).Key()); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.ByLink(ctx, link(1)); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.InApartment(ctx, 1); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.Enrolment(ctx, uid); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.Enrolled(ctx, 0, 1); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.Ended(ctx, now, 1); return err })
}

func createGivesUp(t *testing.T, r identifiers) {
	card := newIdentifier(t, spec(identifier.Card, "12345678"))
	givesUp(t, func(ctx context.Context) error { _, err := r.Create(ctx, card); return err })
	r.create(t, card) // would be a conflict
}

func updateGivesUp(t *testing.T, r identifiers) {
	uid := r.create(t, card(t, 1))
	givesUp(t, func(ctx context.Context) error { return r.Update(ctx, under(uid, card(t, 2))) })
	r.want(t, under(uid, card(t, 1)))
	r.create(t, card(t, 2)) // would be a conflict
}

func deleteGivesUp(t *testing.T, r identifiers) {
	uid := r.enrol(t, newEnrolment(t, 1))
	givesUp(t, func(ctx context.Context) error { return r.Delete(ctx, uid) })
	r.wantState(t, uid, identifier.Enrolled)
	r.wantFace(t, uid, newEnrolment(t, 1))
}

func leasingGivesUp(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	givesUp(t, func(ctx context.Context) error { return r.AcquireLease(ctx, l, now) })
	r.wantFree(t, uid)

	held := lease(uid, "somebody else")
	givesUp(t, func(ctx context.Context) error { return r.ReleaseLease(ctx, held) })
	r.wantLeased(t, uid)
}

func commitGivesUp(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	givesUp(t, func(ctx context.Context) error {
		return r.CommitEnrolment(ctx, l, identifier.Enrolled, newEnrolment(t, 1))
	})
	r.wantState(t, uid, identifier.Temporary)
	r.wantNoFace(t, uid)
	r.wantLeased(t, uid)
	ok(t, r.CommitEnrolment(t.Context(), l, identifier.Enrolled, newEnrolment(t, 2)))
	r.wantFace(t, uid, newEnrolment(t, 2))
}

// commitCancelledMidway cannot choose the step at which the adapter is
// interrupted, so it tries many moments and accepts either outcome, but no
// mixture of both.
func commitCancelledMidway(t *testing.T, r identifiers) {
	e := newEnrolment(t, 1)
	for i := range 50 {
		uid := r.create(t, newFace(t))
		l := lease(uid, "holder")
		r.acquire(t, l)

		ctx, cancel := context.WithCancel(t.Context())
		timer := time.AfterFunc(time.Duration(i)*40*time.Microsecond, cancel)
		err := r.CommitEnrolment(ctx, l, identifier.Enrolled, e)
		timer.Stop()
		cancel()
		r.wantDoneOrNot(t, l, e, err)
	}
}

// wantDoneOrNot wants that the commit of e under l is there entirely if err is
// nil, and left no trace if it is not.
func (r identifiers) wantDoneOrNot(t *testing.T, l enrolment.Lease, e enrolment.Enrolment, err error) {
	t.Helper()
	if err == nil {
		r.wantState(t, l.UID, identifier.Enrolled)
		r.wantFace(t, l.UID, e)
		r.wantFree(t, l.UID)
		return
	}
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v (kind %q), want context.Canceled", err, domain.KindOf(err))
	}
	r.wantState(t, l.UID, identifier.Temporary)
	r.wantNoFace(t, l.UID)
	r.wantLeased(t, l.UID)
}
