package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// Settings is the SettingsRepo on a DB; DB.Settings makes one.
type Settings struct {
	db *DB
}

var _ ports.SettingsRepo = (*Settings)(nil)

// Settings returns the repository of settings.
func (db *DB) Settings() *Settings { return &Settings{db: db} }

// Settings implements ports.SettingsRepo.
func (r *Settings) Settings(ctx context.Context) (s settings.Settings, err error) {
	err = r.db.read(ctx, "settings", func(tx *sql.Tx) error {
		s, err = selectSettings(ctx, tx)
		return err
	})
	return s, err
}

// SetSettings implements ports.SettingsRepo.
func (r *Settings) SetSettings(ctx context.Context, s settings.Settings) error {
	return r.db.write(ctx, "settings", func(tx *sql.Tx) error {
		f, c, m := s.FaceRecognition, s.RemoteControl, s.MasterCode
		_, err := tx.ExecContext(ctx, `
			REPLACE INTO settings (only, face_enabled, face_similarity, face_mode, face_autostart,
				remote_enabled, remote_custom_server, remote_custom_address, master_code_enabled, master_code)
			VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			f.Enabled, f.Similarity, f.Mode, f.Autostart,
			c.Enabled, c.CustomServer, c.CustomAddress, m.Enabled, m.Number)
		return err
	})
}

func selectSettings(ctx context.Context, tx *sql.Tx) (settings.Settings, error) {
	var s settings.Settings
	f, c, m := &s.FaceRecognition, &s.RemoteControl, &s.MasterCode
	err := tx.QueryRowContext(ctx, `
		SELECT face_enabled, face_similarity, face_mode, face_autostart,
			remote_enabled, remote_custom_server, remote_custom_address, master_code_enabled, master_code
		FROM settings`).Scan(
		&f.Enabled, &f.Similarity, &f.Mode, &f.Autostart,
		&c.Enabled, &c.CustomServer, &c.CustomAddress, &m.Enabled, &m.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return settings.Defaults(), nil
	}
	return s, err
}
