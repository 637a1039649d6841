package listing

import (
	"cmp"
	"strconv"
)

// Value is what a field of an item has, or what it is compared with: a text or
// a number. Values are comparable with ==. The zero Value is the empty text.
type Value struct {
	text     string
	number   int64
	isNumber bool
}

// Text returns a Value that is a text.
func Text(s string) Value { return Value{text: s} }

// Number returns a Value that is a number.
func Number(n int64) Value { return Value{number: n, isNumber: true} }

// Text returns the text and true, or "" and false if v is a number.
func (v Value) Text() (string, bool) { return v.text, !v.isNumber }

// Number returns the number and true, or 0 and false if v is a text.
func (v Value) Number() (int64, bool) { return v.number, v.isNumber }

// String returns the text as it is, or the number in decimal.
func (v Value) String() string {
	if v.isNumber {
		return strconv.FormatInt(v.number, 10)
	}
	return v.text
}

// Compare returns -1, 0 or 1 as v comes before w, is equal to it or comes
// after it. Texts are compared byte for byte, as SQLite's BINARY collation
// does; a number comes before every text, as it does there.
func (v Value) Compare(w Value) int {
	switch {
	case v.isNumber && w.isNumber:
		return cmp.Compare(v.number, w.number)
	case v.isNumber:
		return -1
	case w.isNumber:
		return 1
	}
	return cmp.Compare(v.text, w.text)
}
