package conformance

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/schedule"
)

var rollingBack = []storeCase{
	{"every change is undone by an error", errorUndoes},
	{"all changes together are undone by an error", errorUndoesAll},
	{"an error leaves what was attached before, however much that is", errorLeavesAttached},
	{"all changes together are undone by a panic, which goes on", panicUndoesAll},
	{"what a failed transaction wanted can be done afterwards", failedIsFree},
	{"an ended context begins no transaction", endedContextBegins},
	{"calls give up when the context ends within", contextEndsWithin},
	{"a transaction whose context ended before do returned is done or not done", contextEndsBeforeReturn},
	{"a transaction cancelled at any moment is done or not done", cancelledMidway},
}

func errorUndoes(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w.fails(t, func(ctx context.Context) error { return c.do(ctx, t, w) })
			w.wantState(t, before)
			w.wantLeases(t)
		})
	}
}

func errorUndoesAll(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	w.fails(t, func(ctx context.Context) error { return w.changeAll(ctx, t) })
	w.wantState(t, before)
	w.wantLeases(t)
}

// errorLeavesAttached attaches what comes before all that is there.
func errorLeavesAttached(t *testing.T, s store) {
	first := s.profiles.create(t, newProfile(t, 1))
	uid := s.ids.create(t, card(t, 1))
	var all []schedule.Profile
	for n := 2; n <= 9; n++ {
		all = append(all, s.profiles.create(t, newProfile(t, n)))
		s.attach(t, uid, all...)
		s.fails(t, func(ctx context.Context) error { return s.Profiles.Attach(ctx, uid, first.UID()) })
		s.profiles.wantAttached(t, uid, all...)
		s.fails(t, func(ctx context.Context) error { return s.Profiles.Detach(ctx, uid, all[0].UID()) })
		s.profiles.wantAttached(t, uid, all...)
	}
}

func panicUndoesAll(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	const words = "panic of the suite"
	func() {
		defer func() {
			if got := recover(); got != words {
				t.Errorf("recovered %v, want what do panicked with", got)
			}
		}()
		err := w.Within(t.Context(), func(ctx context.Context) error {
			ok(t, w.changeAll(ctx, t))
			panic(words)
		})
		t.Errorf("Within returned %v, want the panic to go on", err)
	}()
	w.wantState(t, before)
	w.wantLeases(t)
}

func failedIsFree(t *testing.T, s store) {
	w, straight := s.fill(t), s.another(t).fill(t)
	w.fails(t, func(ctx context.Context) error { return w.changeAll(ctx, t) })
	ok(t, w.changeAll(t.Context(), t))
	ok(t, straight.changeAll(t.Context(), t))

	// But for the uids and IDs that the failed one was given.
	got, want := w.read(t.Context(), t), straight.read(t.Context(), t)
	for what := range want.Found {
		if _, there := got.Found[what]; !there {
			t.Errorf("%s is not there", what)
		}
	}
	if len(got.Found) != len(want.Found) || len(got.Identifiers) != len(want.Identifiers) || len(got.Faces) != len(want.Faces) ||
		len(got.Apartments) != len(want.Apartments) || len(got.Profiles) != len(want.Profiles) ||
		len(got.Events) != len(want.Events) || len(got.Audit) != len(want.Audit) || got.Settings != want.Settings {
		t.Fatalf("the store is\n%v, want\n%v", got.brief(), want.brief())
	}
}

func endedContextBegins(t *testing.T, s store) {
	givesUp(t, func(ctx context.Context) error {
		return s.Within(ctx, func(context.Context) error {
			t.Error("do was called")
			return nil
		})
	})
}

func contextEndsWithin(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	for _, c := range changes {
		parent, cancel := context.WithCancel(t.Context())
		err := w.Within(parent, func(ctx context.Context) error {
			ok(t, w.Settings.SetSettings(ctx, newSettings(7)))
			cancel()
			return c.do(ctx, t, w)
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: got %v, want context.Canceled", c.name, err)
		}
		w.wantState(t, before)
	}
	w.wantLeases(t)
}

func contextEndsBeforeReturn(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	var inside state
	parent, cancel := context.WithCancel(t.Context())
	err := w.Within(parent, func(ctx context.Context) error {
		ok(t, w.changeAll(ctx, t))
		inside = w.read(ctx, t)
		cancel()
		return nil
	})
	w.wantDoneOrNot(t, err, before, inside)
}

// cancelledMidway cannot choose the step at which the adapter is interrupted,
// so it tries many moments, the early ones close together.
func cancelledMidway(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	for i := range 25 {
		ctx, cancel := context.WithCancel(t.Context())
		timer := time.AfterFunc(time.Duration(i*i)*20*time.Microsecond, cancel)
		err := w.Within(ctx, func(ctx context.Context) error { return w.changeAll(ctx, t) })
		timer.Stop()
		cancel()
		w.wantDoneOrNot(t, err, before, w.read(t.Context(), t))
		if err == nil {
			w = s.another(t).fill(t)
			before = w.read(t.Context(), t)
		}
	}
}

// wantDoneOrNot wants that the store is as it was before if err is that of the
// context, and as it was within if err is nil.
func (w world) wantDoneOrNot(t *testing.T, err error, before, within state) {
	t.Helper()
	if err == nil {
		w.wantState(t, within)
		if within.Settings != newSettings(2) {
			t.Fatal("the last of the changes is not there")
		}
		return
	}
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
	w.wantState(t, before)
	w.wantLeases(t)
}
