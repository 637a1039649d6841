package vestibule

import (
	"context"
	"errors"
	"io"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
)

// Backups makes copies of what is kept, of one moment, while others go on.
type Backups interface {
	// Backup writes the database to w. It is sealed: without a copy of the
	// keys and the master key nobody can read it.
	Backup(ctx context.Context, w io.Writer) error

	// BackUpKeys writes the keys, wrapped by the master key, to a new file.
	// Who is deleted later is still in it: only the newest copy should be kept,
	// and then every older backup is unreadable for them.
	BackUpKeys(ctx context.Context, path string) error
}

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
	return sqlite.Restore(ctx, config.DataDir, backup, keysFile, vault)
}

// NewMasterKey returns a new master key, for a variable or for what a command
// prints.
func NewMasterKey() ([]byte, error) { return keys.NewKeyset() }
