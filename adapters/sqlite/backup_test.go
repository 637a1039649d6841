//go:build cgo

package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// backUp returns a backup and a copy of the keys.
func backUp(t *testing.T, db *DB) (backup []byte, keys string) {
	t.Helper()
	var file bytes.Buffer
	if err := db.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes(), backUpKeys(t, db)
}

func backUpKeys(t *testing.T, db *DB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys")
	if err := db.BackUpKeys(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

func restore(t *testing.T, dir string, backup []byte, keys string) (Restored, error) {
	t.Helper()
	return Restore(t.Context(), dir, bytes.NewReader(backup), keys, VaultFor(t))
}

func TestABackupHoldsOneMoment(t *testing.T) {
	source := t.TempDir()
	db := openFor(t, source)
	uid, want := enrolCard(t, db, "1")
	backup, keys := backUp(t, db)
	later, _ := enrolCard(t, db, "2")
	if bytes.Contains(backup, []byte("Maria Lindqvist")) || bytes.Contains(backup, []byte("SQLite format")) {
		t.Error("the backup can be read")
	}
	wantOnly(t, source, keyringName, keyringName+"-shm", keyringName+"-wal", fileName, fileName+"-shm", fileName+"-wal")

	dir := filepath.Join(t.TempDir(), "new")
	got, err := restore(t, dir, backup, keys)
	if want := (Restored{Identifiers: 1}); err != nil || got != want {
		t.Fatalf("got %+v, %v, want %+v", got, err, want)
	}
	wantOnly(t, dir, keyringName, fileName)
	restored := openFor(t, dir)
	wantEnrolment(t, restored, uid, want)
	if _, err := restored.Identifiers().Get(t.Context(), later); !errors.Is(err, domain.KindNotFound) {
		t.Errorf("got %v, want that what came later is not there", err)
	}
	if again := createCard(t, restored, "3"); again <= uid {
		t.Errorf("uid %d was given again", again)
	}
}

func wantOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.Name())
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v, want 0600", f.Name(), info.Mode(), err)
		}
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("files are %q, want %q", got, names)
	}
}

func TestWhoWasDeletedDoesNotComeBack(t *testing.T) {
	db := openFor(t, t.TempDir())
	deleted, _ := enrolCard(t, db, "1")
	stays, want := enrolCard(t, db, "2")
	backup, _ := backUp(t, db)
	if err := db.Identifiers().Delete(t.Context(), deleted); err != nil {
		t.Fatal(err)
	}

	dir := t.TempDir()
	got, err := restore(t, dir, backup, backUpKeys(t, db))
	if want := (Restored{Identifiers: 1, Gone: 1}); err != nil || got != want {
		t.Fatalf("got %+v, %v, want %+v", got, err, want)
	}
	restored := openFor(t, dir)
	wantEnrolment(t, restored, stays, want)
	if _, err := restored.Identifiers().Get(t.Context(), deleted); !errors.Is(err, domain.KindNotFound) {
		t.Errorf("got %v, want that there is no such identifier", err)
	}
}

func TestNoSessionAndNoLeaseIsRestored(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid := createCard(t, db, "1")
	if err := db.Accounts().AddAccount(t.Context(), account.Account{Name: "admin", Role: account.Administrator}, "hash"); err != nil {
		t.Fatal(err)
	}
	session := ports.SessionRecord{Hash: ports.TokenHash{1}, Account: "admin", Expires: leased.Add(time.Hour)}
	if err := db.Accounts().AddSession(t.Context(), session, leased); err != nil {
		t.Fatal(err)
	}
	if err := db.Identifiers().AcquireLease(t.Context(), leaseFor(uid, "holder"), leased); err != nil {
		t.Fatal(err)
	}
	backup, keys := backUp(t, db)
	dir := t.TempDir()
	if _, err := restore(t, dir, backup, keys); err != nil {
		t.Fatal(err)
	}
	restored := openFor(t, dir)
	if _, err := restored.Accounts().AccountBySession(t.Context(), session.Hash, leased); !errors.Is(err, domain.KindNotFound) {
		t.Errorf("the session goes on: %v", err)
	}
	if err := restored.Identifiers().AcquireLease(t.Context(), leaseFor(uid, "next"), leased); err != nil {
		t.Errorf("the lease goes on: %v", err)
	}
	if _, hash, err := restored.Accounts().Account(t.Context(), "admin"); err != nil || hash != "hash" {
		t.Errorf("got the account with hash %q, %v", hash, err)
	}
}

