//go:build cgo

package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// connected returns the pools on a database that has no schema yet.
func connected(t *testing.T, dir string) *DB {
	t.Helper()
	db, err := connect(dir + "/" + fileName)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func stepCount(t *testing.T) int {
	t.Helper()
	files, err := fs.Glob(migrations(), "*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("got migrations %q, %v", files, err)
	}
	return len(files)
}

func TestMigratingAppliesEveryStepOnce(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []int{stepCount(t), 0, 0} {
		db := connected(t, dir)
		if got, err := migrate(t.Context(), db.writer, migrations()); err != nil || got != want {
			t.Fatalf("applied %d steps, %v, want %d", got, err, want)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestANewerSchemaIsRefusedAndKept(t *testing.T) {
	dir := t.TempDir()
	db := openFor(t, dir)
	uid := createCard(t, db, "1")
	newer := released(t, stepCount(t))
	newer["99999_future.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE future (id INTEGER) STRICT;\n")}
	if _, err := migrate(t.Context(), db.writer, newer); err != nil {
		t.Fatal(err)
	}

	_, err := Open(t.Context(), dir, VaultFor(t))
	if err == nil {
		t.Fatal("got no error")
	}
	for _, want := range []string{dir, "version 99999", "newer Vestibule"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not mention %q", err, want)
		}
	}
	if _, err := db.Identifiers().Get(t.Context(), uid); err != nil {
		t.Error(err)
	}
}

// released returns the first steps of the schema.
func released(t *testing.T, count int) fstest.MapFS {
	t.Helper()
	steps := fstest.MapFS{}
	entries, err := fs.ReadDir(migrations(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries[:count] {
		data, err := fs.ReadFile(migrations(), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		steps[e.Name()] = &fstest.MapFile{Data: data}
	}
	return steps
}

func TestAFailedStepLeavesNothingBehind(t *testing.T) {
	db := connected(t, t.TempDir())
	steps := fstest.MapFS{
		"00001_good.sql": {Data: []byte("-- +goose Up\nCREATE TABLE good (id INTEGER) STRICT;\n")},
		"00002_bad.sql":  {Data: []byte("-- +goose Up\nCREATE TABLE half (id INTEGER) STRICT;\nCREATE TABLE good (id INTEGER) STRICT;\n")},
	}
	if _, err := migrate(t.Context(), db.writer, steps); err == nil {
		t.Fatal("got no error")
	}
	var tables string
	err := db.reader.QueryRowContext(t.Context(),
		`SELECT group_concat(name) FROM sqlite_schema WHERE name IN ('good', 'half')`).Scan(&tables)
	if err != nil || tables != "good" {
		t.Errorf("tables are %q, %v, want good", tables, err)
	}
}

func TestManyCanOpenAFreshDatabaseAtOnce(t *testing.T) {
	dir := t.TempDir()
	ids := make([]string, 8)
	start := make(chan struct{})
	var done sync.WaitGroup
	for i := range ids {
		done.Go(func() {
			<-start
			db, err := Open(t.Context(), dir, VaultFor(t))
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close()
			if ids[i], err = db.InstallationID(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	close(start)
	done.Wait()
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Fatalf("ids are %q, want the same", ids)
		}
	}
}

func TestWaitingToOpenEndsWithTheContext(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lockDirectory(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, dir, VaultFor(t)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
	unlock()
	createCard(t, openFor(t, dir), "1")
}
