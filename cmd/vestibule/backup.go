package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/app"
)

// keysCopyName is the copy of the keys beside a backup, if nothing says where
// else it is: one for all backups there, the newest.
const keysCopyName = "vestibule-keys.backup"

type backupCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`

	Keys string `help:"Where the copy of the keys goes, in the place of an older one. Without it, vestibule-keys.backup beside the backup." placeholder:"FILE" type:"path"`
	File string `arg:"" help:"The file to make; there must be none of that name." type:"path"`
}

func (c *backupCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings)
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	copied := keysCopy(c.Keys, c.File)
	if err := c.wantPlace(config, copied); err != nil {
		return usage(err)
	}
	if err := wantDatabase(config); err != nil {
		return err
	}
	backups, cleanup, err := vestibule.OpenBackups(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	size, err := backUp(onConsole(ctx), backups, c.File)
	if err != nil {
		return err
	}
	if err := backUpKeys(ctx, backups, copied); err != nil {
		return errors.Join(err, os.Remove(c.File)) // which is of no use without
	}
	fmt.Fprintf(std.out, "%s is a backup, %d bytes; %s is the copy of the keys to it and to every earlier one\n", c.File, size, copied)
	fmt.Fprintln(std.out, "Keep the master key elsewhere. Keep no older copy of the keys: with it, a deleted face could be read in a backup.")
	return nil
}

// wantPlace refuses to write over anything but an older copy of the keys.
func (c *backupCommand) wantPlace(config vestibule.Config, keys string) error {
	_, err := os.Lstat(c.File)
	switch {
	case err == nil:
		return fmt.Errorf("%s is there already", c.File)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case keys == c.File:
		return errors.New("the backup and the copy of the keys cannot be one file")
	case keys == config.KeyFile:
		return errors.New("the copy of the keys cannot take the place of the master key")
	case filepath.Dir(keys) == filepath.Clean(config.DataDir):
		return fmt.Errorf("the copy of the keys cannot be in %s, where the keys themselves are", config.DataDir)
	}
	for _, path := range []string{c.File, keys} {
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return err
		}
	}
	return nil
}

// keysCopy returns where the copy of the keys that goes with a backup is.
func keysCopy(given, backup string) string {
	return cmp.Or(given, filepath.Join(filepath.Dir(backup), keysCopyName))
}

// wantDatabase refuses a directory without a database, which opening would make.
func wantDatabase(c vestibule.Config) error {
	if !c.HasDatabase() {
		return fmt.Errorf("there is no database in %s", c.DataDir)
	}
	return nil
}

// backUp makes a backup under another name, so that a file of that name is
// whole, and returns its size in bytes.
func backUp(ctx context.Context, backups *app.Backups, path string) (size int64, err error) {
	half, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // for its owner alone
	if err != nil {
		return 0, err
	}
	defer os.Remove(half.Name()) // fails after the rename
	err = backups.Backup(ctx, half)
	info, statErr := half.Stat()
	if err = errors.Join(err, statErr, half.Close()); err != nil {
		return 0, err
	}
	return info.Size(), moved(half.Name(), path)
}

// backUpKeys puts a copy of the keys in the place of an older one. Half a copy
// always has the same name: if it was left by somebody who was killed, it must
// not stay, for it is an older one, too.
func backUpKeys(ctx context.Context, backups *app.Backups, path string) error {
	half := path + ".tmp"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	defer os.Remove(half) // fails after the rename
	if err := backups.BackUpKeys(ctx, half); err != nil {
		return err
	}
	return moved(half, path)
}

// moved gives a file its name, once what is in it is on the disk.
func moved(from, to string) error {
	if err := synced(from); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return synced(filepath.Dir(to))
}

// synced makes what a file or a directory holds survive a power failure.
func synced(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

type restoreCommand struct {
	dataSettings `embed:""`

	Keys string `help:"The copy of the keys. Without it, vestibule-keys.backup beside the backup." placeholder:"FILE" type:"path"`
	File string `arg:"" help:"The backup." type:"path"`
}

func (c *restoreCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings)
	if err != nil {
		return err
	}
	restored, err := restore(ctx, config, c.File, c.Keys)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%d identifiers are in %s again\n", restored.Identifiers, c.Data)
	if restored.Gone > 0 {
		fmt.Fprintf(std.out, "%d faces that were deleted or replaced after the backup did not come back\n", restored.Gone)
	}
	fmt.Fprintln(std.out, "Accounts have the passwords of that time, and everybody has to log in again.")
	return nil
}

func restore(ctx context.Context, config vestibule.Config, backup, keys string) (vestibule.Restored, error) {
	f, err := os.Open(backup)
	if err != nil {
		return vestibule.Restored{}, err
	}
	defer f.Close()
	return vestibule.Restore(onConsole(ctx), config, f, keysCopy(keys, backup))
}
