package conformance

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// listed is what a list can have.
type listed interface {
	Field(f listing.Field) listing.Value
}

// list is a List of a repository with all that is in it.
type list[T listed] struct {
	ask    func(ctx context.Context, q listing.Query) (page []T, total int, err error)
	schema listing.Schema
	items  []T // by uid

	standard  []listing.Order // what an empty order means, if not by uid
	tieIsLike bool            // what an order leaves equal goes in the direction of its first field
}

// listCases are the claims about a list. open fills a repository with
// listedItems items, some of which are equal in each field but uid and link.
func listCases[T listed, R any](open func(t *testing.T, r R) list[T]) []testCase[R] {
	return []testCase[R]{
		{"a list has what a filter is true of, for every field and operator", on(open, list[T].comparisons)},
		{"a list has what a filter with and, or and not is true of", on(open, list[T].trees)},
		{"a filter may be as large as the dialect allows", on(open, list[T].largeFilters)},
		{"the pages of every order together have each item once", on(open, list[T].orders)},
		{"a page has as many items as it may", on(open, list[T].limits)},
		{"a page past the end is empty and tells how many there are", on(open, list[T].pastTheEnd)},
		{"a page is the caller's", on(open, list[T].pageIsNotShared)},
		{"listing with an ended context gives up", on(open, list[T].givesUp)},
	}
}

// on returns a case that fills a repository and makes a claim about its list.
func on[T listed, R any](open func(t *testing.T, r R) list[T], claim func(l list[T], t *testing.T)) func(*testing.T, R) {
	return func(t *testing.T, r R) { claim(open(t, r), t) }
}

// listedItems is how many items the lists have: more than are sorted in one
// simple way, and no more than fit on a page.
const listedItems = 3 * 12

// listedName returns a name of the item of that index. They sort and match in
// ways that go wrong: alike but for the case, signs of patterns and quotes,
// beyond ASCII, some of them several times.
func listedName(i int) string {
	names := [...]string{"Maria", "maria", "MARIA", "", "M%", "M_", "O'Brien", "Ünal", "門", "🚪", "Maria", "Mario"}
	return names[i%len(names)]
}

// named is listedName for those that must have a name.
func named(i int) string { return cmp.Or(listedName(i), "m") }

// listedLink returns a link for the item of that index, "" for some. They are
// not in the order of the items.
func listedLink(i int) domain.LinkID {
	if i%3 == 0 {
		return ""
	}
	return link(i * 7 % listedItems)
}

// whole is a page that has everything.
var whole = listing.Page{Number: 1, Limit: listing.MaxLimit}

// want compares a page with what the rules of the domain say that it has.
func (l list[T]) want(t *testing.T, q listing.Query) {
	t.Helper()
	all := l.expected(q)
	first := min(q.Page.Offset(), len(all))
	want := all[first:min(first+q.Page.Limit, len(all))]
	got, total, err := l.ask(t.Context(), q)
	ok(t, err)
	if total != len(all) {
		t.Fatalf("%s: there are %d, want %d", describe(q), total, len(all))
	}
	if len(got) != len(want) || (len(got) > 0 && !equal(got, want)) {
		t.Fatalf("%s: the page has\n%+v, want\n%+v", describe(q), got, want)
	}
}

// expected returns all that a query is true of, in its order.
func (l list[T]) expected(q listing.Query) []T {
	orders := q.Order
	if len(orders) == 0 {
		orders = l.standard
	}
	var all []T
	for _, item := range l.items {
		if listing.Matches(q.Filter, item.Field) {
			all = append(all, item)
		}
	}
	if l.tieIsLike && orders[0].Descending {
		slices.Reverse(all)
	}
	slices.SortStableFunc(all, func(a, b T) int { return inOrder(orders, a, b) })
	return all
}

func inOrder[T listed](orders []listing.Order, a, b T) int {
	for _, o := range orders {
		c := a.Field(o.Field).Compare(b.Field(o.Field))
		switch {
		case c == 0:
		case o.Descending:
			return -c
		default:
			return c
		}
	}
	return 0
}

func describe(q listing.Query) string {
	return fmt.Sprintf("filter %q, order %v, page %d of %d items", listing.Format(q.Filter), q.Order, q.Page.Number, q.Page.Limit)
}

// values returns what a field is compared with, each once: all that it has, and
// some that lie before, between and after.
func (l list[T]) values(f listing.Field) []listing.Value {
	values := []listing.Value{listing.Text(""), listing.Text("%"), listing.Text("M"), listing.Text("\U0010ffff")}
	if l.schema[f] == listing.NumberField {
		values = []listing.Value{listing.Number(math.MinInt64), listing.Number(-1), listing.Number(0), listing.Number(math.MaxInt64)}
	}
	for _, item := range l.items {
		values = append(values, item.Field(f))
	}
	slices.SortFunc(values, listing.Value.Compare)
	return slices.Compact(values)
}

var operators = []listing.Operator{
	listing.Equal, listing.NotEqual, listing.Greater, listing.GreaterOrEqual, listing.Less, listing.LessOrEqual,
}

func (l list[T]) comparisons(t *testing.T) {
	l.want(t, listing.Query{Page: whole})
	for _, f := range l.schema.Fields() {
		for _, v := range l.values(f) {
			for _, o := range operators {
				l.want(t, listing.Query{Filter: listing.Comparison{Field: f, Operator: o, Value: v}, Page: whole})
			}
		}
	}
}

