//go:build cgo

package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// items is how many rows the lists below have, few enough that values are
// shared by many and many enough that some are not.
const items = 150

// words are texts that a database could take for something else.
var words = []string{
	"", " ", "a", "A", "b", "ab", "ä", "5", "05", "10", "-1", "5.0", "1e1", "%", "_", "'", "''", `"`, `\`, "NULL",
	"a\x00b", "a\x00", "\xff", "日本", "card", "first", "?", "?1", "/*", "--", "); DROP TABLE identifiers; --",
}

// lister draws everything in a test at random.
type lister struct{ *rand.Rand }

func (r lister) word() string { return words[r.IntN(len(words))] }

// link returns a link that nobody else has, or none.
func (r lister) link(i int) domain.LinkID {
	if r.IntN(2) == 0 {
		return ""
	}
	return domain.LinkID(fmt.Sprintf("%x-%d", r.IntN(4), i))
}

func (r lister) value() listing.Value {
	switch r.IntN(8) {
	case 0:
		return listing.Number(r.Int64())
	case 1, 2, 3:
		return listing.Number(r.Int64N(items) - 2)
	}
	return listing.Text(r.word())
}

// filter returns a filter of some depth; not even its operators need exist. Half
// of the values are those of one of the items.
func (r lister) filter(depth int, fields []listing.Field, of func(listing.Field) listing.Value) listing.Filter {
	switch {
	case r.IntN(12) == 0:
		return nil
	case depth == 0 || r.IntN(3) == 0:
		c := listing.Comparison{Field: fields[r.IntN(len(fields))], Operator: listing.Operator(r.IntN(8) - 1), Value: r.value()}
		if r.IntN(2) == 0 {
			c.Value = of(c.Field)
		}
		return c
	case r.IntN(3) == 0:
		return listing.Not{Term: r.filter(depth-1, fields, of)}
	}
	var terms []listing.Filter
	for range r.IntN(4) {
		terms = append(terms, r.filter(depth-1, fields, of))
	}
	if r.IntN(2) == 0 {
		return listing.Or{Terms: terms}
	}
	return listing.And{Terms: terms}
}

func (r lister) orders(fields []listing.Field) (orders []listing.Order) {
	for range r.IntN(listing.MaxOrders) {
		orders = append(orders, listing.Order{Field: fields[r.IntN(len(fields))], Descending: r.IntN(2) == 0})
	}
	return orders
}

// listed is a list with all that is in it, in rising order of the keys.
type listed[T any] struct {
	list   func(context.Context, listing.Query) ([]T, int, error)
	schema listing.Schema
	all    []T
	key    func(T) int64
	field  func(T, listing.Field) listing.Value
	order  []listing.Order // where a query has none
	follow bool            // ties are in the direction of the first order
}

// expected returns what a query should find, from all of it.
func (l listed[T]) expected(q listing.Query) (page []int64, total int) {
	var found []T
	for _, item := range l.all {
		if listing.Matches(q.Filter, func(f listing.Field) listing.Value { return l.field(item, f) }) {
			found = append(found, item)
		}
	}
	orders := q.Order
	if len(orders) == 0 {
		orders = l.order
	}
	slices.SortFunc(found, func(a, b T) int { return l.compare(orders, a, b) })
	for _, item := range found[min(q.Page.Offset(), len(found)):min(q.Page.Offset()+q.Page.Limit, len(found))] {
		page = append(page, l.key(item))
	}
	return page, len(found)
}

func (l listed[T]) compare(orders []listing.Order, a, b T) int {
	for _, o := range orders {
		c := l.field(a, o.Field).Compare(l.field(b, o.Field))
		if o.Descending {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	c := cmp.Compare(l.key(a), l.key(b))
	if l.follow && orders[0].Descending {
		return -c
	}
	return c
}

// check compares what random queries find with what they should.
func (l listed[T]) check(t *testing.T, r lister) {
	t.Helper()
	fields := l.schema.Fields()
	for range 1_500 {
		of := l.all[r.IntN(len(l.all))]
		q := listing.Query{
			Filter: r.filter(r.IntN(4), fields, func(f listing.Field) listing.Value { return l.field(of, f) }),
			Order:  r.orders(fields),
			Page:   listing.Page{Number: 1 + r.IntN(6), Limit: 1 + r.IntN(60)},
		}
		found, total, err := l.list(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		var got []int64
		for _, item := range found {
			got = append(got, l.key(item))
		}
		if want, wantTotal := l.expected(q); !slices.Equal(got, want) || total != wantTotal {
			t.Fatalf("%+v:\ngot  %d of %d\nwant %d of %d", q, got, total, want, wantTotal)
		}
	}
}

// The domain says what a filter and an order mean; SQL must mean the same.
func TestIdentifiersAreListedAsTheDomainSays(t *testing.T) {
	db, r := openFor(t, t.TempDir()), lister{rand.New(rand.NewPCG(4, 1))}
	l := listed[identifier.Identifier]{
		list: db.Identifiers().List, schema: identifier.Schema,
		key:   func(id identifier.Identifier) int64 { return int64(id.UID()) },
		field: identifier.Identifier.Field,
	}
	together(t, db, func(ctx context.Context) (err error) {
		for i := range items {
			s := identifier.Spec{
				Owner: identifier.Owner{Name: r.word(), Type: []identifier.OwnerType{"owner", "guest", "5"}[r.IntN(3)]},
				Type:  identifier.FaceID, Number: r.word(), // faces alone may share a number
				Lock: []identifier.Lock{"first", "second", "all"}[r.IntN(3)],
			}
			if i%3 == 0 {
				s.Type, s.Number = []identifier.Type{"card", "qr"}[r.IntN(2)], fmt.Sprint(i)
			}
			id := identifier.Restore(0, s, identifier.Complete, 0).Linked(identifier.Links{Identifier: r.link(i)})
			if _, err := db.Identifiers().Create(ctx, id); err != nil {
				return err
			}
		}
		l.all, err = selectAll(ctx, transactionOf(ctx, db), scanIdentifier, `SELECT `+identifierColumns+` FROM identifiers ORDER BY uid`)
		return err
	})
	l.check(t, r)
}

func TestEventsAreListedAsTheDomainSays(t *testing.T) {
	db, r := openFor(t, t.TempDir()), lister{rand.New(rand.NewPCG(4, 2))}
	l := listed[event.Event]{
		list: db.Events().List, schema: event.Schema,
		key:    func(e event.Event) int64 { return e.ID },
		field:  event.Event.Field,
		order:  []listing.Order{{Field: event.FieldTimestamp}},
		follow: true,
	}
	keys := append(event.Keys(), "a key of later", "")
	together(t, db, func(ctx context.Context) error {
		for i := range items {
			e := event.Event{
				ID: int64(i + 1), At: time.UnixMilli(r.Int64N(20) - 3).UTC(), Key: keys[r.IntN(len(keys))],
				Account: r.word(), Subject: event.Subject{Number: r.word()},
			}
			l.all = append(l.all, e)
			if err := db.Events().Append(ctx, e); err != nil {
				return err
			}
		}
		return nil
	})
	l.check(t, r)
}

func TestApartmentsAreListedAsTheDomainSays(t *testing.T) {
	db, r := openFor(t, t.TempDir()), lister{rand.New(rand.NewPCG(4, 3))}
	l := listed[apartment.Apartment]{
		list: db.Apartments().List, schema: apartment.Schema,
		key:   func(a apartment.Apartment) int64 { return int64(a.UID()) },
		field: apartment.Apartment.Field,
	}
	together(t, db, func(ctx context.Context) error {
		for i := range items {
			s := apartment.Spec{Name: r.word(), Link: r.link(i)}
			uid, err := db.Apartments().Create(ctx, apartment.Restore(0, s))
			if err != nil {
				return err
			}
			l.all = append(l.all, apartment.Restore(uid, s))
		}
		return nil
	})
	l.check(t, r)
}

func TestTimeProfilesAreListedAsTheDomainSays(t *testing.T) {
	db, r := openFor(t, t.TempDir()), lister{rand.New(rand.NewPCG(4, 4))}
	l := listed[schedule.Profile]{
		list: db.TimeProfiles().List, schema: schedule.Schema,
		key:   func(p schedule.Profile) int64 { return int64(p.UID()) },
		field: schedule.Profile.Field,
	}
	together(t, db, func(ctx context.Context) error {
		for i := range items {
			s, link := schedule.Spec{Name: r.word(), From: utc(r.Int64N(9)), To: utc(r.Int64N(9))}, r.link(i)
			uid, err := db.TimeProfiles().Create(ctx, schedule.Restore(0, link, s))
			if err != nil {
				return err
			}
			l.all = append(l.all, schedule.Restore(uid, link, s))
		}
		return nil
	})
	l.check(t, r)
}

// together makes one transaction of many changes: to wait for the disk after
// each takes most of the time.
func together(t testing.TB, db *DB, do func(ctx context.Context) error) {
	t.Helper()
	if err := db.Within(t.Context(), do); err != nil {
		t.Fatal(err)
	}
}

func TestEveryFieldOfASchemaHasAColumnOfItsType(t *testing.T) {
	for name, tt := range map[string]struct {
		columns columns
		schema  listing.Schema
	}{
		"identifiers":   {identifierList.fields, identifier.Schema},
		"events":        {eventList.fields, event.Schema},
		"apartments":    {apartmentList.fields, apartment.Schema},
		"time profiles": {profileList.fields, schedule.Schema},
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range tt.schema.Fields() {
				c, err := tt.columns.of(f)
				if err != nil {
					t.Error(err)
				}
				if got, want := c.number, tt.schema[f] == listing.NumberField; got != want {
					t.Errorf("%s is a number: %t, want %t", f, got, want)
				}
			}
			if got, want := len(tt.columns), len(tt.schema); got != want {
				t.Errorf("%d fields have columns, want %d", got, want)
			}
		})
	}
}

func TestAFieldThatTheListDoesNotHaveIsRefused(t *testing.T) {
	repo := openFor(t, t.TempDir()).Identifiers()
	for _, field := range []listing.Field{"", "uid", "owner_name", "identifier_uid ", "Name", `name"`, "1; DROP TABLE identifiers", event.FieldKey + "s"} {
		c := listing.Comparison{Field: field, Value: listing.Text("x")}
		for name, q := range map[string]listing.Query{
			"filter":        {Filter: c},
			"inner filter":  {Filter: listing.Or{Terms: []listing.Filter{nil, listing.Not{Term: listing.And{Terms: []listing.Filter{c}}}}}},
			"order":         {Order: []listing.Order{{Field: field}}},
			"falling order": {Order: []listing.Order{{Field: field, Descending: true}}},
			"second order":  {Order: []listing.Order{{Field: identifier.FieldLock}, {Field: field}}},
			"order of ties": {Order: []listing.Order{{Field: identifier.FieldUID}, {Field: field}}},
		} {
			q.Page = listing.NewPage(1, 10)
			if _, _, err := repo.List(t.Context(), q); !errors.Is(err, domain.KindWrongParam) {
				t.Errorf("%s by %q: got %v, want kind %q", name, field, err, domain.KindWrongParam)
			}
		}
	}
}

