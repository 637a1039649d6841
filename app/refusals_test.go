package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// Whatever is refused changes nothing, and the log does not tell of it.
func TestWhatIsRefusedChangesNothing(t *testing.T) {
	backwards := cardSpec()
	backwards.Validity.Time.From, backwards.Validity.Time.To = backwards.Validity.Time.To, backwards.Validity.Time.From
	nameless := home
	nameless.Name = ""
	inverted := daily("Inverted", 9, 8)

	for _, c := range []struct {
		name string
		do   func(context.Context, *world) error
		want domain.Kind
	}{
		// Creating identifiers.
		{"an identifier that is invalid", func(ctx context.Context, w *world) error {
			return created(w.identifiers.Create(ctx, spec("barcode", "1")))
		}, domain.KindInvalid},
		{"an identifier that ends before it begins", func(ctx context.Context, w *world) error {
			return created(w.identifiers.Create(ctx, backwards))
		}, domain.KindInvalidTimes},
		{"a type and number that exist", func(ctx context.Context, w *world) error {
			return created(w.identifiers.Create(ctx, spec(identifier.Card, cardNumber)))
		}, domain.KindConflict},
		{"the master code", func(ctx context.Context, w *world) error {
			return created(w.identifiers.Create(ctx, spec(identifier.InputCode, masterCode)))
		}, domain.KindMasterCode},

		// Changing identifiers.
		{"a change of no identifier", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, nobody, identifier.Change{OwnerName: to("Jonas Weber")})
		}, domain.KindNotFound},
		{"a change to an invalid number", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.card, identifier.Change{Number: to("AABBCCDD")})
		}, domain.KindInvalid},
		{"a change of a card to a face", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.card, identifier.Change{Type: to(identifier.FaceID)})
		}, domain.KindInvalid},
		{"a change to times that end before they begin", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.card, identifier.Change{Time: identifier.WindowChange{From: &backwards.Validity.Time.From, To: &backwards.Validity.Time.To}})
		}, domain.KindInvalidTimes},
		{"a change to a number that exists", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.code, identifier.Replace(spec(identifier.Card, cardNumber)))
		}, domain.KindConflict},
		{"a change to the master code", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.code, identifier.Change{Number: to(masterCode)})
		}, domain.KindMasterCode},
		{"a change of a card into the master code", func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.card, identifier.Change{Type: to(identifier.InputCode), Number: to(masterCode)})
		}, domain.KindMasterCode},
		{"passes of no identifier", func(ctx context.Context, w *world) error {
			return w.identifiers.ResetPasses(ctx, nobody)
		}, domain.KindNotFound},
		{"passes that are not limited", func(ctx context.Context, w *world) error {
			return w.identifiers.ResetPasses(ctx, w.code)
		}, domain.KindUnlimited},
		{"deleting no identifier", func(ctx context.Context, w *world) error {
			return w.identifiers.Delete(ctx, nobody)
		}, domain.KindNotFound},

		// Time profiles.
		{"a time profile without a name", func(ctx context.Context, w *world) error {
			return created(w.profiles.Create(ctx, daily("", 8, 9)))
		}, domain.KindInvalid},
		{"a time profile that ends before it begins", func(ctx context.Context, w *world) error {
			return created(w.profiles.Create(ctx, inverted))
		}, domain.KindInvalidTimes},
		{"a change of no time profile", func(ctx context.Context, w *world) error {
			return w.profiles.Change(ctx, nobody, day)
		}, domain.KindNoTimeProfile},
		{"a change to a time profile that is invalid", func(ctx context.Context, w *world) error {
			return w.profiles.Change(ctx, w.day, inverted)
		}, domain.KindInvalidTimes},
		{"deleting no time profile", func(ctx context.Context, w *world) error {
			return w.profiles.Delete(ctx, nobody)
		}, domain.KindNoTimeProfile},
		{"attaching no time profile", func(ctx context.Context, w *world) error {
			return w.profiles.Attach(ctx, w.card, nobody)
		}, domain.KindNoTimeProfile},
		{"attaching a time profile to nobody", func(ctx context.Context, w *world) error {
			return w.profiles.Attach(ctx, nobody, w.day)
		}, domain.KindNotFound},
		{"attaching no time profile to nobody", func(ctx context.Context, w *world) error {
			return w.profiles.Attach(ctx, nobody, nobody)
		}, domain.KindNotFound},
		{"detaching no time profile", func(ctx context.Context, w *world) error {
			return w.profiles.Detach(ctx, w.card, nobody)
		}, domain.KindNoTimeProfile},
		{"detaching a time profile from nobody", func(ctx context.Context, w *world) error {
			return w.profiles.Detach(ctx, nobody, w.day)
		}, domain.KindNotFound},

		// Apartments.
		{"an apartment without a name", func(ctx context.Context, w *world) error {
			return created(w.apartments.Create(ctx, nameless))
		}, domain.KindInvalid},
		{"an apartment with the link of another", func(ctx context.Context, w *world) error {
			return created(w.apartments.Create(ctx, home))
		}, domain.KindLinkTaken},
		{"a change of no apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Change(ctx, nobody, home)
		}, domain.KindNoApartment},
		{"a change to an apartment that is invalid", func(ctx context.Context, w *world) error {
			return w.apartments.Change(ctx, w.home, nameless)
		}, domain.KindInvalid},
		{"a change to an apartment with the link of another", func(ctx context.Context, w *world) error {
			return w.apartments.Change(ctx, w.office, home)
		}, domain.KindLinkTaken},
		{"deleting no apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Delete(ctx, nobody)
		}, domain.KindNoApartment},
		{"attaching to no apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Attach(ctx, nobody, w.code)
		}, domain.KindNoApartment},
		{"attaching nobody to an apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Attach(ctx, w.home, nobody)
		}, domain.KindNotFound},
		{"attaching nobody to no apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Attach(ctx, nobody, nobody)
		}, domain.KindNoApartment},
		{"attaching an identifier of another apartment", func(ctx context.Context, w *world) error {
			return w.apartments.Attach(ctx, w.office, w.card)
		}, domain.KindOtherApartment},
		{"detaching nobody", func(ctx context.Context, w *world) error {
			return detached(w.apartments.Detach(ctx, nobody))
		}, domain.KindNothingToDetach},

		// Settings.
		{"a similarity that there is not", func(ctx context.Context, w *world) error {
			return w.settings.SetFaceRecognition(ctx, settings.FaceRecognition{Similarity: "highest", Mode: settings.Software})
		}, domain.KindWrongSimilarity},
		{"a mode that there is not", func(ctx context.Context, w *world) error {
			return w.settings.SetFaceRecognition(ctx, settings.FaceRecognition{Similarity: "low", Mode: "3D"})
		}, domain.KindWrongMode},
		{"an address that is too long", func(ctx context.Context, w *world) error {
			return w.settings.SetRemoteControl(ctx, settings.RemoteControl{CustomAddress: strings.Repeat("a", settings.MaxAddress+1)})
		}, domain.KindInvalid},
		{"a master code that is none", func(ctx context.Context, w *world) error {
			return w.settings.SetMasterCode(ctx, settings.MasterCode{Enabled: true, Number: "12a4"})
		}, domain.KindInvalid},
		{"a master code that is somebody's", func(ctx context.Context, w *world) error {
			return w.settings.SetMasterCode(ctx, settings.MasterCode{Enabled: true, Number: codeNumber})
		}, domain.KindConflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			wantKind(t, c.do(t.Context(), w), c.want)
			check(t)
		})
	}
}

