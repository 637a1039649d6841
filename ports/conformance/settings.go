package conformance

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// RunSettingsRepo checks the contract of ports.SettingsRepo.
//
// open must return a repository in which nothing was stored and that shares
// nothing with any other one it returned. It is called once for each subtest,
// with that subtest's t; what must be closed afterwards, open closes by
// t.Cleanup.
func RunSettingsRepo(t *testing.T, open func(t *testing.T) ports.SettingsRepo) {
	runAll(t, func(t *testing.T) settingsRepo { return settingsRepo{open(t)} }, []testCase[settingsRepo]{
		{"before any were stored there are the defaults", defaultSettings},
		{"settings come back as they were stored", storeSettings},
		{"each field comes back apart from the others", everySetting},
		{"settings stay as they are when the context has ended", settingsGiveUp},
		{"settings stored at once are those of one of them", parallelSettings},
	})
}

// settingsRepo is the repository under test with the steps the cases share.
type settingsRepo struct{ ports.SettingsRepo }

// newSettings fills every field; those of different numbers differ in the
// texts.
func newSettings(n int) settings.Settings {
	return settings.Settings{
		FaceRecognition: settings.FaceRecognition{
			Enabled: true, Similarity: face.HighSimilarity, Mode: settings.Software, Autostart: true,
		},
		RemoteControl: settings.RemoteControl{
			Enabled: true, CustomServer: true, CustomAddress: fmt.Sprintf("panel-%d.example/door?a='1'&b=門", n),
		},
		MasterCode: settings.MasterCode{Enabled: true, Number: fmt.Sprintf("00%d", n)},
	}
}

func (r settingsRepo) store(t *testing.T, s settings.Settings) {
	t.Helper()
	ok(t, r.SetSettings(t.Context(), s))
}

func (r settingsRepo) want(t *testing.T, want settings.Settings) {
	t.Helper()
	got, err := r.Settings(t.Context())
	ok(t, err)
	same(t, got, want)
}

func defaultSettings(t *testing.T, r settingsRepo) { r.want(t, settings.Defaults()) }

func storeSettings(t *testing.T, r settingsRepo) {
	longest := newSettings(2)
	longest.RemoteControl.CustomAddress = strings.Repeat("門", settings.MaxAddress)
	longest.MasterCode.Number = strings.Repeat("0", 32)
	for _, s := range []settings.Settings{newSettings(1), longest, {}, settings.Defaults(), newSettings(3), newSettings(3)} {
		r.store(t, s)
		r.want(t, s)
	}
}

// everySetting changes one field at a time: two of a type that were exchanged
// would show.
func everySetting(t *testing.T, r settingsRepo) {
	for name, change := range map[string]func(s *settings.Settings){
		"face recognition enabled": func(s *settings.Settings) { s.FaceRecognition.Enabled = !s.FaceRecognition.Enabled },
		"similarity":               func(s *settings.Settings) { s.FaceRecognition.Similarity = face.LowSimilarity },
		"mode":                     func(s *settings.Settings) { s.FaceRecognition.Mode = "3D" },
		"autostart":                func(s *settings.Settings) { s.FaceRecognition.Autostart = !s.FaceRecognition.Autostart },
		"remote control enabled":   func(s *settings.Settings) { s.RemoteControl.Enabled = !s.RemoteControl.Enabled },
		"custom server":            func(s *settings.Settings) { s.RemoteControl.CustomServer = !s.RemoteControl.CustomServer },
		"custom address":           func(s *settings.Settings) { s.RemoteControl.CustomAddress = "other.example" },
		"master code enabled":      func(s *settings.Settings) { s.MasterCode.Enabled = !s.MasterCode.Enabled },
		"master code":              func(s *settings.Settings) { s.MasterCode.Number = "987" },
	} {
		t.Run(name, func(t *testing.T) {
			for _, s := range []settings.Settings{newSettings(1), settings.Defaults()} {
				change(&s)
				r.store(t, s)
				r.want(t, s)
			}
		})
	}
}

func settingsGiveUp(t *testing.T, r settingsRepo) {
	r.store(t, newSettings(1))
	givesUp(t, func(ctx context.Context) error { return r.SetSettings(ctx, newSettings(2)) })
	givesUp(t, func(ctx context.Context) error { _, err := r.Settings(ctx); return err })
	r.want(t, newSettings(1))
}

func parallelSettings(t *testing.T, r settingsRepo) {
	whole := map[settings.Settings]bool{settings.Defaults(): true}
	for n := range workers {
		whole[newSettings(n)] = true
	}
	for _, err := range atOnce(func(worker int) error {
		if err := r.SetSettings(t.Context(), newSettings(worker)); err != nil {
			return err
		}
		got, err := r.Settings(t.Context())
		if err == nil && (!whole[got] || got == settings.Defaults()) {
			return fmt.Errorf("settings are %+v, which nobody stored", got)
		}
		return err
	}) {
		ok(t, err)
	}
}
