package vestibule

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
)

// masterKeyName is the master key's file in the data directory, if nothing says
// where else it is.
const masterKeyName = "master.key"

// masterKey returns where the master key comes from.
func (c Config) masterKey() keys.Source {
	switch {
	case c.Key != "":
		return keys.Text{Variable: "VESTIBULE_KEY", Keyset: c.Key}
	case c.KeyCommand != "":
		return keys.Command(c.KeyCommand)
	default:
		return keys.File(cmp.Or(c.KeyFile, filepath.Join(c.DataDir, masterKeyName)))
	}
}

// KeyIsBesideData reports whether the master key lies in the data directory or
// below it: whoever copies that can read what is sealed in it.
func (c Config) KeyIsBesideData() bool {
	file, ok := c.masterKey().(keys.File)
	return ok && isBelow(c.DataDir, string(file))
}

// isBelow reports whether a path lies in a directory or below it.
func isBelow(dir, path string) bool {
	dir, err1 := filepath.Abs(dir)
	path, err2 := filepath.Abs(path)
	if err1 != nil || err2 != nil {
		return false
	}
	way, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(way)
}

// HasDatabase reports whether there is a database in the data directory.
func (c Config) HasDatabase() bool { return sqlite.Exists(c.DataDir) }

// At returns the same configuration for another data directory, with the same
// master key.
func (c Config) At(dir string) Config {
	if file, ok := c.masterKey().(keys.File); ok {
		c.KeyFile = string(file)
	}
	c.DataDir = dir
	return c
}

func provideVault(ctx context.Context, c validConfig, log *slog.Logger) (*keys.Vault, error) {
	source := c.masterKey()
	if file, ok := source.(keys.File); ok {
		if err := ensureMasterKey(ctx, file, c.DataDir, log); err != nil {
			return nil, fmt.Errorf("master key: %w", err)
		}
	}
	return keys.Open(ctx, source)
}

// ensureMasterKey makes the master key of a new data directory. One for a
// directory in which something is sealed already would be of no use, and would
// hide that the right one is missing.
func ensureMasterKey(ctx context.Context, file keys.File, dataDir string, log *slog.Logger) error {
	// Before the look for the file, which another program may be making: it
	// makes the master key first and seals with it later.
	sealed := sqlite.IsSealed(ctx, dataDir)
	exists, err := file.Exists()
	if err != nil {
		return err
	}
	if exists {
		if file.Exposed() {
			log.Warn("others than its owner may read the master key: chmod 600", "file", string(file))
		}
		return nil
	}
	if sealed {
		return fmt.Errorf("%s is not there, and what is stored in %s is sealed with it: give the file (--key-file), VESTIBULE_KEY or --key-command", file, dataDir)
	}
	if err := os.MkdirAll(filepath.Dir(string(file)), 0o700); err != nil {
		return err
	}
	err = file.Make()
	if errors.Is(err, fs.ErrExist) { // another program was first
		return nil
	}
	if err != nil {
		return err
	}
	log.Info("a master key was made: keep a copy of it elsewhere, for without it no photo can be read", "file", string(file))
	return nil
}
