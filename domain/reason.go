package domain

import "strconv"

// Reason is one photo rule that a photo broke.
type Reason struct {
	Code     string // stable and lower case: "face_too_small"
	Message  string // one English sentence, with the numbers where there are any
	Measured Value  // what the photo has
	Limit    Value  // what the rule allows
	Unit     string // of both: "px", "megapixels", "faces"; empty for a text
	Advice   string // a short imperative sentence for the person in front of the camera
}

// Value is a measured value or a limit: a number for nearly every rule, a text
// where a rule compares names (the file's format). The zero Value is absent.
type Value struct {
	number float64
	text   string
	isText bool
	set    bool
}

// Number returns a numeric Value.
func Number(n float64) Value { return Value{number: n, set: true} }

// Text returns a Value that is a name.
func Text(s string) Value { return Value{text: s, isText: true, set: true} }

// IsZero reports whether the value is absent.
func (v Value) IsZero() bool { return !v.set }

// Number returns the number and true, or 0 and false if v is a text or absent.
func (v Value) Number() (float64, bool) { return v.number, v.set && !v.isText }

// String formats the value: the text, or the number with no more digits than
// it needs; "" if absent.
func (v Value) String() string {
	switch {
	case !v.set:
		return ""
	case v.isText:
		return v.text
	default:
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	}
}
