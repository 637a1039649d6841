package memory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/vestibule-id/vestibule/domain/listing"
)

// item is what a list can have.
type item interface {
	Field(f listing.Field) listing.Value
}

// page is what a List returns besides its error.
type page[T item] struct {
	items []T
	total int
}

// ask answers a query about items, which nobody else has. What the order leaves
// equal stays in the order in which it is.
func ask[T item](items []T, q listing.Query) page[T] {
	items = slices.DeleteFunc(items, func(i T) bool { return !listing.Matches(q.Filter, i.Field) })
	slices.SortStableFunc(items, func(a, b T) int { return compare(a, b, q.Order) })
	first := min(q.Page.Offset(), len(items))
	rest := items[first:]
	return page[T]{items: rest[:min(q.Page.Limit, len(rest))], total: len(items)}
}

func compare[T item](a, b T, orders []listing.Order) int {
	for _, o := range orders {
		c := a.Field(o.Field).Compare(b.Field(o.Field))
		if o.Descending {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// inOrder returns the values of a map in the order of their keys.
func inOrder[K cmp.Ordered, V any](m map[K]V) []V {
	values := make([]V, 0, len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		values = append(values, m[key])
	}
	return values
}
