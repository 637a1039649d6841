// Package sqlite keeps everything that is to be kept in one SQLite file, and the
// keys to what is sealed there in another one beside it.
//
// Open makes the file, brings its schema up to date (migrate.go) and returns a
// DB; Identifiers, Accounts and so on are the repositories on it. An exported
// method is one transaction, or part of that which Within began; the helpers
// beside it take that transaction. Several programs may use one file at the
// same time.
//
// What clients read and write all day must not cost more the more identifiers
// there are: lists are read from indexes (filter.go, list.go), and triggers
// count (counts.go).
//
// The package needs cgo. Without it, it compiles and Open says so.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/vestibule-id/vestibule/ports"
)

// fileName is the database in the data directory. SQLite keeps two more files
// beside it while it is open, with -wal and -shm at the end of the name.
const fileName = "vestibule.db"

// DB is an open database. It has two pools of connections on one file, because
// SQLite lets one connection write at a time:
//
//   - The writer is a single connection, so that the goroutines of this program
//     queue up in Go, where a context can end the wait, and not in SQLite,
//     where only a timeout does.
//   - The readers never wait for the writer: in WAL mode they see the last
//     commit before their transaction began.
//
// Photos, landmarks and descriptors are in it only sealed (seal.go); the keys
// are in a second file (keyring.go).
type DB struct {
	writer *sql.DB
	reader *sql.DB
	keys   *keyring
	dir    string
}

// Exists reports whether there is a database in the directory dir.
func Exists(dir string) bool {
	found, err := isFile(dir, fileName)
	return found && err == nil
}

// IsSealed reports whether something in the directory dir is sealed, or may be:
// a new master key would be of no use there.
func IsSealed(ctx context.Context, dir string) bool {
	if keys, err := isFile(dir, keyringName); keys || err != nil {
		return true
	}
	if !Exists(dir) || available() != nil {
		return false
	}
	path, err := filepath.Abs(filepath.Join(dir, fileName))
	if err != nil {
		return true
	}
	db, err := sql.Open("sqlite3", dsn(path, "mode", "ro"))
	if err != nil {
		return true
	}
	defer db.Close()
	var sealed bool
	// It fails if there is no such table, as before there were keys.
	return db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sealed)`).Scan(&sealed) == nil && sealed
}

func isFile(dir, name string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Open opens the database in the data directory dir, makes the directory and
// the database if they do not exist, and brings the schema up to date. Only
// their owner can read them then, whatever they were before; but a directory
// with other things in it is left as it is. Photos are sealed with keys that the
// vault wraps.
//
// It refuses a database whose schema is newer than this program, and a file
// that is no database; it writes to neither. It also refuses one whose keys are
// missing, or wrapped by another master key than the vault's.
func Open(ctx context.Context, dir string, vault ports.Vault) (*DB, error) {
	if err := available(); err != nil {
		return nil, err
	}
	path, err := filepath.Abs(filepath.Join(dir, fileName))
	if err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	if err := closeDirectory(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	unlock, err := lockDirectory(ctx, filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	defer unlock()
	return openLocked(ctx, path, vault)
}

// openLocked opens the database at path. The caller holds the directory's lock.
func openLocked(ctx context.Context, path string, vault ports.Vault) (*DB, error) {
	if err := ensurePrivate(path); err != nil {
		return nil, fmt.Errorf("database file: %w", err)
	}
	if err := bringUpToDate(ctx, path); err != nil {
		return nil, mapped(ctx, "database "+path, explained(err))
	}
	db, err := connect(path)
	if err != nil {
		return nil, err
	}
	if err := db.openKeys(ctx, vault); err != nil {
		return nil, errors.Join(mapped(ctx, "database "+path, explained(err)), db.Close())
	}
	return db, nil
}

// bringUpToDate migrates the database at path, and makes sure that it can be
// written to.
func bringUpToDate(ctx context.Context, path string) error {
	return migrateFile(ctx, path, migrations(), func(tx *sql.Tx) error {
		// What is read-only can be opened, and would fail with each change.
		_, err := tx.ExecContext(ctx, `UPDATE installation SET probes = probes`)
		return err
	})
}

// migrateFile migrates the file at path and tries something that is then undone,
// on a connection of its own: that of the writer has less patience with another
// program.
func migrateFile(ctx context.Context, path string, schema fs.FS, try func(tx *sql.Tx) error) (err error) {
	db, err := sql.Open("sqlite3", writerDSN(path))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := migrate(ctx, db, schema); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return try(tx)
}

// openKeys opens the keys, and seals what was stored before there were any.
func (db *DB) openKeys(ctx context.Context, vault ports.Vault) error {
	sealed, err := db.wantKeys(ctx)
	if err != nil {
		return err
	}
	if db.keys, err = openKeyring(ctx, db.dir, vault, !sealed); err != nil {
		return err
	}
	return db.sealOld(ctx)
}

// ensurePrivate makes an empty file, which SQLite takes for a new database, so
// that it is private from the start; SQLite gives its other files the same
// mode. Existing files, for example a restored copy, are made private. They are
// not opened: closing a file descriptor would drop the locks that another DB
// of this process has on the file.
func ensurePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		err = f.Close()
	} else if errors.Is(err, fs.ErrExist) {
		err = makePrivate(path, 0o600)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		// Another program that closes the database takes them away.
		if e := makePrivate(path+suffix, 0o600); !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

func makePrivate(path string, mode fs.FileMode) error {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return os.Chmod(path, mode)
}

// ours are the beginnings of the names of all that Vestibule puts into the data
// directory, other adapters' files among them.
var ours = []string{fileName, keyringName, backupScratch, restoreScratch, "master.key", "tls-"}

// closeDirectory makes the data directory private if all that is in it is
// Vestibule's: with "--data /tmp", it is not ours to close. One that somebody
// else owns stays as it is.
func closeDirectory(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		isOurs := func(prefix string) bool { return strings.HasPrefix(e.Name(), prefix) }
		if !slices.ContainsFunc(ours, isOurs) {
			return nil
		}
	}
	if err := makePrivate(dir, 0o700); !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// connect returns the two pools. They open their connections when needed.
func connect(path string) (*DB, error) {
	writer := sql.OpenDB(writerConnector{writerDSN(path)})
	writer.SetMaxOpenConns(1)

	reader, err := sql.Open("sqlite3", readerDSN(path))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	// Readers work in C on a thread each: more than the processors can run
	// only take memory. All may stay open, for opening one costs more than
	// most queries.
	readers := max(4, runtime.GOMAXPROCS(0))
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return &DB{writer: writer, reader: reader, dir: filepath.Dir(path)}, nil
}

// Close waits for what is under way and closes the database. The repositories
// on it cannot be used afterwards.
func (db *DB) Close() error {
	// The writer after the reader: whoever closes last moves the WAL into the
	// database.
	err := errors.Join(db.reader.Close(), db.writer.Close())
	if db.keys != nil {
		err = errors.Join(err, db.keys.close())
	}
	return err
}
