package domain

import (
	"slices"
	"strconv"
	"strings"
)

// Reason is one photo rule that a photo broke, or another fault of an upload.
// Its words, in the language of whoever reads them, are in package texts.
type Reason struct {
	Code     string // stable and lower case: "face_too_small"
	Rule     string // code of the measure that broke its limit: "face_width"; empty if no rule did
	Measured Value  // what the photo has
	Limit    Value  // what the rule allows
	Unit     string // of both: "px", "megapixels", "faces"; empty for a text
}

// String returns the reason as the log has it: "face_too_small (face_width 62
// px, limit 80)".
func (r Reason) String() string {
	var parts []string
	if !r.Measured.IsZero() {
		parts = append(parts, joined(r.Rule, r.Measured.String(), r.Unit))
	}
	if !r.Limit.IsZero() {
		parts = append(parts, joined("limit", r.Limit.String()))
	}
	if len(parts) == 0 {
		return r.Code
	}
	return r.Code + " (" + strings.Join(parts, ", ") + ")"
}

// joined returns the words that are not empty, with spaces between.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
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
