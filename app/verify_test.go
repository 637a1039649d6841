package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// structure is a StructureChecker that answers what a test tells it to.
type structure func(context.Context) error

func (s structure) CheckStructure(ctx context.Context) error { return s(ctx) }

func whole(context.Context) error { return nil }

// verifier returns a verifier of a world whose detector finds one face.
func (w *world) verifier() *app.Verifier {
	return &app.Verifier{Structure: structure(whole), Store: w.store, Detector: finds(oneFace)}
}

// verify returns what a verifier found, and the faults it told of.
func verify(ctx context.Context, v *app.Verifier) (app.Verified, []string, error) {
	var faults []string
	done, err := v.Verify(ctx, func(f app.Fault) { faults = append(faults, f.String()) })
	return done, faults, err
}

// allThereIs is how much is in a world.
var allThereIs = app.Verified{Identifiers: 4, Faces: 1, Others: 4}

func TestVerifyReadsEverything(t *testing.T) {
	w := newWorld(t)
	_, err := w.identifiers.Create(t.Context(), spec(identifier.Card, "4711")) // and an event
	ok(t, err)
	for range listing.MaxLimit { // more than are on a page
		w.put(t, newIdentifier(t, spec(identifier.FaceID, ""), ""))
	}
	decoded := 0
	v := w.verifier()
	v.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) {
		decoded++
		return face.Detection{}, nil // no face any more is a case for the audit
	})
	want := app.Verified{Identifiers: allThereIs.Identifiers + 1 + listing.MaxLimit, Faces: 1, Others: allThereIs.Others + 1}
	done, faults, err := verify(t.Context(), v)
	if err != nil || len(faults) > 0 || done != want || decoded != 1 {
		t.Errorf("%+v, faults %q, %v, %d photos decoded; want %+v, none, and 1", done, faults, err, decoded, want)
	}
}

// forged is an audit log in which somebody changed an entry.
type forged struct{ ports.AuditRepo }

func (f forged) Read(ctx context.Context, after int64, limit int) ([]audit.Entry, error) {
	page, err := f.AuditRepo.Read(ctx, after, limit)
	for i := range page {
		page[i].Actor = "somebody else"
	}
	return page, err
}

func TestVerifyLooksAtTheAuditLog(t *testing.T) {
	w := newWorld(t)
	_, err := w.identifiers.Create(t.Context(), spec(identifier.Card, "4711"))
	ok(t, err)
	v := w.verifier()
	v.Journal = w.identifiers.Journal
	if _, faults, err := verify(t.Context(), v); err != nil || len(faults) > 0 {
		t.Fatalf("faults %q, %v", faults, err)
	}
	entries := w.auditLog(t)
	if last := entries[len(entries)-1]; last.Action != audit.PortraitsVerified {
		t.Errorf("the last entry is %s, want that all portraits were read", last.Action)
	}
	v.Store.Audit = forged{v.Store.Audit}
	if _, faults, err := verify(t.Context(), v); err != nil || len(faults) != 1 || !strings.HasPrefix(faults[0], "audit log: entry 1: ") {
		t.Errorf("faults %q, %v, want that entry 1 is forged", faults, err)
	}
}

func noList[T any](context.Context, listing.Query) ([]T, int, error) { return nil, 0, errDisk }

// Repositories of which a test replaces a part.
type (
	identifierList struct {
		ports.IdentifierRepo
		list func(context.Context, listing.Query) ([]identifier.Identifier, int, error)
	}
	profileList    struct{ ports.TimeProfileRepo }
	apartmentList  struct{ ports.ApartmentRepo }
	eventList      struct{ ports.EventRepo }
	brokenSettings struct{ ports.SettingsRepo }
	getter         struct {
		ports.IdentifierRepo
		get func(context.Context, identifier.UID) (identifier.Identifier, error)
	}
)

func (l identifierList) List(ctx context.Context, q listing.Query) ([]identifier.Identifier, int, error) {
	return l.list(ctx, q)
}

