package conformance

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/settings"
)

var racingTransactions = []storeCase{
	{"transactions come one after the other", oneAfterTheOther},
	{"of many who change another field each at once nobody's change is lost", noChangeIsLost},
	{"of many who use an identifier at once as many succeed as there are passes", passesAreUsedUp},
	{"of many who create what is not there yet exactly one finds that it is not", oneFindsNothing},
	{"many who count up what they read count everything", nothingIsCountedTwice},
	{"a reader outside sees all of a transaction or nothing", readersSeeWholeTransactions},
	{"a reader outside never sees anything of a failed transaction", readersSeeNoFailed},
	{"a reader in a transaction sees one state, however often it reads", readersSeeOneState},
}

func oneAfterTheOther(t *testing.T, s store) {
	var inside atomic.Int32
	for _, err := range atOnce(func(int) error {
		return s.Within(t.Context(), func(ctx context.Context) error {
			defer inside.Add(-1)
			if n := inside.Add(1); n > 1 {
				return fmt.Errorf("%d transactions at once, want one", n)
			}
			_, err := s.Settings.Settings(ctx)
			return err
		})
	}) {
		ok(t, err)
	}
}

// ownField is a field that one client changes again and again.
type ownField struct {
	change func(step int) identifier.Change
	has    func(id identifier.Identifier, step int) bool
}

var ownFields = []ownField{
	{
		func(step int) identifier.Change { return identifier.Change{OwnerName: new(fmt.Sprint("owner ", step))} },
		func(id identifier.Identifier, step int) bool {
			return id.Spec().Owner.Name == fmt.Sprint("owner ", step)
		},
	},
	{
		func(step int) identifier.Change { return identifier.Change{Number: new(strconv.Itoa(1 + step))} },
		func(id identifier.Identifier, step int) bool { return id.Spec().Number == strconv.Itoa(1+step) },
	},
	{
		func(step int) identifier.Change {
			return identifier.Change{Time: identifier.WindowChange{From: new(now.Add(time.Duration(step) * time.Second))}}
		},
		func(id identifier.Identifier, step int) bool {
			return id.Spec().Validity.Time.From.Equal(now.Add(time.Duration(step) * time.Second))
		},
	},
	{
		func(step int) identifier.Change {
			return identifier.Change{Time: identifier.WindowChange{To: new(now.Add(time.Hour + time.Duration(step)*time.Second))}}
		},
		func(id identifier.Identifier, step int) bool {
			return id.Spec().Validity.Time.To.Equal(now.Add(time.Hour + time.Duration(step)*time.Second))
		},
	},
	{
		func(step int) identifier.Change {
			return identifier.Change{Passes: &identifier.Passes{Max: 100 + step}}
		},
		func(id identifier.Identifier, step int) bool { return id.Spec().Validity.Passes.Max == 100+step },
	},
}

