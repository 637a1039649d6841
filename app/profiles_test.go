package app_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// profilesOf returns the time profiles of an identifier.
func (w *world) profilesOf(t *testing.T, uid identifier.UID) []schedule.UID {
	t.Helper()
	var uids []schedule.UID
	for _, ref := range w.get(t, uid).Profiles {
		uids = append(uids, ref.UID)
	}
	return uids
}

func TestATimeProfileIsReadWithThoseWhoHaveIt(t *testing.T) {
	w := newWorld(t)
	ok(t, w.profiles.Attach(t.Context(), w.code, w.day))
	for uid, want := range map[schedule.UID][]identifier.Reference{
		w.day:   {{UID: w.card, Link: cardLink}, {UID: w.code, Link: codeLink}},
		w.night: nil,
	} {
		p, holders, err := w.profiles.Get(t.Context(), uid)
		ok(t, err)
		if got, want := p.UID(), uid; got != want {
			t.Errorf("uid is %d, want %d", got, want)
		}
		if got := holders; !slices.Equal(got, want) {
			t.Errorf("time profile %d is had by %v, want %v", uid, got, want)
		}
	}
}

func TestReadingNoTimeProfile(t *testing.T) {
	p, holders, err := newWorld(t).profiles.Get(t.Context(), nobody)
	wantKind(t, err, domain.KindNoTimeProfile)
	if p.UID() != 0 || holders != nil {
		t.Errorf("got %+v with %v", p, holders)
	}
}

func TestReadingATimeProfileFailsIfTheStoreDoes(t *testing.T) {
	w := newWorld(t)
	breakEachCall(t, func(ctx context.Context) error {
		_, _, err := w.profiles.Get(ctx, w.day)
		return err
	})
}

func TestTimeProfilesAreListed(t *testing.T) {
	w := newWorld(t)
	page, total, err := w.profiles.List(t.Context(), listing.Query{
		Order: []listing.Order{{Field: schedule.FieldName, Descending: true}}, Page: listing.NewPage(1, 1),
	})
	ok(t, err)
	if len(page) != 1 || page[0].UID() != w.night || total != 2 {
		t.Errorf("got %+v of %d", page, total)
	}
}

func TestATimeProfileIsStoredAsItIsSaid(t *testing.T) {
	w := newWorld(t)
	uid, err := w.profiles.Create(t.Context(), daily("Morning", 6, 9))
	ok(t, err)
	p, _, err := w.profiles.Get(t.Context(), uid)
	if want := schedule.Restore(uid, "", daily("Morning", 6, 9)); err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("got %+v, %v, want %+v", p, err, want)
	}
}

func TestAChangedTimeProfileKeepsItsLinkAndThoseWhoHaveIt(t *testing.T) {
	w := newWorld(t)
	ok(t, w.profiles.Change(t.Context(), w.day, daily("Morning", 6, 9)))
	p, holders, err := w.profiles.Get(t.Context(), w.day)
	if want := schedule.Restore(w.day, dayLink, daily("Morning", 6, 9)); err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("got %+v, %v, want %+v", p, err, want)
	}
	if got, want := holders, []identifier.Reference{{UID: w.card, Link: cardLink}}; !slices.Equal(got, want) {
		t.Errorf("it is had by %v, want %v", got, want)
	}
}

func TestAttachingAndDetachingTimeProfiles(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name string
		do   func(context.Context, identifier.UID, schedule.UID) error
		uid  schedule.UID
		want []schedule.UID
	}{
		{"another one is attached", w.profiles.Attach, w.night, []schedule.UID{w.day, w.night}},
		{"one that is attached stays so", w.profiles.Attach, w.night, []schedule.UID{w.day, w.night}},
		{"one of them is detached", w.profiles.Detach, w.day, []schedule.UID{w.night}},
		{"one that is not attached is no error", w.profiles.Detach, w.day, []schedule.UID{w.night}},
		{"the last one is detached", w.profiles.Detach, w.night, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			ok(t, c.do(t.Context(), w.card, c.uid))
			if got, want := w.profilesOf(t, w.card), c.want; !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestADeletedTimeProfileIsNobodysAnyMore(t *testing.T) {
	w := newWorld(t)
	ok(t, w.profiles.Attach(t.Context(), w.card, w.night))
	ok(t, w.profiles.DeleteAll(t.Context(), []schedule.UID{nobody, w.day}))
	if got, want := w.profilesOf(t, w.card), []schedule.UID{w.night}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDeletingNoTimeProfilesIsDone(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	ok(t, w.profiles.DeleteAll(t.Context(), nil))
	ok(t, w.profiles.DeleteAll(t.Context(), []schedule.UID{nobody, 0, -1}))
	check(t)
}