func (profileList) List(ctx context.Context, q listing.Query) ([]schedule.Profile, int, error) {
	return noList[schedule.Profile](ctx, q)
}

func (apartmentList) List(ctx context.Context, q listing.Query) ([]apartment.Apartment, int, error) {
	return noList[apartment.Apartment](ctx, q)
}

func (eventList) List(ctx context.Context, q listing.Query) ([]event.Event, int, error) {
	return noList[event.Event](ctx, q)
}

func (brokenSettings) Settings(context.Context) (settings.Settings, error) {
	return settings.Settings{}, errDisk
}

func (g getter) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return g.get(ctx, uid)
}

func TestVerifyTellsOfEachFault(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(*testing.T, *world, *app.Verifier)
		want   []string // how each fault begins; $FACE and the like stand for uids
		done   app.Verified
	}{
		{"files that are damaged", func(_ *testing.T, _ *world, v *app.Verifier) {
			v.Structure = structure(func(context.Context) error { return errDisk })
		}, []string{"files: disk full"}, allThereIs},
		{"an identifier that is enrolled and has no face", func(t *testing.T, w *world, _ *app.Verifier) {
			id := identifier.Restore(0, spec(identifier.FaceID, ""), identifier.Enrolled, 0)
			if uid := w.put(t, id); uid != w.enrolled+1 {
				t.Fatalf("uid is %d", uid)
			}
		}, []string{"identifier $NEXT: it is enrolled and has no face"}, app.Verified{Identifiers: 5, Faces: 1, Others: 4}},
		{"a face in the state temporary", func(_ *testing.T, w *world, v *app.Verifier) {
			v.Store.Identifiers = getter{w.repo, func(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
				id, err := w.repo.Get(ctx, uid)
				if uid == w.enrolled {
					id = identifier.Restore(uid, id.Spec(), identifier.Temporary, 0)
				}
				return id, err
			}}
		}, []string{`identifier $ENROLLED: it has a face in the state "temporary"`}, allThereIs},
		{"an identifier that the domain does not allow", func(t *testing.T, w *world, _ *app.Verifier) {
			s := cardSpec()
			s.Number = "no number"
			ok(t, w.store.Identifiers.Update(t.Context(), identifier.Restore(w.card, s, identifier.Complete, 9)))
		}, []string{"identifier $CARD: "}, allThereIs},
		{"a photo that does not decode", func(_ *testing.T, _ *world, v *app.Verifier) {
			v.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{}, errDisk })
		}, []string{"identifier $ENROLLED: its photo does not decode: disk full"}, allThereIs},
		{"a face that cannot be read", func(_ *testing.T, w *world, v *app.Verifier) {
			v.Store.Identifiers = repoWith{w.repo, func(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
				if uid == w.enrolled {
					return enrolment.Enrolment{}, errDisk
				}
				return w.repo.Enrolment(ctx, uid)
			}}
		}, []string{"identifier $ENROLLED: disk full"}, allThereIs},
		{"identifiers that cannot be read one by one", func(_ *testing.T, w *world, v *app.Verifier) {
			v.Store.Identifiers = getter{w.repo, func(context.Context, identifier.UID) (identifier.Identifier, error) {
				return identifier.Identifier{}, errDisk
			}}
		}, []string{"identifier $CARD: disk full", "identifier $CODE: disk full", "identifier $FACE: disk full", "identifier $ENROLLED: disk full"},
			app.Verified{Identifiers: 4, Others: 4}},
		{"no list can be read", func(_ *testing.T, w *world, v *app.Verifier) {
			v.Store.Identifiers = identifierList{w.repo, noList[identifier.Identifier]}
			v.Store.Profiles, v.Store.Apartments = profileList{}, apartmentList{}
			v.Store.Events, v.Store.Settings = eventList{}, brokenSettings{}
		}, []string{
			"identifiers: disk full", "time profiles: disk full", "apartments: disk full",
			"events: disk full", "settings: disk full",
		}, app.Verified{}},
		{"a list that breaks off after a page", func(_ *testing.T, w *world, v *app.Verifier) {
			v.Store.Identifiers = identifierList{w.repo, func(ctx context.Context, q listing.Query) ([]identifier.Identifier, int, error) {
				if q.Page.Number > 1 {
					return nil, 0, errDisk
				}
				return w.repo.List(ctx, q)
			}}
		}, []string{"identifiers: disk full"}, allThereIs},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			v := w.verifier()
			c.damage(t, w, v)
			done, faults, err := verify(t.Context(), v)
			if err != nil || done != c.done {
				t.Errorf("%+v, %v, want %+v and no error", done, err, c.done)
			}
			uids := strings.NewReplacer("$CARD", fmt.Sprint(w.card), "$CODE", fmt.Sprint(w.code), "$FACE", fmt.Sprint(w.face),
				"$ENROLLED", fmt.Sprint(w.enrolled), "$NEXT", fmt.Sprint(w.enrolled+1))
			var want []string
			for _, fault := range c.want {
				want = append(want, uids.Replace(fault))
			}
			slices.Sort(faults)
			slices.Sort(want)
			if !slices.EqualFunc(faults, want, strings.HasPrefix) {
				t.Errorf("faults %q, want %q", faults, want)
			}
		})
	}
}

