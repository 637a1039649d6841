//go:build cgo

package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// enrolCard gives a new identifier a face, and returns both.
func enrolCard(t *testing.T, db *DB, number string) (identifier.UID, enrolment.Enrolment) {
	t.Helper()
	uid, e := createCard(t, db, number), before(t)
	e.Face.Landmarks = make(face.Landmarks, face.Points68)
	commit(t, db, uid, e)
	return uid, e
}

// fileKeys returns a vault with a new master key in a file, and the file.
func fileKeys(t *testing.T) (*keys.Vault, keys.File) {
	t.Helper()
	file := keys.File(filepath.Join(t.TempDir(), "master.key"))
	if err := file.Make(); err != nil {
		t.Fatal(err)
	}
	return vaultOf(t, file), file
}

func vaultOf(t *testing.T, s keys.Source) *keys.Vault {
	t.Helper()
	v, err := keys.Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func openWith(t *testing.T, dir string, v ports.Vault) *DB {
	t.Helper()
	db, err := Open(t.Context(), dir, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// content returns all bytes of all files in dir.
func content(t *testing.T, dir string) []byte {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, f := range files {
		bytes, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, bytes...)
	}
	return all
}

func TestNothingOfAFaceIsStoredInClear(t *testing.T) {
	dir := t.TempDir()
	db := openFor(t, dir)
	_, e := enrolCard(t, db, "1")
	stored := content(t, dir)
	for what, clear := range map[string][]byte{
		"photo":      e.Portrait.JPEG()[100:132],
		"descriptor": packVector(&e.Descriptor.Vector)[:32],
	} {
		if bytes.Contains(stored, clear) {
			t.Errorf("the %s can be read in the files", what)
		}
	}
}

func TestWhatWasStoredInClearIsSealed(t *testing.T) {
	dir := t.TempDir()
	old := connected(t, dir)
	if _, err := migrate(t.Context(), old.writer, released(t, 4)); err != nil {
		t.Fatal(err)
	}
	fill(t, old, 4)
	want := before(t)
	insertAsVersion3(t, old, 2, want)
	insertAsVersion3(t, old, 4, want)
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}

	db := openFor(t, dir)
	wantEnrolment(t, db, 2, want)
	wantEnrolment(t, db, 4, want)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(content(t, dir), want.Portrait.JPEG()[100:132]) {
		t.Error("a photo of before can still be read in the files")
	}
	wantEnrolment(t, openFor(t, dir), 2, want)
}

func TestKeysThatDoNotFitAreRefused(t *testing.T) {
	dir := t.TempDir()
	right, _ := fileKeys(t)
	db := openWith(t, dir, right)
	uid, want := enrolCard(t, db, "1")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	other, _ := fileKeys(t)
	_, err := Open(t.Context(), dir, other)
	if err == nil || !strings.Contains(err.Error(), "master key is not the one") {
		t.Errorf("another master key: got %v", err)
	}

	ring := filepath.Join(dir, keyringName)
	if err := os.Rename(ring, ring+".away"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, right)
	if err == nil || !strings.Contains(err.Error(), "keys.db is missing") {
		t.Errorf("no keys: got %v", err)
	}
	if found, _ := isFile(dir, keyringName); found {
		t.Error("new keys were made in the place of those that are missing")
	}
	if err := os.Rename(ring+".away", ring); err != nil {
		t.Fatal(err)
	}
	wantEnrolment(t, openWith(t, dir, right), uid, want)
}

func keyOf(t *testing.T, db *DB, uid identifier.UID) string {
	t.Helper()
	var name string
	if err := db.reader.QueryRowContext(t.Context(), `SELECT key FROM enrolments WHERE uid = ?`, uid).Scan(&name); err != nil {
		t.Fatal(err)
	}
	return name
}

func wantDestroyed(t *testing.T, db *DB, name string) {
	t.Helper()
	if _, err := db.keys.find(t.Context(), name); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("the key is still there: %v", err)
	}
	if left, err := db.doomed(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("keys %q are doomed, %v, want none", left, err)
	}
}

func TestWithAFaceGoesItsKey(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, db *DB, uid identifier.UID)
	}{
		{"when the identifier is deleted", func(t *testing.T, db *DB, uid identifier.UID) {
			if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
				t.Fatal(err)
			}
		}},
		{"when it is deleted in a transaction", func(t *testing.T, db *DB, uid identifier.UID) {
			if err := db.Within(t.Context(), func(ctx context.Context) error { return db.Identifiers().Delete(ctx, uid) }); err != nil {
				t.Fatal(err)
			}
		}},
		{"when the face is replaced", func(t *testing.T, db *DB, uid identifier.UID) { commit(t, db, uid, before(t)) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			db := openFor(t, dir)
			uid, _ := enrolCard(t, db, "1")
			name := keyOf(t, db, uid)
			key, err := db.keys.find(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(content(t, dir), key.Wrapped) {
				t.Fatal("the key is not in the files")
			}
			tt.do(t, db, uid)
			wantDestroyed(t, db, name)
			if bytes.Contains(content(t, dir), key.Wrapped) {
				t.Error("the key is still in the files")
			}
		})
	}
}

