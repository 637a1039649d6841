package conformance

import (
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

var ending = []identifierCase{
	{"what ended a second before a time ended, what ends at it did not", endedAtTheSecond},
	{"what is valid permanently or without an end never ended", neverEnds},
	{"what ended first comes first, and what ended at once by uid", endedInOrder},
	{"no more come than were asked for", endedAtMost},
	{"an end that is moved or taken away counts as it is now", endMoves},
	{"what is deleted did not end", endedIsDeleted},
}

// until returns a card that is valid until a time, or has an open end if that is
// zero.
func until(t *testing.T, n int, end time.Time) identifier.Identifier {
	t.Helper()
	id := card(t, n)
	s := id.Spec()
	s.Validity.Time = identifier.TimeWindow{To: end}
	return identifier.Restore(0, s, id.State(), id.PassesLeft())
}

// wantEnded wants that these ended before a time, in this order.
func (r identifiers) wantEnded(t *testing.T, before time.Time, want ...identifier.UID) {
	t.Helper()
	got, err := r.Ended(t.Context(), before, 10_000)
	if must(t, got, err); !slices.Equal(got, want) {
		t.Fatalf("before %v ended %d, want %d", before, got, want)
	}
}

func endedAtTheSecond(t *testing.T, r identifiers) {
	uid := r.create(t, until(t, 1, now))
	r.wantEnded(t, now.Add(-time.Second))
	r.wantEnded(t, now)
	r.wantEnded(t, now.Add(time.Second), uid)
}

func neverEnds(t *testing.T, r identifiers) {
	permanent := until(t, 1, now)
	s := permanent.Spec()
	s.Validity.Time.Permanent = true
	r.create(t, identifier.Restore(0, s, permanent.State(), permanent.PassesLeft()))
	r.create(t, until(t, 2, time.Time{}))
	r.wantEnded(t, now.AddDate(1000, 0, 0))
}

func endedInOrder(t *testing.T, r identifiers) {
	third := r.create(t, until(t, 1, now.Add(2*time.Second)))
	first := r.create(t, until(t, 2, now))
	second := r.create(t, until(t, 3, now.Add(time.Second)))
	fourth := r.create(t, until(t, 4, now.Add(2*time.Second)))
	r.wantEnded(t, now.Add(time.Hour), first, second, third, fourth)
}

func endedAtMost(t *testing.T, r identifiers) {
	var uids []identifier.UID
	for n := range 3 {
		uids = append(uids, r.create(t, until(t, n, now)))
	}
	for limit, want := range map[int]int{1: 1, 2: 2, 3: 3, 4: 3} {
		got, err := r.Ended(t.Context(), now.Add(time.Second), limit)
		if must(t, got, err); !slices.Equal(got, uids[:want]) {
			t.Fatalf("at most %d are %d, want %d", limit, got, uids[:want])
		}
	}
}

func endMoves(t *testing.T, r identifiers) {
	later, open := r.create(t, until(t, 1, now)), r.create(t, until(t, 2, now))
	sooner := r.create(t, until(t, 3, now.Add(time.Hour)))
	ok(t, r.Update(t.Context(), under(later, until(t, 1, now.Add(time.Minute)))))
	ok(t, r.Update(t.Context(), under(open, until(t, 2, time.Time{}))))
	ok(t, r.Update(t.Context(), under(sooner, until(t, 3, now.Add(-time.Hour)))))
	r.wantEnded(t, now.Add(time.Second), sooner)
}

func endedIsDeleted(t *testing.T, r identifiers) {
	gone, left := r.create(t, until(t, 1, now)), r.create(t, until(t, 2, now))
	ok(t, r.Delete(t.Context(), gone))
	r.wantEnded(t, now.Add(time.Second), left)
}