// What is so already is done, and no change.
func TestWhatIsSoAlreadyChangesNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(context.Context, *world) error
	}{
		{"attaching to the apartment it belongs to", func(ctx context.Context, w *world) error { return w.apartments.Attach(ctx, w.home, w.card) }},
		{"detaching from no apartment", func(ctx context.Context, w *world) error {
			_, err := w.apartments.Detach(ctx, w.code)
			return err
		}},
		{"attaching a time profile that it has", func(ctx context.Context, w *world) error { return w.profiles.Attach(ctx, w.card, w.day) }},
		{"detaching a time profile that it has not", func(ctx context.Context, w *world) error { return w.profiles.Detach(ctx, w.card, w.night) }},
		{"detaching a time profile from who has none", func(ctx context.Context, w *world) error { return w.profiles.Detach(ctx, w.code, w.day) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			ok(t, c.do(t.Context(), w))
			check(t)
		})
	}
}

// created returns the error of what was to be created, or none if there is a
// uid with it.
func created[UID ~int64](uid UID, err error) error {
	if uid != 0 {
		return nil
	}
	return err
}

// detached returns the error of what was to be detached, or none if something
// was.
func detached(did bool, err error) error {
	if did {
		return nil
	}
	return err
}

// A uid with an error would be taken for that of something.
func TestWhatCouldNotBeStoredHasNoUID(t *testing.T) {
	w := newWorld(t)
	w.events.broken = true
	for name, do := range map[string]func(context.Context) error{
		"an identifier": func(ctx context.Context) error {
			return created(w.identifiers.Create(ctx, spec(identifier.Card, "44")))
		},
		"a time profile": func(ctx context.Context) error { return created(w.profiles.Create(ctx, day)) },
		"an apartment": func(ctx context.Context) error {
			return created(w.apartments.Create(ctx, apartment.Spec{Name: "Attic", Address: apartment.Address{Building: 2}}))
		},
		"a detached identifier": func(ctx context.Context) error { return detached(w.apartments.Detach(ctx, w.card)) },
	} {
		if err := do(t.Context()); err == nil {
			t.Errorf("%s has a result besides its error", name)
		}
	}
}
