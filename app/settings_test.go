package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// Settings that differ from the defaults, and from those of a world, in each
// part.
var (
	newFaces      = settings.FaceRecognition{Similarity: face.HighSimilarity, Mode: settings.Software, Autostart: true}
	newControl    = settings.RemoteControl{Enabled: true, CustomServer: true, CustomAddress: "https://access.example.org"}
	newMasterCode = settings.MasterCode{Enabled: true, Number: "1357"}
)

// parts has what sets each part of the settings, and what they then are.
var parts = map[string]struct {
	set  func(context.Context, *world) error
	want func(*settings.Settings)
}{
	"face recognition": {
		func(ctx context.Context, w *world) error { return w.settings.SetFaceRecognition(ctx, newFaces) },
		func(s *settings.Settings) { s.FaceRecognition = newFaces },
	},
	"remote control": {
		func(ctx context.Context, w *world) error { return w.settings.SetRemoteControl(ctx, newControl) },
		func(s *settings.Settings) { s.RemoteControl = newControl },
	},
	"master code": {
		func(ctx context.Context, w *world) error { return w.settings.SetMasterCode(ctx, newMasterCode) },
		func(s *settings.Settings) { s.MasterCode = newMasterCode },
	},
}

func (w *world) wantSettings(t *testing.T, want settings.Settings) {
	t.Helper()
	got, err := w.settings.Settings(t.Context())
	ok(t, err)
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestEachPartOfTheSettingsLeavesTheOthers(t *testing.T) {
	for name, part := range parts {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			want, err := w.settings.Settings(t.Context())
			ok(t, err)
			ok(t, part.set(t.Context(), w))
			part.want(&want)
			w.wantSettings(t, want)
		})
	}
}

func TestPartsOfTheSettingsSetAtOnceAreAllSet(t *testing.T) {
	w := newWorld(t)
	var all []func(context.Context, *world) error
	for _, part := range parts {
		all = append(all, part.set)
	}
	for _, err := range atOnce(len(all), func(worker int) error { return all[worker](t.Context(), w) }) {
		ok(t, err)
	}
	w.wantSettings(t, settings.Settings{FaceRecognition: newFaces, RemoteControl: newControl, MasterCode: newMasterCode})
}

func TestMasterCodesThatMayBeSet(t *testing.T) {
	for _, c := range []struct {
		name string
		code settings.MasterCode
	}{
		{"one that is the same as before", settings.MasterCode{Enabled: true, Number: masterCode}},
		{"somebody's, as long as it is disabled", settings.MasterCode{Number: codeNumber}},
		{"the digits of a card", settings.MasterCode{Enabled: true, Number: cardNumber}},
		{"none", settings.MasterCode{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			ok(t, w.settings.SetMasterCode(t.Context(), c.code))
			w.wantSettings(t, settings.Settings{FaceRecognition: settings.Defaults().FaceRecognition, MasterCode: c.code})
		})
	}
}

func TestAClearedLogSaysWhoClearedIt(t *testing.T) {
	w := newWorld(t)
	ok(t, w.identifiers.ResetPasses(t.Context(), w.card))
	ok(t, w.identifiers.Delete(t.Context(), w.card))
	ok(t, w.settings.ClearLog(account.WithCaller(t.Context(), "operator")))
	log := w.log(t)
	want := event.Event{At: start.Truncate(time.Millisecond), Key: event.LogCleared, Account: "operator"}
	if len(log) != 1 || log[0] != want {
		t.Errorf("the log is %+v, want %+v", log, want)
	}
	w.wantAudited(t, // where nothing is cleared
		entry(audit.System, "identifier_passes_reset", int64(w.card), ""),
		entry(audit.System, "identifier_deleted", int64(w.card), ""),
		entry("operator", "log_cleared", 0, ""))
}

func TestALogThatCannotSayThatItWasClearedIsNot(t *testing.T) {
	w := newWorld(t)
	ok(t, w.identifiers.ResetPasses(t.Context(), w.card))
	check := w.unchanged(t)
	breakEachCall(t, func(ctx context.Context) error {
		err := w.settings.ClearLog(ctx)
		if err != nil {
			check(t)
		}
		return err
	})
}
