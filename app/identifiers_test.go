package app_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

// Reading.

func TestAnEntryHasWhatItRefersTo(t *testing.T) {
	w := newWorld(t)
	ok(t, w.store.Profiles.Attach(t.Context(), w.card, w.night))
	ok(t, w.store.Profiles.Attach(t.Context(), w.code, w.night))
	nightRef := schedule.Reference{UID: w.night, Link: nightLink}
	tests := []struct {
		name      string
		uid       identifier.UID
		apartment apartment.Apartment
		profiles  []schedule.Reference
	}{
		{"an apartment and two time profiles", w.card, apartment.Restore(w.home, home), []schedule.Reference{{UID: w.day, Link: dayLink}, nightRef}},
		{"a time profile alone", w.code, apartment.Apartment{}, []schedule.Reference{nightRef}},
		{"nothing", w.face, apartment.Apartment{}, nil},
	}
	listed, total, err := w.identifiers.List(t.Context(), everything)
	ok(t, err)
	if got, want := total, 4; got != want {
		t.Fatalf("%d identifiers, want %d", got, want)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := w.get(t, tt.uid)
			if got, want := e.UID(), tt.uid; got != want {
				t.Errorf("uid is %d, want %d", got, want)
			}
			if got, want := e.Apartment, tt.apartment; got != want {
				t.Errorf("apartment is %+v, want %+v", got, want)
			}
			if got, want := e.Profiles, tt.profiles; !slices.Equal(got, want) {
				t.Errorf("time profiles are %v, want %v", got, want)
			}
			if got, want := listed[tt.uid-1], e; !reflect.DeepEqual(got, want) {
				t.Errorf("in the list it is %+v, alone %+v", got, want)
			}
		})
	}
}

func TestAListIsOnePageOfThose(t *testing.T) {
	w := newWorld(t)
	faces := listing.Comparison{Field: identifier.FieldType, Operator: listing.Equal, Value: listing.Text("face_id")}
	tests := []struct {
		name  string
		query listing.Query
		want  []identifier.UID
		total int
	}{
		{"the first page", listing.Query{Page: listing.NewPage(1, 3)}, []identifier.UID{w.card, w.code, w.face}, 4},
		{"the last page", listing.Query{Page: listing.NewPage(2, 3)}, []identifier.UID{w.enrolled}, 4},
		{"a page past the end", listing.Query{Page: listing.NewPage(3, 3)}, nil, 4},
		{"those that pass a filter", listing.Query{Filter: faces, Page: listing.NewPage(1, 1)}, []identifier.UID{w.face}, 2},
		{"in another order", listing.Query{Order: []listing.Order{{Field: identifier.FieldUID, Descending: true}}, Page: listing.NewPage(1, 2)},
			[]identifier.UID{w.enrolled, w.face}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page, total, err := w.identifiers.List(t.Context(), tt.query)
			ok(t, err)
			var got []identifier.UID
			for _, e := range page {
				got = append(got, e.UID())
			}
			if want := tt.want; !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			if got, want := total, tt.total; got != want {
				t.Errorf("%d in all, want %d", got, want)
			}
		})
	}
}

func TestReadingWhatThereIsNot(t *testing.T) {
	w := newWorld(t)
	e, err := w.identifiers.Get(t.Context(), nobody)
	wantKind(t, err, domain.KindNotFound)
	if e.UID() != 0 {
		t.Errorf("entry is %+v, want zero", e)
	}
	for name, uid := range map[string]identifier.UID{"nobody": nobody, "a card": w.card, "a temporary identifier": w.face} {
		if p, err := w.identifiers.Portrait(t.Context(), uid); domain.KindOf(err) != domain.KindNotFound || len(p.JPEG()) != 0 {
			t.Errorf("%s: a portrait of %d bytes, error %v", name, len(p.JPEG()), err)
		}
	}
	p, err := w.identifiers.Portrait(t.Context(), w.enrolled)
	if err != nil || !bytes.Equal(p.JPEG(), w.portrait) {
		t.Errorf("a portrait of %d bytes, error %v", len(p.JPEG()), err)
	}
}

