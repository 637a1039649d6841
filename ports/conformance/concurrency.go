package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var racing = []identifierCase{
	{"of many who acquire one lease at once exactly one wins", oneAcquires},
	{"of many who take over an expired lease at once exactly one wins", oneTakesOver},
	{"of many who create the same number at once exactly one wins", oneCreates},
	{"of many who create with the same link at once exactly one wins", oneLinks},
	{"of many who change to the same number at once exactly one wins", oneRenumbers},
	{"no number and no link is there twice, whoever creates, changes and deletes at once", racingForNumbers},
	{"identifiers created at once get distinct uids", parallelCreates},
	{"of many who delete one identifier at once exactly one wins", oneDeletes},
	{"of many who commit under one lease at once exactly one wins", oneCommits},
	{"a reader sees the former face or the new one, never a mixture", readersSeeWholeFaces},
	{"reading page after page finds every face that is there throughout", readersFindEveryFace},
}

func oneAcquires(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	winner := oneWins(t, atOnce(func(worker int) error {
		return r.AcquireLease(t.Context(), lease(uid, holder(worker)), now)
	}), domain.KindInProgress)
	ok(t, r.CommitEnrolment(t.Context(), lease(uid, holder(winner)), identifier.Enrolled, newEnrolment(t, 1)))
}

func holder(worker int) string { return fmt.Sprintf("holder %d", worker) }

func oneTakesOver(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	held := lease(uid, "holder")
	r.acquire(t, held)
	oneWins(t, atOnce(func(worker int) error {
		next := lease(uid, holder(worker))
		next.Expires = held.Expires.Add(leaseTime)
		return r.AcquireLease(t.Context(), next, held.Expires)
	}), domain.KindInProgress)
}

func oneCreates(t *testing.T, r identifiers) {
	card := newIdentifier(t, spec(identifier.Card, "12345678"))
	oneWins(t, atOnce(func(int) error {
		_, err := r.Create(t.Context(), card)
		return err
	}), domain.KindConflict)
}

func oneLinks(t *testing.T, r identifiers) {
	face := newFace(t).Linked(links(1))
	oneWins(t, atOnce(func(int) error {
		_, err := r.Create(t.Context(), face)
		return err
	}), domain.KindLinkTaken)
}

func oneRenumbers(t *testing.T, r identifiers) {
	var ids []identifier.Identifier
	for n := range workers {
		ids = append(ids, under(r.create(t, card(t, n)), card(t, workers).Linked(links(n))))
	}
	winner := oneWins(t, atOnce(func(worker int) error { return r.Update(t.Context(), ids[worker]) }), domain.KindConflict)
	r.wantByKey(t, ids[winner])
}

