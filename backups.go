package vestibule

import (
	"context"
	"errors"
	"io"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain/audit"
)

// Restored says what became of a backup.
type Restored = sqlite.Restored

// Restore makes the database in the configured data directory, in which there
// must be none, from a backup and a copy of the keys, which keysFile names. The
// master key must be there.
func Restore(ctx context.Context, config Config, backup io.Reader, keysFile string) (Restored, error) {
	if err := config.Validate(); err != nil {
		return Restored{}, err
	}
	if file, ok := config.masterKey().(keys.File); ok {
		if exists, err := file.Exists(); err != nil || !exists {
			return Restored{}, errors.Join(errors.New("the master key is missing: give the one that the backup was made with (--key-file, VESTIBULE_KEY or --key-command)"), err)
		}
	}
	vault, err := keys.Open(ctx, config.masterKey())
	if err != nil {
		return Restored{}, err
	}
	restored, err := sqlite.Restore(ctx, config.DataDir, backup, keysFile, vault)
	if err != nil {
		return restored, err
	}
	backups, cleanup, err := OpenBackups(ctx, config)
	if err != nil {
		return restored, err
	}
	defer cleanup()
	return restored, backups.Journal.Audit(ctx, audit.DatabaseRestored, 0, "")
}

// NewMasterKey returns a new master key, for a variable or for what a command
// prints.
func NewMasterKey() ([]byte, error) { return keys.NewKeyset() }