func TestAPortraitThatWasStoredWithMetadataIsReadWithout(t *testing.T) {
	w := newWorld(t)
	w.portrait = withClutter(aPortrait())
	w.enrol(t, w.face)
	p, err := w.identifiers.Portrait(t.Context(), w.face)
	if want := portrait.WithOrientation(aPortrait(), 6); err != nil || !bytes.Equal(p.JPEG(), want) {
		t.Errorf("a portrait of %d bytes, want %d, error %v", len(p.JPEG()), len(want), err)
	}
}

func TestAReadFailsIfTheStoreDoes(t *testing.T) {
	w := newWorld(t)
	breakEachCall(t, func(ctx context.Context) error {
		e, err := w.identifiers.Get(ctx, w.card)
		if err != nil && e.UID() != 0 {
			t.Errorf("there is an entry with the error: %+v", e)
		}
		return err
	})
	breakEachCall(t, func(ctx context.Context) error {
		page, _, err := w.identifiers.List(ctx, everything)
		if err != nil && page != nil {
			t.Errorf("there are %d entries with the error", len(page))
		}
		return err
	})
}

// Deleting.

func TestDeleteByKeyTellsWhatThereWas(t *testing.T) {
	w := newWorld(t)
	card, code := identifier.Key{Type: identifier.Card, Number: cardNumber}, identifier.Key{Type: identifier.InputCode, Number: codeNumber}
	found, err := w.identifiers.DeleteByKey(t.Context(), []identifier.Key{
		card,
		{Type: identifier.Card, Number: "0" + cardNumber}, // numbers are compared as they are
		{Type: identifier.FaceID},
		code,
		card, // gone by now
	})
	ok(t, err)
	if want := []bool{true, false, false, true, false}; !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
	if got, want := len(w.contents(t).Identifiers), 2; got != want {
		t.Errorf("%d identifiers are left, want %d", got, want)
	}
}

func TestDeleteByKeyThatFailsFoundNothing(t *testing.T) {
	w := newWorld(t)
	w.events.broken = true
	found, err := w.identifiers.DeleteByKey(t.Context(), []identifier.Key{{Type: identifier.Card, Number: "1"}, {Type: identifier.Card, Number: cardNumber}})
	if !errors.Is(err, errDisk) || found != nil {
		t.Errorf("found %v, error %v", found, err)
	}
}

func TestDeletingNothingIsDone(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	ok(t, w.identifiers.DeleteAll(t.Context(), nil))
	ok(t, w.identifiers.DeleteAll(t.Context(), []identifier.UID{nobody, 0, -1}))
	if found, err := w.identifiers.DeleteByKey(t.Context(), nil); err != nil || len(found) != 0 {
		t.Errorf("found %v, error %v", found, err)
	}
	check(t)
}

func TestADeletedFaceIsGoneWithItsPhoto(t *testing.T) {
	w := newWorld(t)
	ok(t, w.identifiers.Delete(t.Context(), w.enrolled))
	if _, err := w.store.Identifiers.Enrolment(t.Context(), w.enrolled); domain.KindOf(err) != domain.KindNotFound {
		t.Errorf("error %v, want not found", err)
	}
}

// Changing.

// A code that is disabled is nobody's: anybody may have it.
func TestADisabledMasterCodeIsFree(t *testing.T) {
	w := newWorld(t)
	all, err := w.settings.Settings(t.Context())
	ok(t, err)
	all.MasterCode.Enabled = false
	ok(t, w.settings.SetMasterCode(t.Context(), all.MasterCode))
	w.create(t, identifier.InputCode, masterCode)
}