func TestWhatCannotBeRestoredLeavesNothing(t *testing.T) {
	db := openFor(t, t.TempDir())
	enrolCard(t, db, "1")
	older := backUpKeys(t, db)
	backup, keys := backUp(t, db)
	other := backUpKeys(t, openFor(t, t.TempDir()))
	flipped := bytes.Clone(backup)
	flipped[len(flipped)/2] ^= 1
	tests := []struct {
		name, want string
		backup     []byte
		keys       string
	}{
		{"nothing", "no backup", nil, keys},
		{"a file that is none", "no backup", []byte("GIF89a\nand more\n"), keys},
		{"a line that does not end", "no backup", bytes.Repeat([]byte("x"), 1000), keys},
		{"the format alone", "cut off", []byte(backupFormat + "\n"), keys},
		{"half of it", "", backup[:len(backup)/2], keys},
		{"all but a byte", "", backup[:len(backup)-1], keys},
		{"a bit that differs", "", flipped, keys},
		{"no keys", "no such file", backup, filepath.Join(t.TempDir(), "none")},
		{"keys of another directory", "not among the data keys", backup, other},
		{"keys from before it", "not among the data keys", backup, older},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := restore(t, dir, tt.backup, tt.keys); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error that says %q", err, tt.want)
			}
			wantOnly(t, dir)
		})
	}
	t.Run("with another master key", func(t *testing.T) {
		dir := t.TempDir()
		vault, _ := fileKeys(t)
		if _, err := Restore(t.Context(), dir, bytes.NewReader(backup), keys, vault); err == nil || !strings.Contains(err.Error(), "master key is not the one") {
			t.Errorf("got %v", err)
		}
		wantOnly(t, dir)
	})
	t.Run("in the place of a database", func(t *testing.T) {
		dir := t.TempDir()
		there := openFor(t, dir)
		uid, want := enrolCard(t, there, "7")
		if _, err := restore(t, dir, backup, keys); err == nil || !strings.Contains(err.Error(), "move it away") {
			t.Errorf("got %v", err)
		}
		wantEnrolment(t, there, uid, want)
	})
}

// Others go on while a backup is made, and what is in it is whole.
func TestBackingUpWhileOthersEnrol(t *testing.T) {
	db := openFor(t, t.TempDir())
	first, want := enrolCard(t, db, "1")
	stop, ended := make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			if err := enrolBeside(db, first, want); err != nil {
				ended <- err
				return
			}
		}
	}()
	backup, keys := backUp(t, db)
	close(stop)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	// The face was replaced since, so the keys of now do not fit all of it.
	got, err := restore(t, dir, backup, keys)
	if err != nil || got.Identifiers+got.Gone != 1 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if err := openFor(t, dir).CheckStructure(t.Context()); err != nil {
		t.Error(err)
	}
	wantEnrolment(t, db, first, want)
}

// enrolBeside replaces a face, without a test to fail.
func enrolBeside(db *DB, uid identifier.UID, e enrolment.Enrolment) error {
	ctx := context.Background()
	l := enrolment.Lease{UID: uid, Holder: "holder", Expires: e.At.Add(time.Minute)}
	if err := db.Identifiers().AcquireLease(ctx, l, e.At); err != nil {
		return err
	}
	return db.Identifiers().CommitEnrolment(ctx, l, identifier.Enrolled, e)
}

func TestOneBackupIsMadeAtATime(t *testing.T) {
	dir := t.TempDir()
	db := openFor(t, dir)
	scratch, err := db.scratch()
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "another one is being made") {
		t.Errorf("got %v, want that another one is being made", err)
	}
	// As after a kill: the file is left, and its lock is not.
	if _, err := scratch.WriteString("half a copy"); err != nil {
		t.Fatal(err)
	}
	if err := scratch.Close(); err != nil {
		t.Fatal(err)
	}
	backUp(t, db)
	if found, _ := isFile(dir, backupScratch); found {
		t.Error("a copy in clear is left")
	}
}

// full is a writer on a full disk.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestABackupThatCannotBeWrittenFails(t *testing.T) {
	dir := t.TempDir()
	db := openFor(t, dir)
	for _, room := range []int{0, 20, 60, 5_000} {
		if err := db.Backup(t.Context(), &full{room}); err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("with room for %d bytes: got %v", room, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Backup(ctx, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was given up", err)
	}
	if found, _ := isFile(dir, backupScratch); found {
		t.Error("a copy in clear is left")
	}
}

func TestStructure(t *testing.T) {
	tests := []struct {
		name, want string
		damage     func(t *testing.T, db *DB)
	}{
		{"nothing is wrong", "", func(*testing.T, *DB) {}},
		{"a row refers to one that is not there", "measures", func(t *testing.T, db *DB) {
			exec(t, db, `PRAGMA foreign_keys = off`)
			exec(t, db, `UPDATE measures SET uid = 99`)
		}},
		{"a row is not what the schema allows", "CHECK constraint failed in identifiers", func(t *testing.T, db *DB) {
			exec(t, db, `PRAGMA ignore_check_constraints = on`)
			exec(t, db, `UPDATE identifiers SET passes_left = -5`)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			db := openFor(t, dir)
			enrolCard(t, db, "1")
			tt.damage(t, db)
			err := db.CheckStructure(t.Context())
			if tt.want == "" && err != nil {
				t.Errorf("got %v", err)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want an error that says %q", err, tt.want)
			}
		})
	}
}
