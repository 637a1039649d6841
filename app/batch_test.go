package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// counting is a Transactor that counts transactions, those within others not.
type counting struct {
	ports.Transactor
	transactions *int
}

type inside struct{}

func (c counting) Within(ctx context.Context, do func(context.Context) error) error {
	if ctx.Value(inside{}) == nil {
		*c.transactions++
	}
	return c.Transactor.Within(context.WithValue(ctx, inside{}, true), do)
}

// runningOut is a log that has room for so many events.
type runningOut struct {
	ports.EventRepo
	left int
}

func (l *runningOut) Append(ctx context.Context, e event.Event) error {
	if l.left == 0 {
		return errDisk
	}
	l.left--
	return l.EventRepo.Append(ctx, e)
}

// crowd puts so many cards and time profiles into a fixture.
func crowd(t *testing.T, n int) (w *world, cards []identifier.UID, keys []identifier.Key, profiles []schedule.UID) {
	t.Helper()
	w = &world{fixture: newFixture()}
	for i := range n {
		key := identifier.Key{Type: identifier.Card, Number: fmt.Sprint(i)}
		keys = append(keys, key)
		cards = append(cards, w.put(t, newIdentifier(t, spec(key.Type, key.Number), "")))
		profiles = append(profiles, w.schedule(t, daily(key.Number, 8, 20), ""))
	}
	return w, cards, keys, profiles
}

// left returns how many identifiers and time profiles there are.
func (w *world) left(t *testing.T) (identifiers, profiles int) {
	t.Helper()
	_, identifiers, err := w.store.Identifiers.List(t.Context(), everything)
	ok(t, err)
	_, profiles, err = w.store.Profiles.List(t.Context(), everything)
	ok(t, err)
	return identifiers, profiles
}

// Who deletes many does not keep a door waiting until all are gone.
func TestManyAreDeletedInBatches(t *testing.T) {
	for _, c := range []struct {
		name         string
		n            int
		transactions int
	}{
		{"none", 0, 0},
		{"one", 1, 1},
		{"just one batch", app.BatchSize, 1},
		{"one more than a batch", app.BatchSize + 1, 2},
		{"just two batches", 2 * app.BatchSize, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, cards, keys, profiles := crowd(t, c.n)
			var transactions int
			w.identifiers.Store.Transactor = counting{w.store.Transactor, &transactions}
			w.profiles.Store.Transactor = counting{w.store.Transactor, &transactions}
			for name, do := range map[string]func() error{
				"identifiers":   func() error { return w.identifiers.DeleteAll(t.Context(), append(cards, cards...)) },
				"time profiles": func() error { return w.profiles.DeleteAll(t.Context(), append(profiles, profiles...)) },
				"numbers": func() error {
					_, err := w.identifiers.DeleteByKey(t.Context(), keys)
					return err
				},
			} {
				transactions = 0
				ok(t, do())
				if got, want := transactions, c.transactions; got != want {
					t.Errorf("%s: %d transactions, want %d", name, got, want)
				}
			}
			if identifiers, profiles := w.left(t); identifiers != 0 || profiles != 0 {
				t.Errorf("%d identifiers and %d time profiles are left", identifiers, profiles)
			}
		})
	}
}

// A batch is gone whole or not at all, also when the next one fails.
func TestABatchThatFailsIsLeft(t *testing.T) {
	const n = app.BatchSize + 3
	for _, c := range []struct {
		name string
		do   func(*world, []identifier.UID, []identifier.Key, []schedule.UID) error
		left [2]int // identifiers, time profiles
	}{
		{"of identifiers", func(w *world, cards []identifier.UID, _ []identifier.Key, _ []schedule.UID) error {
			return w.identifiers.DeleteAll(t.Context(), cards)
		}, [2]int{3, n}},
		{"of time profiles", func(w *world, _ []identifier.UID, _ []identifier.Key, profiles []schedule.UID) error {
			return w.profiles.DeleteAll(t.Context(), profiles)
		}, [2]int{n, 3}},
		{"of numbers", func(w *world, _ []identifier.UID, keys []identifier.Key, _ []schedule.UID) error {
			found, err := w.identifiers.DeleteByKey(t.Context(), keys)
			if found != nil {
				return fmt.Errorf("%d were found beside the error %w", len(found), err)
			}
			return err
		}, [2]int{3, n}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, cards, keys, profiles := crowd(t, n)
			w.journal.Store.Events = &runningOut{w.store.Events, app.BatchSize + 1}
			if err := c.do(w, cards, keys, profiles); !errors.Is(err, errDisk) {
				t.Errorf("error %v, want %v", err, errDisk)
			}
			identifiers, rest := w.left(t)
			if got, want := [2]int{identifiers, rest}, c.left; got != want {
				t.Errorf("%v are left, want %v", got, want)
			}
			if _, got, err := w.journal.List(t.Context(), everything); err != nil || got != app.BatchSize {
				t.Errorf("the log has %d events, %v, want %d", got, err, app.BatchSize)
			}
		})
	}
}

// What was found is told in the order of the question, over all batches.
func TestDeletingManyByNumberTellsWhatThereWas(t *testing.T) {
	w, _, keys, _ := crowd(t, app.BatchSize+1)
	missing := identifier.Key{Type: identifier.UKey, Number: "1"}
	asked := slices.Concat([]identifier.Key{missing}, keys, []identifier.Key{keys[0], missing})
	found, err := w.identifiers.DeleteByKey(t.Context(), asked)
	ok(t, err)
	want := slices.Concat([]bool{false}, slices.Repeat([]bool{true}, len(keys)), []bool{false, false})
	if !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}

// "No data processing was performed" is the contract (section 11).
func TestOneWrongNumberAmongManyDeletesNone(t *testing.T) {
	for name, wrong := range map[string]identifier.Key{
		"a number that is none": {Type: identifier.Card, Number: "AABBCCDD"},
		"a type that is none":   {Type: "barcode", Number: "44"},
	} {
		w, _, keys, _ := crowd(t, app.BatchSize)
		found, err := w.identifiers.DeleteByKey(t.Context(), append(keys, wrong))
		wantKind(t, err, domain.KindInvalid)
		if identifiers, _ := w.left(t); found != nil || identifiers != len(keys) {
			t.Errorf("%s: found %v, %d of %d are left", name, found, identifiers, len(keys))
		}
	}
}