func TestResetPassesGivesAllOfThemBack(t *testing.T) {
	w := newWorld(t)
	ok(t, w.identifiers.ResetPasses(t.Context(), w.card))
	if got, want := w.get(t, w.card).PassesLeft(), 12; got != want {
		t.Errorf("%d passes are left, want %d", got, want)
	}
}

// Clients that change different things at once all get their way.
func TestChangesAtOnceLoseNothing(t *testing.T) {
	w := newWorld(t)
	window := identifier.TimeWindow{From: start.Truncate(time.Second)}
	all := []identifier.Change{
		{OwnerName: to("Jonas Weber")},
		{OwnerType: to(identifier.Guest)},
		{Type: to(identifier.UKey)},
		{Number: to("44")},
		{Lock: to(identifier.AllLocks)},
		{Time: identifier.WindowChange{From: &window.From, To: &window.To}},
		{Passes: &identifier.Passes{Max: 20}},
	}
	for _, err := range atOnce(len(all), func(worker int) error { return w.identifiers.Change(t.Context(), w.card, all[worker]) }) {
		ok(t, err)
	}
	want := identifier.Spec{
		Owner:    identifier.Owner{Name: "Jonas Weber", Type: identifier.Guest},
		Type:     identifier.UKey,
		Number:   "44",
		Lock:     identifier.AllLocks,
		Validity: identifier.Validity{Time: window, Passes: identifier.Passes{Max: 20}},
	}
	if got := w.get(t, w.card).Spec(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := w.get(t, w.card).PassesLeft(), 17; got != want {
		t.Errorf("%d passes are left, want %d", got, want)
	}
	if got, want := len(w.log(t)), len(all); got != want {
		t.Errorf("the log has %d events, want %d", got, want)
	}
}

func TestOfMuchTheSameCreatedAtOnceOneIs(t *testing.T) {
	w := newWorld(t)
	created := 0
	for _, err := range atOnce(16, func(int) error {
		_, err := w.identifiers.Create(t.Context(), spec(identifier.Card, "44"))
		return err
	}) {
		if err == nil {
			created++
		} else {
			wantKind(t, err, domain.KindConflict)
		}
	}
	if got, want := created, 1; got != want {
		t.Errorf("%d were created, want %d", got, want)
	}
}

// A code cannot become somebody's while it becomes the master code: what is
// found out about it holds until it is stored.

// watched is a repository that lets a test do something after a number was
// looked up, and before what is done about it.
type watched struct {
	ports.IdentifierRepo
	between func()
}

func (r watched) ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error) {
	defer r.between()
	return r.IdentifierRepo.ByKey(ctx, k)
}

// watchedSettings does the same after settings were read.
type watchedSettings struct {
	ports.SettingsRepo
	between func()
}

func (r watchedSettings) Settings(ctx context.Context) (settings.Settings, error) {
	defer r.between()
	return r.SettingsRepo.Settings(ctx)
}

// intrudes returns what tries for a moment to do something meanwhile.
func intrudes(t *testing.T, do func(context.Context) error) func() {
	return func() {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		if err := do(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("somebody came between: %v", err)
		}
	}
}

func TestNobodyTakesACodeThatBecomesTheMasterCode(t *testing.T) {
	w := newWorld(t)
	w.settings.Store.Identifiers = watched{w.store.Identifiers, intrudes(t, func(ctx context.Context) error {
		_, err := w.identifiers.Create(ctx, spec(identifier.InputCode, newMasterCode.Number))
		return err
	})}
	ok(t, w.settings.SetMasterCode(t.Context(), newMasterCode))
}

func TestACodeThatBecomesSomebodysIsNotMadeTheMasterCode(t *testing.T) {
	w := newWorld(t)
	w.identifiers.Store.Settings = watchedSettings{w.store.Settings, intrudes(t, func(ctx context.Context) error {
		return w.settings.SetMasterCode(ctx, newMasterCode)
	})}
	w.create(t, identifier.InputCode, newMasterCode.Number)
}
