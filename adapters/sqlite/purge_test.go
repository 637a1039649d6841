//go:build cgo

package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// wantNowhere wants that no file of a database has any of the texts.
func wantNowhere(t *testing.T, dir string, texts ...string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 3 {
		t.Fatalf("the files are %q, error %v; want the database's three", files, err)
	}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if n := bytes.Count(content, []byte(text)); n > 0 {
				t.Errorf("%s has %q %d times", filepath.Base(path), text, n)
			}
		}
	}
}

func TestPurgingLeavesNothingOfWhatWasDeleted(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	other := open(t, dir) // a server that is running
	uid, e := enrol(t, db, 200_000)
	photo := string(e.Portrait.JPEG()[1000:1016]) // random bytes of the first comment
	if _, err := other.Identifiers().Get(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	if err := db.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantNowhere(t, dir, "Maria Lindqvist", photo)
}

// Rows move within their pages, and from page to page, as others come and go.
func TestPurgingLeavesNothingOfWhatMoved(t *testing.T) {
	const marker = "Zzyzx Markername"
	dir := t.TempDir()
	db := open(t, dir)
	random := rand.New(rand.NewPCG(3, 2))
	var uids, marked []identifier.UID
	within := func(do func(ctx context.Context) error) {
		t.Helper()
		if err := db.Within(t.Context(), do); err != nil {
			t.Fatal(err)
		}
	}
	last := 10_000_000
	number := func() string { last++; return strconv.Itoa(last) }
	named := func() (identifier.Identifier, bool) {
		name, isMarked := strings.Repeat("x", random.IntN(200)), random.IntN(4) == 0
		if isMarked {
			name = marker
		}
		return card(t, name, number()), isMarked
	}
	for range 60 {
		within(func(ctx context.Context) error {
			for range 50 {
				id, isMarked := named()
				uid, err := db.Identifiers().Create(ctx, id)
				if err != nil {
					return err
				}
				if isMarked {
					marked = append(marked, uid)
				} else {
					uids = append(uids, uid)
				}
				if err := db.Events().Append(ctx, event.Event{At: now, Key: event.IdentifierCreated,
					Subject: event.Subject{UID: int64(uid), Name: id.Spec().Owner.Name, Number: id.Spec().Number, Type: "card"}}); err != nil {
					return err
				}
			}
			for range 25 {
				i := random.IntN(len(uids))
				if err := db.Identifiers().Delete(ctx, uids[i]); err != nil {
					return err
				}
				uids = append(uids[:i], uids[i+1:]...)
				to := card(t, strings.Repeat("y", random.IntN(250)), number())
				if err := db.Identifiers().Update(ctx, identifier.Restore(uids[random.IntN(len(uids))], to.Spec(), to.State(), to.PassesLeft())); err != nil {
					return err
				}
			}
			return db.Events().Prune(ctx, 2000)
		})
	}
	within(func(ctx context.Context) error {
		if _, err := db.Events().Erase(ctx, event.Mention{Name: marker}); err != nil {
			return err
		}
		for _, uid := range marked {
			if err := db.Identifiers().Delete(ctx, uid); err != nil {
				return err
			}
		}
		return nil
	})
	if err := db.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantNowhere(t, dir, marker)
}

func card(t *testing.T, name, number string) identifier.Identifier {
	t.Helper()
	id, err := identifier.New(identifier.Spec{
		Owner: identifier.Owner{Name: name, Type: identifier.Guest}, Type: identifier.Card, Number: number,
		Lock: identifier.AllLocks, Validity: identifier.Permanent(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestPurgingSaysThatSomebodyReads(t *testing.T) {
	t.Parallel() // it waits a while
	dir := t.TempDir()
	db := open(t, dir)
	uid := create(t, db)
	reader, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, file)+"?_query_only=on")
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	tx, err := reader.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM identifiers`).Scan(&n); err != nil || n != 1 {
		t.Fatalf("%d identifiers, error %v", n, err)
	}
	if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if got := domain.KindOf(db.Purge(t.Context())); got != domain.KindBusy {
		t.Errorf("kind is %v, want busy", got)
	}
	if waited := time.Since(began); waited < time.Second {
		t.Errorf("it gave up after %v", waited)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := db.Purge(t.Context()); err != nil {
		t.Errorf("when nobody reads any more: %v", err)
	}
	wantNowhere(t, dir, "Maria Lindqvist")
}
