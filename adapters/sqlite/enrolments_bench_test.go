//go:build cgo

package sqlite_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// measuresOfAPhoto is about how many measures the rules make of one.
const measuresOfAPhoto = 12

// BenchmarkEnrolment is what the database does for one upload, from the lease
// to its end, and what reading the face again costs.
func BenchmarkEnrolment(b *testing.B) {
	for _, size := range []int{300_000, 1_500_000} {
		e := newEnrolment(b, size)
		for len(e.Measures) < measuresOfAPhoto {
			e.Measures = append(e.Measures, e.Measures[0])
		}
		b.Run(fmt.Sprintf("upload/%dKB", size/1000), func(b *testing.B) {
			db := open(b, b.TempDir())
			b.SetBytes(int64(size))
			for b.Loop() {
				b.StopTimer()
				l := leaseOn(create(b, db), "holder")
				b.StartTimer()
				if err := upload(b.Context(), db, l, e); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("read/%dKB", size/1000), func(b *testing.B) {
			db := open(b, b.TempDir())
			l := leaseOn(create(b, db), "holder")
			if err := upload(b.Context(), db, l, e); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				if _, err := db.Identifiers().Enrolment(b.Context(), l.UID); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// upload does what one upload does with the database.
func upload(ctx context.Context, db *sqlite.DB, l enrolment.Lease, e enrolment.Enrolment) error {
	repo := db.Identifiers()
	if err := repo.AcquireLease(ctx, l, now); err != nil {
		return err
	}
	if _, err := repo.Get(ctx, l.UID); err != nil {
		return err
	}
	err := db.Within(ctx, func(ctx context.Context) error {
		if err := repo.CommitEnrolment(ctx, l, identifier.Enrolled, e); err != nil {
			return err
		}
		if err := db.Events().Append(ctx, event.Event{At: now, Key: event.FaceEnrolled}); err != nil {
			return err
		}
		if err := db.Events().Prune(ctx, 10_000); err != nil {
			return err
		}
		_, err := db.Audit().Append(ctx, audit.Entry{At: now, Actor: "admin", Action: audit.Action(event.FaceEnrolled), UID: int64(l.UID)})
		return err
	})
	if err != nil {
		return err
	}
	return repo.ReleaseLease(ctx, l)
}
