package sqlite

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/vestibule-id/vestibule/ports"
)

// A backup is the database at one moment, sealed as a whole, for names lie in it
// in clear. It begins with a line of its format and one with the name of its
// key, which is among the data keys: it is of no use without these and the
// master key.
const backupFormat = "VESTIBULE BACKUP 1"

// aboutBackup is what a backup is sealed as.
const aboutBackup = "backup"

// backupScratch is where the copy lies until it is sealed, in the data
// directory: nowhere else is room for a second database more likely, and what it
// holds lies there anyway.
const backupScratch = "backup.tmp"

// Backup writes a backup to w, while others go on reading and writing. Only one
// can be made at a time.
func (db *DB) Backup(ctx context.Context, w io.Writer) (err error) {
	key, err := db.keys.make(ctx, forBackup, 1)
	if err != nil {
		return mapped(ctx, "backup", err)
	}
	scratch, err := db.scratch()
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	// Removed before it is closed, for closing ends the lock on it.
	defer func() { err = errors.Join(err, os.Remove(scratch.Name()), scratch.Close()) }()

	if err := vacuumInto(ctx, db.writer, scratch.Name()); err != nil {
		return mapped(ctx, "backup", err)
	}
	if _, err := fmt.Fprintf(w, "%s\n%s\n", backupFormat, key[0].Name); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	sealed, err := db.keys.vault.SealTo(ctx, key[0], aboutBackup, w)
	if err != nil {
		return err
	}
	if _, err := io.Copy(sealed, within(ctx, scratch)); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return sealed.Close()
}

// BackUpKeys copies the data keys to a new file at path. Each is still wrapped by
// the master key. An older copy still has the keys of who was deleted since:
// only the newest should be kept.
func (db *DB) BackUpKeys(ctx context.Context, path string) error {
	if err := ensurePrivate(path); err != nil {
		return fmt.Errorf("backup of keys: %w", err)
	}
	return mapped(ctx, "backup of keys", vacuumInto(ctx, db.keys.db, path))
}

// scratch returns an empty file that nobody else has, at backupScratch. One that
// was left by a backup that was killed is used again.
func (db *DB) scratch() (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(db.dir, backupScratch), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	locked, err := tryLock(f)
	if err == nil && (!locked || !isStill(f)) {
		err = errors.New("another one is being made")
	}
	if err == nil {
		err = f.Truncate(0)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// isStill reports whether a file has the name that it was opened by: whoever had
// the lock on it before may have removed it meanwhile.
func isStill(f *os.File) bool {
	here, err1 := f.Stat()
	there, err2 := os.Stat(f.Name())
	return err1 == nil && err2 == nil && os.SameFile(here, there)
}

// vacuumInto copies a database to an empty file. The copy is of one moment, and
// has no deleted rows. It reads in one transaction, on a connection of its own,
// and holds up nobody.
func vacuumInto(ctx context.Context, db *sql.DB, path string) error {
	source, err := pathOf(ctx, db)
	if err != nil {
		return err
	}
	reader, err := sql.Open("sqlite3", writerDSN(source))
	if err != nil {
		return err
	}
	defer reader.Close()
	_, err = reader.ExecContext(ctx, `VACUUM INTO ?`, path)
	return err
}

// pathOf returns the file of a database.
func pathOf(ctx context.Context, db *sql.DB) (path string, err error) {
	err = db.QueryRowContext(ctx, `SELECT file FROM pragma_database_list WHERE name = 'main'`).Scan(&path)
	return path, err
}

// within returns r, but for that its context ends it.
func within(ctx context.Context, r io.Reader) io.Reader { return contextReader{ctx, r} }

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// openBackup returns what a backup holds.
func (k *keyring) openBackup(ctx context.Context, backup io.Reader) (io.Reader, error) {
	r := bufio.NewReader(backup)
	format, err := headerLine(r)
	if err != nil || format != backupFormat {
		return nil, errors.New("the file is no backup of Vestibule's")
	}
	name, err := headerLine(r)
	if err != nil {
		return nil, errors.New("the backup is cut off")
	}
	key, err := k.find(ctx, name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errors.New("its key is not among the data keys: they are from another directory, or older than the backup")
	}
	if err != nil {
		return nil, err
	}
	return k.vault.UnsealFrom(ctx, key, aboutBackup, within(ctx, r))
}

// headerLine reads a short line.
func headerLine(r *bufio.Reader) (string, error) {
	var line strings.Builder
	for line.Len() < 100 {
		b, err := r.ReadByte()
		if err != nil {
			return "", err
		}
		if b == '\n' {
			return line.String(), nil
		}
		line.WriteByte(b)
	}
	return "", errors.New("the line is too long")
}

// Restored says what became of a backup.
type Restored struct {
	Identifiers int // that are there now
	Gone        int // faces that were deleted or replaced since, and did not come back
}

// restoreScratch is where a restored database lies until it is whole, in the
// data directory.
const restoreScratch = "restore.tmp"

// Restore makes the database and the keys in the data directory dir from a
// backup and a copy of the keys. There must be neither yet. Who was deleted
// since the backup was made does not come back: with the key to a face goes its
// identifier. No session goes on.
func Restore(ctx context.Context, dir string, backup io.Reader, keys string, vault ports.Vault) (r Restored, err error) {
	if err := available(); err != nil {
		return r, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return r, fmt.Errorf("data directory: %w", err)
	}
	unlock, err := lockDirectory(ctx, dir)
	if err != nil {
		return r, fmt.Errorf("data directory: %w", err)
	}
	defer unlock()
	if Exists(dir) || IsSealed(ctx, dir) {
		return r, fmt.Errorf("there is a database in %s: move it away first", dir)
	}
	// Into a directory beside, and moved once it is all there.
	half := filepath.Join(dir, restoreScratch)
	if err := errors.Join(os.RemoveAll(half), os.Mkdir(half, 0o700)); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(half)) }()
	if r, err = restoreInto(ctx, half, backup, keys, vault); err != nil {
		return r, mapped(ctx, "restore", err)
	}
	// The keys first: keys without a database are of no harm.
	for _, name := range []string{keyringName, fileName} {
		if err := os.Rename(filepath.Join(half, name), filepath.Join(dir, name)); err != nil {
			return r, err
		}
	}
	return r, syncFile(dir)
}

