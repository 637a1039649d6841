//go:build cgo

package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
)

func TestFileThatIsNoDatabaseIsRefusedAndKept(t *testing.T) {
	for name, content := range map[string][]byte{
		"text":       []byte("my notes"),
		"long text":  bytes.Repeat([]byte("my notes\n"), 10_000),
		"zeros":      make([]byte, 8192),
		"a JPEG":     newPhoto(t, 100_000).JPEG(),
		"magic only": []byte("SQLite format 3\x00"),
	} {
		t.Run(name, func(t *testing.T) { wantRefusedAndKept(t, content, "file is not a database") })
	}
}

func TestDamagedDatabaseIsRefusedAndKept(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	enrol(t, db, 100_000)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	// The file's header stays; the schema behind it is overwritten.
	copy(content[100:4096], bytes.Repeat([]byte{0xa5}, 4096))
	wantRefusedAndKept(t, content, "malformed")
}

func wantRefusedAndKept(t *testing.T, content []byte, reason string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, file)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(t.Context(), dir, sqlite.VaultFor(t))
	if err == nil {
		db.Close()
		t.Fatal("got no error")
	}
	for _, want := range []string{path, reason} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not mention %q", err, want)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, content) {
		t.Error("the file was changed")
	}
}

func TestDataDirectoryThatCannotBeMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(path, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{path, filepath.Join(path, "below")} {
		db, err := sqlite.Open(t.Context(), dir, sqlite.VaultFor(t))
		if err == nil {
			db.Close()
			t.Fatalf("got no error for %s", dir)
		}
		if !strings.Contains(err.Error(), "data directory") || !strings.Contains(err.Error(), path) {
			t.Errorf("error %q does not say that %s cannot be the data directory", err, path)
		}
	}
}
