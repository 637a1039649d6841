package conformance

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

var transactions = []storeCase{
	{"every change is seen by the calls after it, and kept", changesAreKept},
	{"all changes together are kept", allChangesAreKept},
	{"do is called once and gets what the context has", doIsCalledOnce},
	{"a context made from that of the transaction takes part as well", derivedContext},
	{"the error of a call undoes no more than that call", failedCallUndoesItself},
	{"a transaction inside another takes part in it", nestedTakesPart},
	{"an error inside a transaction inside another undoes what is inside", nestedFails},
	{"an error after a transaction inside undoes that as well", outerFails},
	{"another store takes no part", otherStoreTakesNoPart},
	{"the context is of no use when the transaction is over", contextIsOver},
	{"a uid is not given twice, whatever became of the transaction it was given in", uidsOfTransactions},
}

// errGiven is what do returns where a transaction is to fail.
var errGiven = domain.E(domain.KindNotQR, "given by the suite")

// fails wants that Within returns the error that do returned.
func (s store) fails(t *testing.T, do func(ctx context.Context) error) {
	t.Helper()
	err := s.Within(t.Context(), func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return err
		}
		return errGiven
	})
	if !errors.Is(err, errGiven) || domain.KindOf(err) != errGiven.Kind {
		t.Fatalf("got %v, want the error that do returned", err)
	}
}

func changesAreKept(t *testing.T, s store) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w := s.another(t).fill(t)
			before := w.read(t.Context(), t)
			var inside state
			ok(t, w.Within(t.Context(), func(ctx context.Context) error {
				if err := c.do(ctx, t, w); err != nil {
					return err
				}
				inside = w.read(ctx, t)
				return nil
			}))
			if equal(inside, before) {
				t.Fatal("the change is not seen by the calls after it")
			}
			w.wantState(t, inside)
		})
	}
}

func allChangesAreKept(t *testing.T, s store) {
	w, alone := s.fill(t), s.another(t).fill(t)
	var inside state
	ok(t, w.Within(t.Context(), func(ctx context.Context) error {
		err := w.changeAll(ctx, t)
		inside = w.read(ctx, t)
		return err
	}))
	w.wantState(t, inside)

	// The same without a transaction comes to the same.
	ok(t, alone.changeAll(t.Context(), t))
	alone.wantState(t, inside)
}

func doIsCalledOnce(t *testing.T, s store) {
	type key struct{}
	parent, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, "value"))
	defer cancel()
	calls := 0
	err := s.Within(parent, func(ctx context.Context) error {
		calls++
		if got := ctx.Value(key{}); got != "value" {
			t.Errorf("the context has %v, want the value", got)
		}
		cancel()
		if !errors.Is(ctx.Err(), context.Canceled) {
			t.Errorf("the context's error is %v, want context.Canceled", ctx.Err())
		}
		return errGiven
	})
	if !errors.Is(err, errGiven) && !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the error that do returned or that of the context", err)
	}
	s.fails(t, func(context.Context) error { calls++; return nil })
	ok(t, s.Within(t.Context(), func(context.Context) error { calls++; return nil }))
	if calls != 3 {
		t.Fatalf("do was called %d times by 3 transactions", calls)
	}
}

func derivedContext(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	w.fails(t, func(ctx context.Context) error {
		type key struct{}
		derived, cancel := context.WithTimeout(context.WithValue(ctx, key{}, 1), time.Hour)
		defer cancel()
		return w.changeAll(derived, t)
	})
	w.wantState(t, before)
}

func failedCallUndoesItself(t *testing.T, s store) {
	w := s.fill(t)
	for _, f := range failures {
		t.Run(f.name, func(t *testing.T) {
			w.fails(t, func(ctx context.Context) error {
				w.failWithin(ctx, t, f)
				return w.changeAll(ctx, t) // some of it needs what the failed call wanted
			})
		})
	}
	var inside state
	ok(t, w.Within(t.Context(), func(ctx context.Context) error {
		for _, f := range failures {
			w.failWithin(ctx, t, f)
		}
		err := w.changeAll(ctx, t)
		inside = w.read(ctx, t)
		return err
	}))
	w.wantState(t, inside)
}

// failWithin makes a call that fails after one that does not.
func (w world) failWithin(ctx context.Context, t *testing.T, f step) {
	t.Helper()
	ok(t, w.Settings.SetSettings(ctx, newSettings(3)))
	between := w.read(ctx, t)
	fails(t, f.do(ctx, t, w), f.kind)
	if got := w.read(ctx, t); !equal(got, between) {
		t.Fatalf("after %s the store is\n%v, want\n%v", f.name, got.brief(), between.brief())
	}
}