func restoreInto(ctx context.Context, dir string, backup io.Reader, keys string, vault ports.Vault) (r Restored, err error) {
	if err := copyFile(ctx, keys, filepath.Join(dir, keyringName)); err != nil {
		return r, fmt.Errorf("copy of the keys: %w", err)
	}
	ring, err := openKeyring(ctx, dir, vault, false)
	if err != nil {
		return r, fmt.Errorf("copy of the keys, %s: %w", keys, err)
	}
	content, err := ring.openBackup(ctx, backup)
	if err == nil {
		err = writeFile(filepath.Join(dir, fileName), content)
	}
	if err = errors.Join(err, ring.close()); err != nil {
		return r, err
	}
	db, err := openLocked(ctx, filepath.Join(dir, fileName), vault)
	if err != nil {
		return r, err
	}
	if r, err = db.settle(ctx); err == nil {
		err = db.CheckStructure(ctx)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return r, err
	}
	return r, errors.Join(syncFile(filepath.Join(dir, keyringName)), syncFile(filepath.Join(dir, fileName)))
}

// settle removes from a database that was restored what must not come back.
func (db *DB) settle(ctx context.Context) (r Restored, err error) {
	known, err := db.keys.names(ctx)
	if err != nil {
		return r, err
	}
	err = db.write(ctx, "settle what was restored", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM sessions; DELETE FROM leases`); err != nil {
			return err
		}
		faces, err := selectAll(ctx, tx, scanFaceKey, `SELECT uid, key FROM enrolments`)
		if err != nil {
			return err
		}
		for _, face := range faces {
			if known[face.key] {
				continue
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM identifiers WHERE uid = ?`, face.uid); err != nil {
				return err
			}
			r.Gone++
		}
		return tx.QueryRowContext(ctx, `SELECT count(*) FROM identifiers`).Scan(&r.Identifiers)
	})
	return r, err
}

func copyFile(ctx context.Context, from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	return writeFile(to, within(ctx, source))
}

// writeFile makes a file that only its owner can read.
func writeFile(path string, content io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	return errors.Join(err, f.Close())
}

// syncFile makes what a file or a directory holds survive a power failure.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
