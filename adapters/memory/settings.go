package memory

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// Settings is the SettingsRepo of a Store.
type Settings struct {
	store   *Store
	current settings.Settings
}

var _ ports.SettingsRepo = (*Settings)(nil)

func newSettings(s *Store) Settings { return Settings{store: s, current: settings.Defaults()} }

// Settings implements ports.SettingsRepo.
func (r *Settings) Settings(ctx context.Context) (settings.Settings, error) {
	return call(ctx, r.store, func(*transaction) (settings.Settings, error) { return r.current, nil })
}

// SetSettings implements ports.SettingsRepo.
func (r *Settings) SetSettings(ctx context.Context, s settings.Settings) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		set(tx, &r.current, s)
		return nil
	})
}
