//go:build cgo

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// createWith stores a face under a uid behind the repository's back.
func createWith(t testing.TB, db *DB, uid int64) {
	t.Helper()
	exec(t, db, `
		INSERT INTO identifiers (uid, owner_name, owner_type, type, number, lock, state,
			time_permanent, passes_permanent, passes_max, passes_left)
		VALUES (?, 'Owner', 'owner', 'face_id', '', 'first', 'temporary', 1, 1, 0, -1)`, uid)
}

// storedUIDs returns all uids there are.
func storedUIDs(t *testing.T, db *DB) (uids []identifier.UID) {
	t.Helper()
	err := db.read(t.Context(), "uids", func(tx *sql.Tx) (err error) {
		uids, err = selectAll(t.Context(), tx, scanUID, `SELECT uid FROM identifiers ORDER BY uid`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return uids
}

// wantPages compares every page of a size, in both directions, with the uids.
func wantPages(t *testing.T, db *DB, uids []identifier.UID, limit int) {
	t.Helper()
	for _, descending := range []bool{false, true} {
		rest := slices.Clone(uids)
		if descending {
			slices.Reverse(rest)
		}
		for number := 1; ; number++ {
			want := rest[:min(limit, len(rest))]
			rest = rest[len(want):]
			q := listing.Query{
				Order: []listing.Order{{Field: identifier.FieldUID, Descending: descending}},
				Page:  listing.Page{Number: number, Limit: limit},
			}
			page, total, err := db.Identifiers().List(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			var got []identifier.UID
			for _, id := range page {
				got = append(got, id.UID())
			}
			if !slices.Equal(got, want) || total != len(uids) {
				t.Fatalf("page %d of %d, descending %t, is %d of %d, want %d of %d", number, limit, descending, got, total, want, len(uids))
			}
			if len(want) == 0 {
				break
			}
		}
	}
}

// wantCounts wants that the counts are those of the rows, and none is of none.
func wantCounts(t *testing.T, db *DB) {
	t.Helper()
	var wrong int
	if err := db.reader.QueryRowContext(t.Context(), `
		WITH spans (span) AS (VALUES (8192), (512)),
		counted AS (SELECT span, uid / span * span AS begin, count(*) AS items FROM spans, identifiers GROUP BY 1, 2)
		SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM identifier_counts)) +
			(SELECT count(*) FROM (SELECT * FROM identifier_counts EXCEPT SELECT * FROM counted))`).Scan(&wrong); err != nil {
		t.Fatal(err)
	}
	if wrong != 0 {
		t.Errorf("%d counts are wrong", wrong)
	}
}

func TestPagesBeginAndEndAnywhere(t *testing.T) {
	last := identifier.UID(wideSpan)
	tests := []struct {
		name string
		uids []identifier.UID
	}{
		{"nobody", nil},
		{"one", []identifier.UID{1}},
		{"one far away", []identifier.UID{1_000_000_007}},
		{"both sides of a narrow range", []identifier.UID{narrowSpan - 1, narrowSpan, narrowSpan + 1}},
		{"both sides of a wide range", []identifier.UID{last - 1, last, last + 1}},
		{"wide ranges with nobody between", []identifier.UID{1, 2, 5 * last, 9*last - 1, 9 * last}},
		{"narrow ranges with nobody between", []identifier.UID{3, 5*narrowSpan - 1, 5 * narrowSpan, 9 * narrowSpan}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openFor(t, t.TempDir())
			for _, uid := range tt.uids {
				createWith(t, db, int64(uid))
			}
			wantCounts(t, db)
			for limit := 1; limit <= len(tt.uids)+1; limit++ {
				wantPages(t, db, tt.uids, limit)
			}
		})
	}
}

func TestCountsFollowWhatComesAndGoes(t *testing.T) {
	db, random := openFor(t, t.TempDir()), rand.New(rand.NewPCG(6, 1))
	exec(t, db, `PRAGMA synchronous = off`) // this is not about the disk
	fill(t, db, 2_000)
	for round := range 6 {
		for _, n := range random.Perm(20_000)[:200] {
			createWith(t, db, int64(3_000+20_000*round+n))
		}
		exec(t, db, `DELETE FROM identifiers WHERE uid % 7 = ?`, round)
		exec(t, db, `DELETE FROM identifiers WHERE uid / 1024 = ?`, 7*round)
		wantCounts(t, db)
		uids := storedUIDs(t, db)
		for _, limit := range []int{7, 100, 500} {
			wantPages(t, db, uids, limit)
		}
	}
	exec(t, db, `DELETE FROM identifiers`)
	wantCounts(t, db)
	wantPages(t, db, nil, 10)
}

// The counts are in the transaction of what they count.
func TestCountsOfAFailedTransactionAreUndone(t *testing.T) {
	db := openFor(t, t.TempDir())
	fill(t, db, 600)
	err := db.Within(t.Context(), func(ctx context.Context) error {
		for i := range 5 {
			if _, err := db.Identifiers().Create(ctx, card(fmt.Sprint("new ", i))); err != nil {
				return err
			}
		}
		for uid := identifier.UID(500); uid < 550; uid++ {
			if err := db.Identifiers().Delete(ctx, uid); err != nil {
				return err
			}
		}
		if _, total, err := db.Identifiers().List(ctx, listing.Query{}); total != 555 || err != nil {
			t.Errorf("within there are %d, %v, want 555", total, err)
		}
		return errGiven
	})
	if !errors.Is(err, errGiven) {
		t.Fatal(err)
	}
	wantCounts(t, db)
	wantPages(t, db, storedUIDs(t, db), 100)
}
