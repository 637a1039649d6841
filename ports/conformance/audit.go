package conformance

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/ports"
)

// RunAuditRepo checks the contract of ports.AuditRepo.
//
// open must return an empty log that shares nothing with any other one it
// returned. It is called at least once for each subtest, with that subtest's t;
// what must be closed afterwards, open closes by t.Cleanup.
func RunAuditRepo(t *testing.T, open func(t *testing.T) ports.AuditRepo) {
	runAll(t, func(t *testing.T) auditLog { return auditLog{open(t), open} }, []testCase[auditLog]{
		{"an empty log has no entries and ends at its origin", emptyAuditLog},
		{"no other log has the same origin", origins},
		{"an entry comes back as it was appended, with number and hashes", everyEntry},
		{"number and hashes that an entry came with do not matter", ownNumbers},
		{"texts are cut to their limits, times to the millisecond", trimmedEntries},
		{"entries are told apart by the millisecond", everyEntryMillisecond},
		{"the log is read on from a number, so many at once", auditPages},
		{"an entry that the caller changes stays as it is", auditNotShared},
		{"the log stays as it is when the context has ended", auditGivesUp},
		{"entries appended at once are one chain", parallelEntries},
	})
}

// auditLog is the repository under test with the steps the cases share.
type auditLog struct {
	ports.AuditRepo
	another func(t *testing.T) ports.AuditRepo
}

// newEntry fills every field that a caller fills; entries of different numbers
// differ in each.
func newEntry(n int) audit.Entry {
	return audit.Entry{
		At:     now.Add(time.Duration(n) * time.Millisecond),
		Actor:  fmt.Sprintf("door.client@lobby-%d", n),
		Action: audit.Action(fmt.Sprintf("action %d", n)),
		UID:    int64(1000 + n),
		Detail: fmt.Sprintf("detail %d", n),
	}
}

// append appends entries and returns them as they should be there.
func (r auditLog) append(t *testing.T, all ...audit.Entry) []audit.Entry {
	t.Helper()
	last, err := r.Head(t.Context())
	ok(t, err)
	for i, e := range all {
		got, err := r.Append(t.Context(), e)
		all[i] = audit.Next(last, e)
		same(t, must(t, got, err), all[i])
		last = all[i].Head()
	}
	return all
}

// want wants that these are in the log and no others, and that it ends with the
// last one.
func (r auditLog) want(t *testing.T, want ...audit.Entry) {
	t.Helper()
	got, err := r.Read(t.Context(), 0, 1000)
	ok(t, err)
	if len(got) != len(want) || (len(got) > 0 && !equal(got, want)) {
		t.Fatalf("the log has\n%+v, want\n%+v", got, want)
	}
	end, err := r.Origin(t.Context())
	ok(t, err)
	if len(want) > 0 {
		end = want[len(want)-1].Head()
	}
	head, err := r.Head(t.Context())
	same(t, must(t, head, err), end)
}

func emptyAuditLog(t *testing.T, r auditLog) {
	r.want(t)
	origin, err := r.Origin(t.Context())
	if ok(t, err); origin.Seq != 0 || origin.Hash == (audit.Hash{}) {
		t.Fatalf("the origin is %v, want one with number 0 and a hash", origin)
	}
}

func origins(t *testing.T, r auditLog) {
	one, err := r.Origin(t.Context())
	ok(t, err)
	r.append(t, newEntry(1))
	again, err := r.Origin(t.Context())
	same(t, must(t, again, err), one)
	other, err := r.another(t).Origin(t.Context())
	if ok(t, err); other == one {
		t.Fatalf("two logs have the origin %v", one)
	}
}

func everyEntry(t *testing.T, r auditLog) {
	odd := newEntry(2000)
	odd.Actor, odd.Detail, odd.UID = "' OR \"1\" -- %_", "Ünal\t山田\x00\n🚪", -1<<63
	r.want(t, r.append(t, newEntry(1), newEntry(2), audit.Entry{At: now}, odd, newEntry(2), newEntry(1))...)
}

func ownNumbers(t *testing.T, r auditLog) {
	e := newEntry(1)
	e.Seq, e.Previous, e.Hash = 99, audit.Hash{1}, audit.Hash{2}
	r.want(t, r.append(t, e, e)...)
}

func trimmedEntries(t *testing.T, r auditLog) {
	long := make([]byte, 2*audit.MaxText)
	for i := range long {
		long[i] = 'x'
	}
	e := newEntry(1)
	e.Actor, e.Detail = string(long), "\xff"
	e.At = now.Add(time.Millisecond + time.Microsecond).In(time.FixedZone("", 3600))
	r.want(t, r.append(t, e)...)
}

func everyEntryMillisecond(t *testing.T, r auditLog) {
	at := func(t time.Time) audit.Entry { return audit.Entry{At: t.UTC(), Action: audit.PortraitRead} }
	epoch := time.Unix(0, 0)
	r.want(t, r.append(t,
		at(epoch), at(epoch.Add(time.Millisecond)), at(epoch.Add(-time.Millisecond)),
		at(now.Add(-time.Millisecond)), at(now), at(now.Add(time.Millisecond)), at(now.Add(999*time.Millisecond)),
	)...)
}

func auditPages(t *testing.T, r auditLog) {
	e := r.append(t, newEntry(1), newEntry(2), newEntry(3), newEntry(4), newEntry(5))
	for _, c := range []struct {
		after int64
		limit int
		want  []audit.Entry
	}{
		{-1 << 63, 10, e}, {-1, 1, e[:1]}, {0, 5, e}, {0, 4, e[:4]}, {0, 1, e[:1]},
		{1, 2, e[1:3]}, {3, 2, e[3:]}, {3, 3, e[3:]}, {4, 1, e[4:]}, {5, 1, nil}, {6, 1, nil}, {1<<63 - 1, 1, nil},
	} {
		got, err := r.Read(t.Context(), c.after, c.limit)
		if ok(t, err); len(got) != len(c.want) || (len(got) > 0 && !equal(got, c.want)) {
			t.Fatalf("after %d, at most %d: got\n%+v, want\n%+v", c.after, c.limit, got, c.want)
		}
	}
}

func auditNotShared(t *testing.T, r auditLog) {
	want := r.append(t, newEntry(1), newEntry(2))
	got, err := r.Read(t.Context(), 0, 2)
	ok(t, err)
	got[0].Detail, got[1] = "changed", audit.Entry{}
	r.want(t, want...)
}

func auditGivesUp(t *testing.T, r auditLog) {
	kept := r.append(t, newEntry(1), newEntry(2))
	givesUp(t, func(ctx context.Context) error { _, err := r.Append(ctx, newEntry(3)); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.Read(ctx, 0, 1); return err })
	givesUp(t, func(ctx context.Context) error { _, err := r.Head(ctx); return err })
	r.want(t, kept...)
}

func parallelEntries(t *testing.T, r auditLog) {
	const each = 5
	for _, err := range atOnce(func(worker int) error {
		for n := range each {
			if _, err := r.Append(t.Context(), newEntry(100*worker+n)); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
	log, err := r.Read(t.Context(), 0, 1000)
	if ok(t, err); len(log) != each*workers {
		t.Fatalf("there are %d entries, want %d", len(log), each*workers)
	}
	last, err := r.Origin(t.Context())
	ok(t, err)
	for _, e := range log {
		same(t, e, audit.Next(last, e))
		last = e.Head()
	}
}
