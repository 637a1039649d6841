//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/audit"
)

var noon = time.Date(2026, time.January, 1, 12, 0, 0, 0, time.UTC)

// appendEntries appends so many entries and returns the head after them.
func appendEntries(t testing.TB, db *DB, count int) audit.Head {
	t.Helper()
	for n := range count {
		e := audit.Entry{At: noon.Add(time.Duration(n) * time.Second), Actor: "admin", Action: audit.PortraitRead, UID: int64(100 + n), Detail: fmt.Sprint(n)}
		if _, err := db.Audit().Append(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	head, err := db.Audit().Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head
}

func TestTheDatabaseKeepsTheAuditLogAsItIs(t *testing.T) {
	db := openFor(t, t.TempDir())
	head := appendEntries(t, db, 3)
	for _, statement := range []string{
		`UPDATE audit_log SET actor = 'somebody' WHERE seq = 2`,
		`UPDATE OR IGNORE audit_log SET seq = 9 WHERE seq = 2`,
		`DELETE FROM audit_log`,
		`DELETE FROM audit_log WHERE seq = 3`,
		`INSERT OR REPLACE INTO audit_log SELECT 3, at, 'somebody', action, uid, detail, previous, hash FROM audit_log WHERE seq = 3`,
		`INSERT INTO audit_log SELECT 2, at, actor, action, uid, detail, previous, hash FROM audit_log WHERE seq = 2`,
		`INSERT INTO audit_log SELECT 5, at, actor, action, uid, detail, hash, hash FROM audit_log WHERE seq = 3`,
		`INSERT INTO audit_log SELECT 0, at, actor, action, uid, detail, hash, hash FROM audit_log WHERE seq = 3`,
		`INSERT INTO audit_log SELECT 4, at, actor, action, uid, detail, previous, hash FROM audit_log WHERE seq = 3`,
	} {
		if _, err := db.writer.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "audit log") {
			t.Errorf("%s: got %v, want a refusal", statement, err)
		}
	}
	found, err := (&app.AuditLog{Repo: db.Audit()}).Verify(t.Context(), &head)
	if err != nil || found.Break != nil || found.Head != head {
		t.Errorf("got %+v, %v, want head %v", found, err, head)
	}
	if next := appendEntries(t, db, 1); next.Seq != 4 {
		t.Errorf("the next entry is %d", next.Seq)
	}
}

// Whoever can write to the file can drop the triggers.
func TestWhatIsDoneToTheFileIsFound(t *testing.T) {
	const entries = 5
	for _, c := range []struct {
		name       string
		statements []string
		at         int64 // 0: found only with a head that was noted down
		why        string
	}{
		{"nothing", nil, -1, ""},
		{"the time is changed", []string{`UPDATE audit_log SET at = at + 1 WHERE seq = 3`}, 3, "changed"},
		{"the actor is changed", []string{`UPDATE audit_log SET actor = 'Admin' WHERE seq = 3`}, 3, "changed"},
		{"the action is changed", []string{`UPDATE audit_log SET action = 'x' WHERE seq = 3`}, 3, "changed"},
		{"the uid is changed", []string{`UPDATE audit_log SET uid = 999 WHERE seq = 3`}, 3, "changed"},
		{"the detail is changed", []string{`UPDATE audit_log SET detail = detail || ' ' WHERE seq = 3`}, 3, "changed"},
		{"a zero byte is put behind a text", []string{`UPDATE audit_log SET detail = detail || char(0) WHERE seq = 3`}, 3, "changed"},
		{"the hash before is changed", []string{`UPDATE audit_log SET previous = zeroblob(32) WHERE seq = 3`}, 3, "changed"},
		{"the hash is changed", []string{`UPDATE audit_log SET hash = zeroblob(32) WHERE seq = 3`}, 3, "changed"},
		{"the hash gets a byte more", []string{`PRAGMA ignore_check_constraints = ON`, `UPDATE audit_log SET hash = CAST(hash || x'00' AS BLOB) WHERE seq = 3`}, 3, "changed"},
		{"the hash is emptied", []string{`PRAGMA ignore_check_constraints = ON`, `UPDATE audit_log SET hash = x'' WHERE seq = 5`}, 5, "changed"},

		{"the first is removed", []string{`DELETE FROM audit_log WHERE seq = 1`}, 1, "missing"},
		{"one is removed", []string{`DELETE FROM audit_log WHERE seq = 3`}, 3, "missing"},
		{"one is removed and the rest moves up", []string{`DELETE FROM audit_log WHERE seq = 3`,
			`UPDATE audit_log SET seq = 3 WHERE seq = 4`, `UPDATE audit_log SET seq = 4 WHERE seq = 5`}, 3, "changed"},
		{"two are swapped", []string{`UPDATE audit_log SET seq = 9 WHERE seq = 2`,
			`UPDATE audit_log SET seq = 2 WHERE seq = 3`, `UPDATE audit_log SET seq = 3 WHERE seq = 9`}, 2, "changed"},
		{"a forged one is put behind", []string{
			`INSERT INTO audit_log SELECT 6, at, actor, action, uid, detail, hash, zeroblob(32) FROM audit_log WHERE seq = 5`}, 6, "changed"},
		{"a forged one is put before", []string{`PRAGMA ignore_check_constraints = ON`,
			`INSERT INTO audit_log SELECT -1, at, actor, action, uid, detail, previous, hash FROM audit_log WHERE seq = 1`}, -1, "out of place"},
		{"the log is moved to another installation", []string{`UPDATE installation SET id = upper(id)`}, 1, "installation"},

		{"the last is cut off", []string{`DELETE FROM audit_log WHERE seq = 5`}, 0, "entry 5: it is missing"},
		{"all are cut off", []string{`DELETE FROM audit_log`}, 0, "entry 1: it is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			db := openFor(t, dir)
			head := appendEntries(t, db, entries)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			attack(t, dir, c.statements...)

			log := &app.AuditLog{Repo: openFor(t, dir).Audit()}
			found, err := log.Verify(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.at == 0 {
				if found.Break != nil {
					t.Fatalf("the break is %+v, want none without a head", *found.Break)
				}
				if found, err = log.Verify(t.Context(), &head); err != nil {
					t.Fatal(err)
				}
			}
			if c.why == "" {
				if found.Break != nil || found.Head != head {
					t.Errorf("got %+v", found)
				}
				return
			}
			if found.Break == nil {
				t.Fatal("nothing was found")
			}
			said := fmt.Sprintf("entry %d: %s", found.Break.Seq, found.Break.Why)
			if !strings.Contains(said, c.why) || (c.at != 0 && found.Break.Seq != c.at) {
				t.Errorf("found %s, want %q at entry %d", said, c.why, c.at)
			}
		})
	}
}

// attack changes the database as somebody does who has the file and SQLite.
func attack(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", dir+"/"+fileName)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // pragmas belong to a connection
	for _, trigger := range []string{"audit_log_is_not_changed", "audit_log_is_not_removed", "audit_log_is_a_chain"} {
		statements = append([]string{"DROP TRIGGER " + trigger}, statements...)
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// Two programs append to one chain.
func TestTwoProgramsDoNotForkTheAuditLog(t *testing.T) {
	const each = 20
	dir := t.TempDir()
	failed := make(chan error, 2)
	for range cap(failed) {
		db := openFor(t, dir)
		go func() {
			var err error
			for n := 0; n < each && err == nil; n++ {
				err = db.Within(t.Context(), func(ctx context.Context) error {
					_, err := db.Audit().Append(ctx, audit.Entry{At: noon, Action: audit.PortraitRead, UID: int64(n)})
					return err
				})
			}
			failed <- err
		}()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	found, err := (&app.AuditLog{Repo: openFor(t, dir).Audit()}).Verify(t.Context(), nil)
	if err != nil || found.Break != nil || found.Head.Seq != 2*each {
		t.Errorf("got %+v, %v, want %d entries", found, err, 2*each)
	}
}

// BenchmarkAuditLog is what an entry adds to a transaction, and what verifying
// and keeping it costs.
func BenchmarkAuditLog(b *testing.B) {
	e := audit.Entry{At: noon, Actor: "admin", Action: "face_enrolled", UID: 4711}
	b.Run("append in a transaction", func(b *testing.B) {
		db := openFor(b, b.TempDir())
		err := db.Within(b.Context(), func(ctx context.Context) error {
			for b.Loop() {
				if _, err := db.Audit().Append(ctx, e); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	})
	b.Run("verify/100000", func(b *testing.B) {
		const count = 100_000
		db := openFor(b, b.TempDir())
		size := func() (pages int64) {
			if err := db.reader.QueryRowContext(b.Context(), `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&pages); err != nil {
				b.Fatal(err)
			}
			return pages
		}
		before := size()
		err := db.Within(b.Context(), func(ctx context.Context) error {
			for range count {
				if _, err := db.Audit().Append(ctx, e); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			found, err := (&app.AuditLog{Repo: db.Audit()}).Verify(b.Context(), nil)
			if err != nil || found.Break != nil || found.Head.Seq != count {
				b.Fatalf("got %+v, %v", found, err)
			}
		}
		b.ReportMetric(float64(size()-before)/count, "bytes/entry")
	})
}
