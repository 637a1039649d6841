//go:build cgo

package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// closedDatabase returns the bytes of a database with some faces and of its keys,
// and one of the faces with its photo.
func closedDatabase(t *testing.T) (content, keys []byte, uid identifier.UID, photo []byte) {
	t.Helper()
	dir := t.TempDir()
	db := open(t, dir)
	for range 5 {
		got, e := enrol(t, db, 20_000)
		uid, photo = got, e.Portrait.JPEG()
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return read(t, dir, file), read(t, dir, keyFile), uid, photo
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestADatabaseThatWasCutOffIsRefusedAndKept(t *testing.T) {
	content, _, _, _ := closedDatabase(t)
	for name, length := range map[string]int{
		"half of it":         len(content) / 2,
		"its first page":     4096,
		"all but one page":   len(content) - 4096,
		"a part of a page":   5000,
		"its file header":    100,
		"less than a header": 50,
	} {
		t.Run(name, func(t *testing.T) { wantRefusedAndKept(t, content[:length], "damaged") })
	}
}

// A file of no bytes is what a crash leaves that came before the first write.
func TestAnEmptyFileIsANewDatabase(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, file), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	create(t, open(t, dir))
}

// One page is overwritten, each in its turn. Who looks into it is told so; what
// lies elsewhere is read as before, and nothing is changed by looking.
func TestADamagedPageIsAnErrorForWhoReadsIt(t *testing.T) {
	content, keys, uid, photo := closedDatabase(t)
	const page = 4096
	readable, refused, failed := 0, 0, 0
	for at := 0; at < len(content); at += page {
		damaged := bytes.Clone(content)
		for i := range page {
			damaged[at+i] ^= 0xff
		}
		dir := t.TempDir()
		path := filepath.Join(dir, file)
		for path, content := range map[string][]byte{path: damaged, filepath.Join(dir, keyFile): keys} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		db, err := sqlite.Open(t.Context(), dir, sqlite.VaultFor(t))
		if err != nil {
			refused++
			if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("page %d: error %q does not say which file is damaged", at/page, err)
			}
		} else {
			whole := readEverything(t, db, uid, photo)
			if err := db.Close(); err != nil {
				t.Errorf("page %d: closing: %v", at/page, err)
			}
			if whole {
				readable++
			} else {
				failed++
			}
		}
		kept, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(kept, damaged) {
			t.Errorf("page %d: the file was changed, %v", at/page, err)
		}
	}
	if readable == 0 || refused == 0 || failed == 0 {
		t.Errorf("of the pages, %d hurt nobody, %d prevent the start, %d are found when they are read: want some of each", readable, refused, failed)
	}
}

// readEverything reads what there is, and reports whether all of it was right.
// An error must be of our own; SQLite does not see that a photo's bytes have changed.
func readEverything(t *testing.T, db *sqlite.DB, uid identifier.UID, photo []byte) (whole bool) {
	t.Helper()
	_, _, listErr := db.Identifiers().List(t.Context(), listing.Query{Page: listing.NewPage(1, 100)})
	e, faceErr := db.Identifiers().Enrolment(t.Context(), uid)
	_, accountErr := db.Accounts().HasAdministrator(t.Context())
	for _, err := range []error{listErr, faceErr, accountErr} {
		if err != nil && domain.KindOf(err) != domain.KindInternal && !errors.Is(err, domain.KindNotFound) {
			t.Errorf("error %v is of kind %q", err, domain.KindOf(err))
		}
	}
	return errors.Join(listErr, faceErr, accountErr) == nil && bytes.Equal(e.Portrait.JPEG(), photo)
}