func TestADeletionThatIsUndoneKeepsTheKey(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid, want := enrolCard(t, db, "1")
	failed := errors.New("another reason")
	err := db.Within(t.Context(), func(ctx context.Context) error {
		return errors.Join(db.Identifiers().Delete(ctx, uid), failed)
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	wantEnrolment(t, db, uid, want)
}

// If the key cannot be destroyed at once, it is as soon as that is possible, and
// until then it shows.
func TestAKeyThatCannotBeDestroyedStaysDoomed(t *testing.T) {
	dir := t.TempDir()
	db := openFor(t, dir)
	uid, _ := enrolCard(t, db, "1")
	name := keyOf(t, db, uid)
	exec(t, &DB{writer: db.keys.db}, `PRAGMA query_only = on`)
	if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	if left, err := db.doomed(t.Context()); err != nil || len(left) != 1 || left[0] != name {
		t.Fatalf("doomed are %q, %v, want the key", left, err)
	}
	if err := db.Probe(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot be destroyed") {
		t.Errorf("probe says %v, want that keys cannot be destroyed", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = openFor(t, dir)
	createCard(t, db, "2") // any commit
	wantDestroyed(t, db, name)
	if err := db.Probe(t.Context()); err != nil {
		t.Error(err)
	}
}

// A copy of the database that was made before a deletion cannot be read for who
// was deleted, with the keys as they are now.
func TestACopyOfBeforeIsUnreadableForWhoWasDeleted(t *testing.T) {
	dir, older := t.TempDir(), t.TempDir()
	db := openFor(t, dir)
	deleted, _ := enrolCard(t, db, "1")
	stays, want := enrolCard(t, db, "2")
	if err := vacuumInto(t.Context(), db.writer, filepath.Join(older, fileName)); err != nil {
		t.Fatal(err)
	}
	if err := db.Identifiers().Delete(t.Context(), deleted); err != nil {
		t.Fatal(err)
	}
	if err := db.BackUpKeys(t.Context(), filepath.Join(older, keyringName)); err != nil {
		t.Fatal(err)
	}

	copied := openFor(t, older)
	wantEnrolment(t, copied, stays, want)
	if _, err := copied.Identifiers().Enrolment(t.Context(), deleted); !errors.Is(err, domain.KindNotFound) {
		t.Errorf("got %v, want that there is no face", err)
	}
}

func TestASealedPartOfAnotherIdentifierIsRefused(t *testing.T) {
	db := openFor(t, t.TempDir())
	one, _ := enrolCard(t, db, "1")
	two, _ := enrolCard(t, db, "2")
	// The photo with its key, as somebody would who wants to enter as another.
	exec(t, db, `UPDATE sealed SET data = (SELECT data FROM sealed WHERE uid = ? AND part = 'photo') WHERE uid = ? AND part = 'photo'`, one, two)
	exec(t, db, `DELETE FROM sealed WHERE uid = ? AND part <> 'photo'`, two)
	exec(t, db, `UPDATE enrolments SET key = (SELECT key FROM enrolments WHERE uid = ?) WHERE uid = ?`, one, two)
	if _, err := db.Identifiers().Enrolment(t.Context(), two); err == nil || !strings.Contains(err.Error(), "unsealing photo of identifier 2") {
		t.Errorf("got %v, want that it cannot be unsealed", err)
	}
}

func TestRotationWhileAnotherProgramEnrols(t *testing.T) {
	dir := t.TempDir()
	vault, file := fileKeys(t)
	serving, rotating := openWith(t, dir, vault), openWith(t, dir, vaultOf(t, file))
	rotatingVault := rotating.keys.vault.(*keys.Vault)
	former := vault.Master()
	first, want := enrolCard(t, serving, "1")

	if err := rotatingVault.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	second, _ := enrolCard(t, serving, "2") // makes keys with the former master key: it does not know yet
	if _, err := rotating.Rewrap(t.Context()); err != nil {
		t.Fatal(err)
	}
	third, _ := enrolCard(t, serving, "3") // must find out before it makes more
	if err := rotatingVault.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	var last identifier.UID
	for _, number := range []string{"4", "5", "6", "7", "8", "9"} {
		last, _ = enrolCard(t, serving, number)
	}
	if vault.Master() == former {
		t.Error("the program that serves still has the former master key")
	}
	fresh := openWith(t, dir, vaultOf(t, file))
	for _, db := range []*DB{serving, rotating, fresh} {
		for _, uid := range []identifier.UID{first, second, third, last} {
			wantEnrolment(t, db, uid, want) // all were given the same face
		}
	}
}

func TestRewrapDropsKeysThatNothingWasSealedWith(t *testing.T) {
	db := openFor(t, t.TempDir())
	for _, number := range []string{"1", "2", "3", "4"} { // the third makes more keys than one
		enrolCard(t, db, number)
	}
	names, err := db.keys.names(t.Context())
	if err != nil || len(names) <= 4 {
		t.Fatalf("there are %d keys, %v, want some to spare", len(names), err)
	}
	count, err := db.Rewrap(t.Context())
	if want := 4 + 1; err != nil || count != want { // and the one that proves the master key
		t.Errorf("rewrapped %d keys, %v, want %d", count, err, want)
	}
	uid, want := enrolCard(t, db, "5") // the spare ones are gone
	wantEnrolment(t, db, uid, want)
}