func noChangeIsLost(t *testing.T, s store) {
	uid := s.ids.create(t, card(t, 1))
	for _, err := range atOnce(func(worker int) error {
		if worker >= len(ownFields) {
			return nil
		}
		for step := range 25 {
			if err := s.changeField(t.Context(), uid, ownFields[worker], step); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
}

// changeField changes a field that nobody else changes and looks if it stays.
func (s store) changeField(ctx context.Context, uid identifier.UID, f ownField, step int) error {
	if err := s.Within(ctx, func(ctx context.Context) error {
		id, err := s.Identifiers.Get(ctx, uid)
		if err != nil {
			return err
		}
		if step > 0 && !f.has(id, step-1) {
			return fmt.Errorf("change %d is lost: %+v", step-1, id)
		}
		if id, err = id.Changed(f.change(step)); err != nil {
			return err
		}
		return s.Identifiers.Update(ctx, id)
	}); err != nil {
		return err
	}
	id, err := s.Identifiers.Get(ctx, uid)
	if err == nil && !f.has(id, step) {
		return fmt.Errorf("change %d is not there: %+v", step, id)
	}
	return err
}

func passesAreUsedUp(t *testing.T, s store) {
	const passes = 5
	sp := spec(identifier.Card, "1")
	sp.Validity.Passes = identifier.Passes{Max: passes}
	uid := s.ids.create(t, newIdentifier(t, sp))
	granted := 0
	for _, err := range atOnce(func(int) error { return s.use(t.Context(), uid) }) {
		if err == nil {
			granted++
		} else if !errors.Is(err, errGiven) {
			t.Fatalf("got %v, want to be let in or refused", err)
		}
	}
	if granted != passes {
		t.Fatalf("%d were let in, want %d", granted, passes)
	}
	s.ids.wantIdentifier(t, uid, sp, identifier.Complete, 0)
}

// use takes one of the passes, or fails if there is none.
func (s store) use(ctx context.Context, uid identifier.UID) error {
	return s.Within(ctx, func(ctx context.Context) error {
		id, err := s.Identifiers.Get(ctx, uid)
		if err != nil {
			return err
		}
		if id.PassesLeft() == 0 {
			return errGiven
		}
		return s.Identifiers.Update(ctx, id.Used())
	})
}

func oneFindsNothing(t *testing.T, s store) {
	id := card(t, 1)
	var created atomic.Int32
	for _, err := range atOnce(func(int) error {
		return s.Within(t.Context(), func(ctx context.Context) error {
			_, err := s.Identifiers.ByKey(ctx, id.Key())
			if !errors.Is(err, domain.KindNotFound) {
				return err
			}
			created.Add(1)
			_, err = s.Identifiers.Create(ctx, id)
			return err
		})
	}) {
		ok(t, err)
	}
	if n := created.Load(); n != 1 {
		t.Fatalf("%d found nothing, want 1", n)
	}
}

func nothingIsCountedTwice(t *testing.T, s store) {
	const each = 10
	ok(t, s.Settings.SetSettings(t.Context(), settings.Settings{MasterCode: settings.MasterCode{Number: "0"}}))
	for _, err := range atOnce(func(int) error {
		for range each {
			if err := s.Within(t.Context(), s.countUp); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
	got, err := s.Settings.Settings(t.Context())
	if n := must(t, got, err).MasterCode.Number; n != strconv.Itoa(each*workers) {
		t.Fatalf("counted %s, want %d", n, each*workers)
	}
}

// countUp adds 1 to the number in the settings.
func (s store) countUp(ctx context.Context) error {
	current, err := s.Settings.Settings(ctx)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(current.MasterCode.Number)
	if err != nil {
		return err
	}
	current.MasterCode.Number = strconv.Itoa(n + 1)
	return s.Settings.SetSettings(ctx, current)
}

// together is how many identifiers come and go in one transaction.
const together = 3

// createTogether makes as many identifiers, or as many as it can before it
// fails.
func (s store) createTogether(ctx context.Context, id identifier.Identifier) (uids []identifier.UID, err error) {
	for range together {
		uid, err := s.Identifiers.Create(ctx, id)
		if err != nil {
			return uids, err
		}
		uids = append(uids, uid)
	}
	return uids, nil
}

func readersSeeWholeTransactions(t *testing.T, s store) {
	id := newFace(t)
	for _, err := range atOnce(func(worker int) error {
		if worker%4 > 0 {
			return s.readTotals(t.Context(), func(total int) bool { return total%together == 0 })
		}
		for range 10 {
			uids, err := within(t.Context(), s, func(ctx context.Context) ([]identifier.UID, error) { return s.createTogether(ctx, id) })
			if err != nil {
				return err
			}
			if err := s.Within(t.Context(), func(ctx context.Context) error { return s.deleteTogether(ctx, uids) }); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
}

func (s store) deleteTogether(ctx context.Context, uids []identifier.UID) error {
	for _, uid := range uids {
		if err := s.Identifiers.Delete(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// readTotals counts the identifiers from outside a few times.
func (s store) readTotals(ctx context.Context, good func(total int) bool) error {
	for range 30 {
		page, total, err := s.Identifiers.List(ctx, listing.Query{Page: whole})
		if err != nil {
			return err
		}
		if !good(total) || len(page) != total {
			return fmt.Errorf("%d identifiers on the page, %d in all: part of a transaction", len(page), total)
		}
	}
	return nil
}

func readersSeeNoFailed(t *testing.T, s store) {
	id := newFace(t)
	for _, err := range atOnce(func(worker int) error {
		if worker%4 > 0 {
			return s.readTotals(t.Context(), func(total int) bool { return total == 0 })
		}
		for range 10 {
			if _, err := within(t.Context(), s, func(ctx context.Context) ([]identifier.UID, error) {
				if uids, err := s.createTogether(ctx, id); err != nil {
					return uids, err
				}
				return nil, errGiven
			}); !errors.Is(err, errGiven) {
				return fmt.Errorf("got %w, want the error that do returned", err)
			}
		}
		return nil
	}) {
		ok(t, err)
	}
}

func readersSeeOneState(t *testing.T, s store) {
	uid := s.ids.create(t, card(t, 1))
	for _, err := range atOnce(func(worker int) error {
		for step := range 10 {
			if worker%4 == 0 {
				if err := s.changeField(t.Context(), uid, ownFields[worker/4], step); err != nil {
					return err
				}
			} else if err := s.Within(t.Context(), func(ctx context.Context) error { return s.readTwice(ctx, uid) }); err != nil {
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
}

func (s store) readTwice(ctx context.Context, uid identifier.UID) error {
	first, err := s.Identifiers.Get(ctx, uid)
	if err != nil {
		return err
	}
	if _, _, err := s.Identifiers.List(ctx, listing.Query{Page: whole}); err != nil {
		return err
	}
	second, err := s.Identifiers.Get(ctx, uid)
	if err == nil && first != second {
		return fmt.Errorf("read %+v, then %+v in one transaction", first, second)
	}
	return err
}
