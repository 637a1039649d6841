package app

import (
	"context"
	"io"

	"github.com/vestibule-id/vestibule/domain/audit"
)

// BackupStore copies what is kept; the SQLite adapter does.
type BackupStore interface {
	// Backup writes the database to w, as it is at one moment and while others
	// go on. It is sealed: without a copy of the data keys and the master key
	// nobody can read it.
	Backup(ctx context.Context, w io.Writer) error

	// BackUpKeys writes the data keys, wrapped by the master key, to a new
	// file.
	BackUpKeys(ctx context.Context, path string) error
}

// Backups makes backups, and tells the audit log.
type Backups struct {
	Store   BackupStore
	Journal *Journal // nil: no log is kept
}

// Backup writes a backup to w. It holds the entry that it was made.
func (b *Backups) Backup(ctx context.Context, w io.Writer) error {
	if err := b.Journal.Audit(ctx, audit.DatabaseBackedUp, 0, ""); err != nil {
		return err
	}
	return b.Store.Backup(ctx, w)
}

// BackUpKeys writes what a backup is read with, wrapped by the master key, to a
// new file. Who is deleted later is still in it: only the newest copy should be
// kept, and then every older backup is unreadable for them.
func (b *Backups) BackUpKeys(ctx context.Context, path string) error {
	return b.Store.BackUpKeys(ctx, path)
}