// trees builds filters from a few comparisons, each of which is true of some
// items and not of others.
func (l list[T]) trees(t *testing.T) {
	middle := l.items[len(l.items)/2]
	var terms []listing.Filter
	for _, f := range l.schema.Fields() {
		terms = append(terms, listing.Comparison{Field: f, Operator: listing.LessOrEqual, Value: middle.Field(f)})
	}
	filters := []listing.Filter{
		listing.And{}, listing.Or{}, listing.Not{}, listing.Not{Term: listing.And{}}, listing.Not{Term: listing.Or{}},
		listing.And{Terms: terms}, listing.Or{Terms: terms},
		listing.Not{Term: listing.And{Terms: terms}}, listing.Not{Term: listing.Or{Terms: terms}},
	}
	for i, a := range terms {
		b, c := terms[(i+1)%len(terms)], terms[(i+2)%len(terms)]
		filters = append(filters,
			listing.Not{Term: a}, listing.Not{Term: listing.Not{Term: a}},
			listing.And{Terms: []listing.Filter{a}}, listing.Or{Terms: []listing.Filter{a}},
			listing.And{Terms: []listing.Filter{a, listing.Not{Term: b}}},
			listing.And{Terms: []listing.Filter{a, listing.Or{Terms: []listing.Filter{listing.Not{Term: b}, c}}}},
			listing.Or{Terms: []listing.Filter{a, listing.And{Terms: []listing.Filter{listing.Not{Term: b}, c}}}},
			listing.Or{Terms: []listing.Filter{listing.And{Terms: []listing.Filter{a, b}}, listing.Not{Term: c}}},
			listing.Not{Term: listing.Or{Terms: []listing.Filter{a, listing.Not{Term: listing.And{Terms: []listing.Filter{b, c}}}}}},
		)
	}
	for _, filter := range filters {
		for _, page := range []listing.Page{whole, {Number: 2, Limit: 3}} {
			l.want(t, listing.Query{Filter: filter, Page: page})
		}
	}
}

func (l list[T]) largeFilters(t *testing.T) {
	fields := l.schema.Fields()
	var each []listing.Filter
	for i := range listing.MaxComparisons {
		f := fields[i%len(fields)]
		v := l.items[i%len(l.items)].Field(f)
		each = append(each, listing.Comparison{Field: f, Operator: operators[i%len(operators)], Value: v})
	}
	l.want(t, listing.Query{Filter: listing.Or{Terms: each}, Page: whole})
	l.want(t, listing.Query{Filter: listing.Not{Term: listing.And{Terms: each}}, Page: whole})

	deep := each[0]
	for range listing.MaxDepth {
		deep = listing.Not{Term: deep}
	}
	l.want(t, listing.Query{Filter: deep, Page: whole})
	deep = each[0]
	for i := range listing.MaxDepth {
		deep = listing.And{Terms: []listing.Filter{each[i], listing.Or{Terms: []listing.Filter{each[i+1], deep}}}}
	}
	l.want(t, listing.Query{Filter: deep, Page: whole})
}

// allOrders returns no order, every field, every two, and as many as an order
// may have.
func (l list[T]) allOrders() [][]listing.Order {
	orders := [][]listing.Order{nil}
	fields := l.schema.Fields()
	for i, f := range fields {
		for _, descending := range []bool{false, true} {
			first := listing.Order{Field: f, Descending: descending}
			orders = append(orders, []listing.Order{first})
			for _, g := range slices.Concat(fields[:i], fields[i+1:]) {
				orders = append(orders, []listing.Order{first, {Field: g}}, []listing.Order{first, {Field: g, Descending: true}})
			}
		}
	}
	var most []listing.Order
	for i, f := range fields[:min(len(fields), listing.MaxOrders)] {
		most = append(most, listing.Order{Field: f, Descending: i%2 == 0})
	}
	slices.Reverse(most)
	return append(orders, most)
}

func (l list[T]) orders(t *testing.T) {
	const limit = listedItems/3 + 1
	half := listing.Comparison{Field: l.schema.Fields()[0], Operator: listing.NotEqual, Value: l.items[0].Field(l.schema.Fields()[0])}
	for _, order := range l.allOrders() {
		for _, filter := range []listing.Filter{nil, half} {
			for number := 1; (number-1)*limit <= len(l.items); number++ {
				l.want(t, listing.Query{Filter: filter, Order: order, Page: listing.Page{Number: number, Limit: limit}})
			}
		}
	}
}

func (l list[T]) limits(t *testing.T) {
	for _, limit := range []int{1, 2, 3, listing.DefaultLimit, len(l.items) - 1, len(l.items), len(l.items) + 1, listing.MaxLimit} {
		for number := range 3 {
			l.want(t, listing.Query{Page: listing.Page{Number: number + 1, Limit: limit}})
		}
	}
}

func (l list[T]) pastTheEnd(t *testing.T) {
	some := listing.Comparison{Field: l.schema.Fields()[0], Operator: listing.NotEqual, Value: l.items[0].Field(l.schema.Fields()[0])}
	for _, filter := range []listing.Filter{nil, some, listing.Or{}} {
		for _, number := range []int{len(l.items) + 1, math.MaxInt32, math.MaxInt/listing.MaxLimit + 1, math.MaxInt} {
			for _, limit := range []int{1, listing.DefaultLimit, listing.MaxLimit} {
				l.want(t, listing.Query{Filter: filter, Page: listing.Page{Number: number, Limit: limit}})
			}
		}
	}
}

func (l list[T]) pageIsNotShared(t *testing.T) {
	got, _, err := l.ask(t.Context(), listing.Query{Page: whole})
	ok(t, err)
	clear(got)
	l.want(t, listing.Query{Page: whole})
}

func (l list[T]) givesUp(t *testing.T) {
	givesUp(t, func(ctx context.Context) error {
		_, _, err := l.ask(ctx, listing.Query{Page: whole})
		return err
	})
}
