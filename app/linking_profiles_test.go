package app_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

func TestATimeProfileIsMadeWhatIsSaid(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name string
		link domain.LinkID
		spec schedule.Spec
		want linking.Outcome
		uid  schedule.UID
	}{
		{"a new one is created", newLink, daily("Morning", 6, 9), linking.Created, 3},
		{"the same is updated", newLink, daily("Morning", 6, 9), linking.Updated, 3},
		{"a known one is updated", dayLink, daily("Noon", 11, 13), linking.Updated, w.day},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := w.synchroniser.PutProfile(t.Context(), linking.Profile{Link: c.link, Spec: c.spec})
			ok(t, err)
			if result.Link != c.link || result.Outcome != c.want {
				t.Errorf("got %+v, want %q", result, c.want)
			}
			p, err := w.store.Profiles.ByLink(t.Context(), c.link)
			ok(t, err)
			if got, want := p, schedule.Restore(c.uid, c.link, c.spec); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	if got, want := len(w.contents(t).Profiles), 3; got != want {
		t.Errorf("there are %d time profiles, want %d", got, want)
	}
	if got, want := w.profilesOf(t, w.card), []schedule.UID{w.day}; !reflect.DeepEqual(got, want) {
		t.Errorf("the card has %v, want %v", got, want)
	}
}

func TestTimeProfilesThatAreRefusedChangeNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		spec schedule.Spec
		want linking.Outcome
	}{
		{"without a name", daily("", 6, 9), linking.WrongTimeProfile},
		{"with a name that is too long", daily(strings.Repeat("a", schedule.MaxName+1), 6, 9), linking.WrongTimeProfile},
		{"that ends before it begins", daily("Morning", 9, 6), linking.WrongTimes},
	} {
		for _, link := range []domain.LinkID{newLink, dayLink} {
			t.Run(c.name+" for "+string(link), func(t *testing.T) {
				w := newWorld(t)
				check := w.unchanged(t)
				result, err := w.synchroniser.PutProfile(t.Context(), linking.Profile{Link: link, Spec: c.spec})
				ok(t, err)
				if result.Link != link || result.Outcome != c.want {
					t.Errorf("got %+v, want %q", result, c.want)
				}
				check(t)
			})
		}
	}
}

func TestDeletingTimeProfilesByLink(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name string
		link domain.LinkID
		want linking.Outcome
	}{
		{"one that there is", dayLink, linking.Deleted},
		{"the same once more", dayLink, linking.EntityNotFound},
		{"one that there never was", noLink, linking.EntityNotFound},
		{"an identifier's link", cardLink, linking.EntityNotFound},
		{"no link", "", linking.EntityNotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := w.synchroniser.DeleteProfile(t.Context(), c.link)
			ok(t, err)
			if result.Link != c.link || result.Outcome != c.want {
				t.Errorf("got %+v, want %q", result, c.want)
			}
			if got, want := len(w.contents(t).Profiles), 1; got != want {
				t.Errorf("%d time profiles are left, want %d", got, want)
			}
		})
	}
	if got := w.profilesOf(t, w.card); got != nil {
		t.Errorf("the card has %v, want none", got)
	}
}

func TestSynchronisingTimeProfilesFailsIfTheStoreDoes(t *testing.T) {
	for name, do := range map[string]func(context.Context, *world) (linking.Result, error){
		"putting a new one": func(ctx context.Context, w *world) (linking.Result, error) {
			return w.synchroniser.PutProfile(ctx, linking.Profile{Link: newLink, Spec: day})
		},
		"putting a known one": func(ctx context.Context, w *world) (linking.Result, error) {
			return w.synchroniser.PutProfile(ctx, linking.Profile{Link: dayLink, Spec: night})
		},
		"deleting one": func(ctx context.Context, w *world) (linking.Result, error) {
			return w.synchroniser.DeleteProfile(ctx, dayLink)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			breakEachCall(t, func(ctx context.Context) error {
				result, err := do(ctx, w)
				if err != nil && (result.Outcome != "" || result.Link != "") {
					t.Errorf("there is a result beside the error: %+v", result)
				}
				return err
			})
		})
	}
}