func nestedTakesPart(t *testing.T, s store) {
	w := s.fill(t)
	var inside state
	ok(t, w.Within(t.Context(), func(ctx context.Context) error {
		uid, err := w.Identifiers.Create(ctx, card(t, 6))
		ok(t, err)
		ok(t, w.Within(ctx, func(ctx context.Context) error {
			ok(t, w.Identifiers.Update(ctx, under(uid, card(t, 7))))
			return w.Within(ctx, func(ctx context.Context) error { return w.changeAll(ctx, t) })
		}))
		inside = w.read(ctx, t)
		return w.Identifiers.Delete(ctx, uid)
	}))
	if _, there := inside.Found["card 7"]; !there {
		t.Fatal("what was changed inside is not seen outside of it")
	}
	all := w.read(t.Context(), t)
	if _, there := all.Found["card 7"]; there || !equal(all.Settings, inside.Settings) {
		t.Fatal("what was changed inside or after it is lost")
	}
}

func nestedFails(t *testing.T, s store) {
	w := s.fill(t)
	var between state
	ok(t, w.Within(t.Context(), func(ctx context.Context) error {
		ok(t, w.Settings.SetSettings(ctx, newSettings(3)))
		between = w.read(ctx, t)
		err := w.Within(ctx, func(ctx context.Context) error {
			ok(t, w.changeAll(ctx, t))
			return errGiven
		})
		if !errors.Is(err, errGiven) {
			t.Fatalf("got %v, want the error that do returned", err)
		}
		if got := w.read(ctx, t); !equal(got, between) {
			t.Fatalf("the store is\n%v, want\n%v", got.brief(), between.brief())
		}
		return nil
	}))
	w.wantState(t, between)
}

func outerFails(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	w.fails(t, func(ctx context.Context) error {
		return w.Within(ctx, func(ctx context.Context) error { return w.changeAll(ctx, t) })
	})
	w.wantState(t, before)
	w.wantLeases(t)
}

func otherStoreTakesNoPart(t *testing.T, s store) {
	w, other := s.fill(t), s.another(t)
	before := w.read(t.Context(), t)
	var uid identifier.UID
	w.fails(t, func(ctx context.Context) (err error) {
		uid, err = other.Identifiers.Create(ctx, card(t, 4))
		ok(t, err)
		return other.Within(ctx, func(ctx context.Context) error {
			// Both transactions are in this context, each for its own store.
			ok(t, other.Settings.SetSettings(ctx, newSettings(4)))
			return w.Settings.SetSettings(ctx, newSettings(5))
		})
	})
	w.wantState(t, before)
	other.ids.want(t, under(uid, card(t, 4)))
	settingsRepo{other.Settings}.want(t, newSettings(4))
}

func contextIsOver(t *testing.T, s store) {
	w := s.fill(t)
	before := w.read(t.Context(), t)
	var over []context.Context
	keep := func(ctx context.Context) error { over = append(over, ctx); return nil }
	w.fails(t, keep)
	ok(t, w.Within(t.Context(), func(ctx context.Context) error { return w.Within(ctx, keep) }))
	for _, ctx := range over {
		for _, c := range changes {
			if err := c.do(ctx, t, w); err == nil {
				t.Fatalf("%s when the transaction is over, want an error", c.name)
			}
		}
		if _, err := w.Identifiers.Get(ctx, w.face); err == nil {
			t.Fatal("an identifier was read when the transaction is over, want an error")
		}
		if err := w.Within(ctx, func(context.Context) error { t.Error("do was called"); return nil }); err == nil {
			t.Fatal("a transaction began in one that is over, want an error")
		}
	}
	w.wantState(t, before)
	w.wantLeases(t)
}

func uidsOfTransactions(t *testing.T, s store) {
	seen := map[identifier.UID]bool{s.ids.create(t, newFace(t)): true}
	kept := s.ids.create(t, newFace(t))
	s.fails(t, func(ctx context.Context) error {
		_, err := s.Identifiers.Create(ctx, newFace(t))
		ok(t, err)
		return s.Identifiers.Delete(ctx, kept)
	})
	ok(t, s.Within(t.Context(), func(ctx context.Context) error {
		uid, err := s.Identifiers.Create(ctx, newFace(t))
		ok(t, err)
		seen[uid] = true
		return s.Identifiers.Delete(ctx, uid)
	}))
	for _, uid := range []identifier.UID{kept, s.ids.create(t, newFace(t)), s.ids.create(t, newFace(t))} {
		if seen[uid] {
			t.Fatalf("uid %d was given twice", uid)
		}
		seen[uid] = true
	}
}
