package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// Settings manages what is set over the API.
type Settings struct {
	Store   ports.Store
	Journal *Journal // nil: no log is kept
}

// Settings returns all settings.
func (s *Settings) Settings(ctx context.Context) (settings.Settings, error) {
	return s.Store.Settings.Settings(ctx)
}

// SetFaceRecognition stores how faces are compared. The error is
// KindWrongSimilarity or KindWrongMode.
func (s *Settings) SetFaceRecognition(ctx context.Context, f settings.FaceRecognition) error {
	return s.set(ctx, "face_recognition", f.Validate(), func(all *settings.Settings) { all.FaceRecognition = f })
}

// SetRemoteControl stores where panels ask. The error is KindInvalid.
func (s *Settings) SetRemoteControl(ctx context.Context, r settings.RemoteControl) error {
	return s.set(ctx, "remote_control", r.Validate(), func(all *settings.Settings) { all.RemoteControl = r })
}

// SetMasterCode stores the code that opens without being anybody's. The error
// is KindInvalid, or KindConflict if it is somebody's.
func (s *Settings) SetMasterCode(ctx context.Context, m settings.MasterCode) error {
	return s.Store.Within(ctx, func(ctx context.Context) error {
		_, err := s.Store.Identifiers.ByKey(ctx, identifier.Key{Type: identifier.InputCode, Number: m.Number})
		if err == nil && m.Enabled {
			return domain.E(domain.KindConflict, "that input code is an identifier's")
		}
		if err != nil && !errors.Is(err, domain.KindNotFound) {
			return err
		}
		return s.set(ctx, "master_code", m.Validate(), func(all *settings.Settings) { all.MasterCode = m })
	})
}

// set stores one part of the settings and leaves the others as they are.
func (s *Settings) set(ctx context.Context, part string, fault error, put func(*settings.Settings)) error {
	if fault != nil {
		return fault
	}
	return s.Store.Within(ctx, func(ctx context.Context) error {
		all, err := s.Store.Settings.Settings(ctx)
		if err != nil {
			return err
		}
		put(&all)
		if err := s.Store.Settings.SetSettings(ctx, all); err != nil {
			return err
		}
		return s.Journal.record(ctx, event.SettingsChanged, event.Subject{Detail: part})
	})
}

// ClearLog removes all events but the one that says so.
func (s *Settings) ClearLog(ctx context.Context) error {
	return s.Store.Within(ctx, func(ctx context.Context) error {
		if err := s.Store.Events.Clear(ctx); err != nil {
			return err
		}
		return s.Journal.record(ctx, event.LogCleared, event.Subject{})
	})
}