// racingForNumbers lets each worker move through the same few numbers and
// links, now with an identifier it has and now with a new one.
func racingForNumbers(t *testing.T, r identifiers) {
	var few []identifier.Identifier
	for n := range 5 {
		few = append(few, card(t, n), card(t, n).Linked(links((n+1)%5)))
	}
	for _, err := range atOnce(func(worker int) error {
		for step := range 20 {
			if err := r.moveOn(t.Context(), few[(worker+step)%len(few)], worker%2 == 0); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
	r.wantEachOnce(t)
}

// moveOn makes something of the number and the link of id, unless another one
// has one of them: whoever has the number gets the link, or is deleted, or one
// that has both is made.
func (r identifiers) moveOn(ctx context.Context, id identifier.Identifier, deletes bool) error {
	former, err := r.ByKey(ctx, id.Key())
	switch {
	case err != nil:
		_, err = r.Create(ctx, id)
	case deletes:
		err = r.Delete(ctx, former.UID())
	default:
		err = r.Update(ctx, under(former.UID(), id))
	}
	switch domain.KindOf(err) {
	case domain.KindConflict, domain.KindLinkTaken, domain.KindNotFound:
		return nil
	}
	return err
}

// wantEachOnce wants that no two identifiers have a number or a link in common
// and that each is found by both.
func (r identifiers) wantEachOnce(t *testing.T) {
	t.Helper()
	all, total := r.all(t)
	if total != len(all) {
		t.Fatalf("%d identifiers on one page, %d in all", len(all), total)
	}
	for _, id := range all {
		r.wantByKey(t, id) // finds one alone, and only itself is equal
		r.wantByLink(t, id)
	}
}

func parallelCreates(t *testing.T, r identifiers) {
	uids := make([]identifier.UID, workers)
	for _, err := range atOnce(func(worker int) (err error) {
		s := spec(identifier.Card, fmt.Sprint(worker))
		uids[worker], err = r.Create(t.Context(), identifier.Restore(0, s, identifier.Complete, 1))
		return err
	}) {
		ok(t, err)
	}
	seen := map[identifier.UID]bool{}
	for worker, uid := range uids {
		if seen[uid] {
			t.Fatalf("uid %d was given twice", uid)
		}
		seen[uid] = true
		r.wantIdentifier(t, uid, spec(identifier.Card, fmt.Sprint(worker)), identifier.Complete, 1)
	}
}

func oneDeletes(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	oneWins(t, atOnce(func(int) error { return r.Delete(t.Context(), uid) }), domain.KindNotFound)
}

func oneCommits(t *testing.T, r identifiers) {
	uid := r.create(t, newFace(t))
	l := lease(uid, "holder")
	r.acquire(t, l)
	faces := newEnrolments(t, workers)
	winner := oneWins(t, atOnce(func(worker int) error {
		return r.CommitEnrolment(t.Context(), l, identifier.Enrolled, faces[worker])
	}), domain.KindInProgress)
	r.wantFace(t, uid, faces[winner])
}

func readersSeeWholeFaces(t *testing.T, r identifiers) {
	faces := newEnrolments(t, 8)
	uid := r.enrol(t, faces[0])
	for _, err := range atOnce(func(worker int) error {
		if worker == 0 {
			return r.replace(t.Context(), uid, faces)
		}
		return r.readWhole(t, uid, faces)
	}) {
		ok(t, err)
	}
}

// newEnrolments returns n enrolments; that at index i has the seed i.
func newEnrolments(t *testing.T, n int) []enrolment.Enrolment {
	t.Helper()
	all := make([]enrolment.Enrolment, n)
	for i := range all {
		all[i] = newEnrolment(t, i)
	}
	return all
}

// replace makes each of the faces that of uid for a while, a few times.
func (r identifiers) replace(ctx context.Context, uid identifier.UID, faces []enrolment.Enrolment) error {
	for range 3 {
		for _, e := range faces {
			l := lease(uid, "loader")
			if err := r.AcquireLease(ctx, l, now); err != nil {
				return err
			}
			if err := r.CommitEnrolment(ctx, l, identifier.Enrolled, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// readWhole reads the face of uid a few times and compares it with that of the
// faces whose time it has.
func (r identifiers) readWhole(t *testing.T, uid identifier.UID, faces []enrolment.Enrolment) error {
	for range 20 {
		got, err := r.Enrolment(t.Context(), uid)
		if err != nil {
			return err
		}
		sameEnrolment(t, got, faces[int(got.At.Sub(now).Seconds())])
	}
	return nil
}

// readersFindEveryFace lets some read on while one of the faces is replaced
// and others come and go.
func readersFindEveryFace(t *testing.T, r identifiers) {
	id, faces := newFace(t), newEnrolments(t, 4)
	kept := r.enrolSeveral(t, 5)
	for _, err := range atOnce(func(worker int) error {
		switch worker {
		case 0:
			return r.replace(t.Context(), kept[2], faces)
		case 1:
			return r.comeAndGo(t.Context(), id, faces)
		default:
			return r.readPages(t, kept)
		}
	}) {
		ok(t, err)
	}
	r.wantListed(t, kept...)
}

// comeAndGo gives each of the faces to an identifier of its own and deletes it.
func (r identifiers) comeAndGo(ctx context.Context, id identifier.Identifier, faces []enrolment.Enrolment) error {
	for _, e := range faces {
		uid, err := r.Create(ctx, id)
		if err != nil {
			return err
		}
		if err := r.replace(ctx, uid, []enrolment.Enrolment{e}); err != nil {
			return err
		}
		if err := r.Delete(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// readPages lists what has a face a few times and looks for the uids that must
// be among them.
func (r identifiers) readPages(t *testing.T, want []identifier.UID) error {
	for range 10 {
		found, err := r.readOn(t.Context())
		if err != nil {
			return err
		}
		passing := func(uid identifier.UID) bool { return !slices.Contains(want, uid) }
		if got := slices.DeleteFunc(slices.Clone(found), passing); !slices.Equal(got, want) {
			return fmt.Errorf("page after page has %d, want %d among them, each once", found, want)
		}
	}
	return nil
}

// readOn lists what has a face in small pages. It gives up on a page that does
// not lead on, for it would never end.
func (r identifiers) readOn(ctx context.Context) (found []identifier.UID, err error) {
	for last := identifier.UID(0); ; last = found[len(found)-1] {
		page, err := r.Enrolled(ctx, last, 2)
		if err != nil || len(page) == 0 {
			return found, err
		}
		if found = append(found, page...); page[len(page)-1] <= last {
			return found, fmt.Errorf("the page after %d is %d, want higher uids", last, page)
		}
	}
}
