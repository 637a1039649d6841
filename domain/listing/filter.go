package listing

import "strings"

// Field is what an item is filtered or ordered by, named as on the wire:
// "identifier_number".
type Field string

// Filter says which items a list has: a Comparison, And, Or or Not, each as a
// value and not as a pointer to one. There are no others. The nil Filter is
// every item.
type Filter interface {
	matches(value func(Field) Value) bool
	write(b *strings.Builder, within binding)
}

// Comparison is true of the items whose field has that relation to the value.
type Comparison struct {
	Field    Field
	Operator Operator
	Value    Value
}

// And is true if all of its terms are; without terms it is true.
type And struct{ Terms []Filter }

// Or is true if at least one of its terms is; without terms it is false.
type Or struct{ Terms []Filter }

// Not is true if its term is not.
type Not struct{ Term Filter }

// Matches reports whether the filter is true of the item whose fields have
// these values. The nil Filter is true of every item. The function is called
// with the fields of the filter alone, as often as they are in it.
func Matches(f Filter, value func(Field) Value) bool {
	return f == nil || f.matches(value)
}

func (c Comparison) matches(value func(Field) Value) bool {
	return c.Operator.holds(value(c.Field).Compare(c.Value))
}

func (a And) matches(value func(Field) Value) bool {
	for _, term := range a.Terms {
		if !Matches(term, value) {
			return false
		}
	}
	return true
}

func (o Or) matches(value func(Field) Value) bool {
	for _, term := range o.Terms {
		if Matches(term, value) {
			return true
		}
	}
	return false
}

func (n Not) matches(value func(Field) Value) bool { return !Matches(n.Term, value) }
