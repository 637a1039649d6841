//go:build cgo

package sqlite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// BenchmarkIdentifiers compares what clients do all day between a small house
// and a large one. Beside the mean it reports the 99th percentile.
func BenchmarkIdentifiers(b *testing.B) {
	for _, count := range []int{1_000, 100_000} {
		db := openFor(b, b.TempDir())
		fill(b, db, count)
		house := &house{db: db, repo: db.Identifiers(), count: count, random: rand.New(rand.NewPCG(1, 2))}
		for _, c := range []struct {
			name string
			run  func(b *testing.B) (prepare, do func())
		}{
			{"page", house.page},
			{"filter by number", house.filter(identifier.FieldNumber, "%d")},
			{"filter by owner", house.filter(identifier.FieldName, "Owner %d")},
			{"create", house.create},
			{"delete", house.delete},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) { measure(b, c.run) })
		}
	}
}

// measure times do alone, once after each prepare. It does not stop the timer of
// b for that: to start it again takes longer than some of what is measured.
func measure(b *testing.B, run func(b *testing.B) (prepare, do func())) {
	prepare, do := run(b)
	var took []time.Duration
	var sum time.Duration
	for b.Loop() {
		prepare()
		begin := time.Now()
		do()
		took = append(took, time.Since(begin))
		sum += took[len(took)-1]
	}
	slices.Sort(took)
	b.ReportMetric(float64(sum.Nanoseconds())/float64(len(took)), "ns/op")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
}

// house is a database with so many identifiers.
type house struct {
	db      *DB
	repo    *Identifiers
	count   int
	random  *rand.Rand
	created int
}

// list runs a query that must find something.
func (h *house) list(b *testing.B, q listing.Query) {
	if page, _, err := h.repo.List(b.Context(), q); err != nil || len(page) == 0 {
		b.Fatalf("got %d identifiers, %v", len(page), err)
	}
}

// page reads a page of all identifiers, anywhere among them.
func (h *house) page(b *testing.B) (prepare, do func()) {
	var q listing.Query
	return func() {
			q.Page = listing.NewPage(1+h.random.Int64N(int64(h.count)/listing.DefaultLimit), listing.DefaultLimit)
		}, func() {
			h.list(b, q)
		}
}

// filter looks for one identifier, whose field has a text.
func (h *house) filter(field listing.Field, text string) func(b *testing.B) (prepare, do func()) {
	q := listing.Query{Page: listing.NewPage(1, listing.DefaultLimit)}
	return func(b *testing.B) (prepare, do func()) {
		return func() {
				uid := 3*h.random.IntN(h.count/3) + 1 // of a card
				q.Filter = listing.Comparison{Field: field, Value: listing.Text(fmt.Sprintf(text, uid))}
			}, func() {
				h.list(b, q)
			}
	}
}

// create stores an identifier.
func (h *house) create(b *testing.B) (prepare, do func()) {
	var id identifier.Identifier
	return func() {
			h.created++
			id = card(fmt.Sprint(1_000_000_000 + h.created))
		}, func() {
			if _, err := h.repo.Create(b.Context(), id); err != nil {
				b.Fatal(err)
			}
		}
}

// delete removes an identifier that was there before any was created, and puts
// it back.
func (h *house) delete(b *testing.B) (prepare, do func()) {
	var uid identifier.UID
	return func() {
			if uid != 0 {
				createWith(b, h.db, int64(uid))
			}
			uid = identifier.UID(1 + h.random.IntN(h.count))
		}, func() {
			if err := h.repo.Delete(b.Context(), uid); err != nil {
				b.Fatal(err)
			}
		}
}
