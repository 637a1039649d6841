package listing

import (
	"maps"
	"slices"
	"strconv"
)

// FieldType says what values a field has.
type FieldType int

// The types of fields.
const (
	TextField FieldType = iota
	NumberField
)

// Schema has the fields that a list knows. Their names are ASCII letters,
// digits, "_" and ".", and begin with no digit and no ".". One that is called
// "not", in any case, cannot be in a filter's text.
type Schema map[Field]FieldType

// Fields returns the fields in rising order.
func (s Schema) Fields() []Field { return slices.Sorted(maps.Keys(s)) }

// value returns what a literal is for a field of this type. Clients put quotes
// round everything or nothing, so that the field decides: digits without quotes
// are a text as they stand, with their zeros, and a quoted integer is a number.
func (t FieldType) value(literal string) (Value, bool) {
	if t == TextField {
		return Text(literal), true
	}
	n, err := strconv.ParseInt(literal, 10, 64)
	return Number(n), err == nil
}
