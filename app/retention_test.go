package app_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

const monthLong = 30 * 24 * time.Hour

// retention returns the use case on a world.
func (w *world) retention(keep time.Duration) *app.Retention {
	return &app.Retention{
		Identifiers: w.identifiers, For: keep,
		Now: func() time.Time { return w.clock }, Log: slog.New(slog.NewTextHandler(w.operator, nil)),
	}
}

// until puts a face that is valid until a time and has a portrait.
func (w *world) until(t *testing.T, end time.Time) identifier.UID {
	t.Helper()
	s := spec(identifier.FaceID, "")
	s.Validity.Time = identifier.TimeWindow{To: end}
	uid := w.put(t, newIdentifier(t, s, ""))
	w.enrol(t, uid)
	return uid
}

func (w *world) gone(t *testing.T, uid identifier.UID) bool {
	t.Helper()
	_, err := w.store.Identifiers.Get(t.Context(), uid)
	if err != nil {
		wantKind(t, err, domain.KindNotFound)
		_, err = w.store.Identifiers.Enrolment(t.Context(), uid)
		wantKind(t, err, domain.KindNotFound)
		return true
	}
	return false
}

func TestWhatIsDueIsDeleted(t *testing.T) {
	limit := start.Truncate(time.Second).Add(-monthLong)
	tests := []struct {
		name string
		end  time.Time
		keep time.Duration
		want bool // it is deleted
	}{
		{"a second past the limit", limit.Add(-time.Second), monthLong, true},
		{"at the limit", limit, monthLong, false},
		{"a second before it", limit.Add(time.Second), monthLong, false},
		{"valid for ever", time.Time{}, monthLong, false},
		{"long past, and kept for ever", limit.AddDate(-50, 0, 0), 0, false},
		{"past a limit of a day", start.Add(-25 * time.Hour), 24 * time.Hour, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			uid := w.until(t, tt.end)
			r := w.retention(tt.keep)
			deleted, err := r.Sweep(t.Context())
			ok(t, err)
			if got := w.gone(t, uid); got != tt.want || deleted != map[bool]int{true: 1}[tt.want] {
				t.Errorf("gone: %t, want %t; %d were deleted", got, tt.want, deleted)
			}
			if w.gone(t, w.enrolled) || w.gone(t, w.card) {
				t.Error("what is valid is gone")
			}
			var want []event.Event
			if tt.want {
				want = []event.Event{{At: start.Truncate(time.Millisecond), Key: event.IdentifierDeleted, Account: "(retention)",
					Subject: event.Subject{UID: int64(uid), Name: "Maria Lindqvist", Type: "face_id"}}}
			}
			if got := w.log(t); len(got) != len(want) || len(want) > 0 && got[0] != want[0] {
				t.Errorf("the log has %+v, want %+v", got, want)
			}
		})
	}
}

func TestMoreIsDueThanOneTransactionDeletes(t *testing.T) {
	w := newWorld(t)
	for range 45 {
		s := spec(identifier.FaceID, "")
		s.Validity.Time = identifier.TimeWindow{To: start.Add(-2 * monthLong).Truncate(time.Second)}
		w.put(t, newIdentifier(t, s, ""))
	}
	r := w.retention(monthLong)
	deleted, err := r.Sweep(t.Context())
	if ok(t, err); deleted != 45 {
		t.Errorf("%d deleted, want 45", deleted)
	}
	deleted, err = r.Sweep(t.Context())
	if ok(t, err); deleted != 0 {
		t.Errorf("then %d deleted, want none", deleted)
	}
}

func TestASweepFailsIfTheStoreDoes(t *testing.T) {
	due := start.Add(-2 * monthLong).Truncate(time.Second)
	for failing, calls := 0, -1; calls < 0; failing++ {
		w := newWorld(t)
		uid := w.until(t, due)
		r := w.retention(monthLong)
		calls = failing
		_, err := r.Sweep(breaking{t.Context(), &calls})
		if calls < 0 && !errors.Is(err, errDisk) || calls >= 0 && (err != nil || failing == 0) {
			t.Fatalf("call %d failed, error %v", failing, err)
		}
		if w.gone(t, uid) != (len(w.log(t)) == 1) {
			t.Errorf("call %d failed, gone: %t, and the log has %+v", failing, w.gone(t, uid), w.log(t))
		}
	}
}

// failsFirst is a repository whose first question about what ended fails.
type failsFirst struct {
	ports.IdentifierRepo
	calls int
}

func (r *failsFirst) Ended(ctx context.Context, before time.Time, limit int) ([]identifier.UID, error) {
	if r.calls++; r.calls == 1 {
		return nil, errDisk
	}
	return r.IdentifierRepo.Ended(ctx, before, limit)
}

// Run sweeps at once, then at each interval, also after one that failed, and
// ends with its context.
func TestRetentionRuns(t *testing.T) {
	w := newWorld(t)
	end := start.Truncate(time.Second)
	first, second := w.until(t, end.Add(-monthLong-time.Second)), w.until(t, end)
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		r := w.retention(monthLong)
		r.Now = func() time.Time { return start.Add(time.Since(began)) }
		store := w.store
		store.Identifiers = &failsFirst{IdentifierRepo: store.Identifiers}
		r.Identifiers = &app.Identifiers{Store: store, Journal: w.journal}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); r.Run(ctx, time.Hour) }()

		synctest.Wait()
		if w.gone(t, first) {
			t.Error("the first sweep did not fail")
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if !w.gone(t, first) || w.gone(t, second) {
			t.Error("the second one did not make up for it")
		}
		time.Sleep(monthLong - 30*time.Minute)
		synctest.Wait()
		if w.gone(t, second) {
			t.Error("it swept between its intervals")
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if !w.gone(t, second) {
			t.Error("what became due is there an interval later")
		}
		cancel()
		<-ended
		if got := strings.Count(w.operator.String(), "disk full"); got != 1 {
			t.Errorf("the operator was told %d times that a sweep failed, want once: %s", got, w.operator)
		}
	})
}

func TestRetentionForEverDoesNotRun(t *testing.T) {
	w := newWorld(t)
	r := w.retention(0)
	r.Run(t.Context(), time.Nanosecond) // or it would not return
}
