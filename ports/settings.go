package ports

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/settings"
)

// SettingsRepo keeps what is set over the API.
type SettingsRepo interface {
	// Settings returns the settings, settings.Defaults before any were stored.
	Settings(ctx context.Context) (settings.Settings, error)

	// SetSettings stores all settings. When it returns an error nothing has
	// changed, when it returns none the change survives a crash.
	SetSettings(ctx context.Context, s settings.Settings) error
}