func TestWhatIsDeletedMeanwhileIsNoFault(t *testing.T) {
	w := newWorld(t)
	v := w.verifier()
	v.Store.Identifiers = identifierList{w.repo, func(ctx context.Context, q listing.Query) ([]identifier.Identifier, int, error) {
		page, total, err := w.repo.List(ctx, q)
		if q.Page.Number == 1 {
			ok(t, w.repo.Delete(ctx, w.enrolled))
		}
		return page, total, err
	}}
	done, faults, err := verify(t.Context(), v)
	if want := (app.Verified{Identifiers: 4, Others: 4}); err != nil || len(faults) > 0 || done != want {
		t.Errorf("%+v, faults %q, %v; want %+v, none and no error", done, faults, err, want)
	}
}

// Whatever is under way when the context ends fails, and that is no fault.
func TestVerifyEndsWithItsContext(t *testing.T) {
	for name, at := range map[string]func(*world, *app.Verifier, context.CancelFunc){
		"while the files are read": func(_ *world, v *app.Verifier, cancel context.CancelFunc) {
			v.Structure = structure(func(ctx context.Context) error { cancel(); return ctx.Err() })
		},
		"after the files were read": func(_ *world, v *app.Verifier, cancel context.CancelFunc) {
			v.Structure = structure(func(context.Context) error { cancel(); return nil })
		},
		"while a list is read": func(w *world, v *app.Verifier, cancel context.CancelFunc) {
			v.Store.Identifiers = identifierList{w.repo, func(ctx context.Context, _ listing.Query) ([]identifier.Identifier, int, error) {
				cancel()
				return nil, 0, ctx.Err()
			}}
		},
		"while a photo is decoded": func(_ *world, v *app.Verifier, cancel context.CancelFunc) {
			v.Detector = detector(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
				cancel()
				return face.Detection{}, ctx.Err()
			})
		},
		"while the settings are read": func(w *world, v *app.Verifier, cancel context.CancelFunc) {
			v.Store.Settings = settingsWith{w.store.Settings, cancel}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			v := w.verifier()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			at(w, v, cancel)
			if _, faults, err := verify(ctx, v); !errors.Is(err, context.Canceled) || len(faults) > 0 {
				t.Errorf("faults %q, error %v, want none and %v", faults, err, context.Canceled)
			}
		})
	}
}

// settingsWith ends a context before it reads the settings.
type settingsWith struct {
	ports.SettingsRepo
	cancel context.CancelFunc
}

func (s settingsWith) Settings(ctx context.Context) (settings.Settings, error) {
	s.cancel()
	return settings.Settings{}, ctx.Err()
}