func TestAPageFarPastTheEndIsEmpty(t *testing.T) {
	db := openFor(t, t.TempDir())
	createCard(t, db, "1")
	for _, order := range [][]listing.Order{nil, {{Field: identifier.FieldUID, Descending: true}}, {{Field: identifier.FieldName, Descending: true}}} {
		for _, filter := range []listing.Filter{nil, listing.And{}} {
			q := listing.Query{Filter: filter, Order: order, Page: listing.NewPage(math.MaxInt64, listing.MaxLimit)}
			if page, total, err := db.Identifiers().List(t.Context(), q); len(page) != 0 || total != 1 || err != nil {
				t.Errorf("got %d of %d, %v, want 0 of 1", len(page), total, err)
			}
		}
	}
}

// A filter that no index helps reads all rows, but no longer than it is waited
// for.
func TestALongFilterEndsWithTheContext(t *testing.T) {
	db := openFor(t, t.TempDir())
	fill(t, db, 20_000)
	var terms []listing.Filter
	for range listing.MaxComparisons {
		terms = append(terms, listing.Comparison{Field: identifier.FieldName, Operator: listing.NotEqual, Value: listing.Text("nobody")})
	}
	q := listing.Query{Filter: listing.And{Terms: terms}, Page: listing.NewPage(1, 10)}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, _, err := db.Identifiers().List(ctx, q); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want context.DeadlineExceeded", err)
	}
}
