package httpapi

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// object is a JSON object of a request, read field by field. It remembers the
// first fault that reading finds, and shares it with the objects inside it, so
// that a decoder reads on as if all were well and asks once at the end. Only
// parseBody and the methods of another object make one.
type object struct {
	prefix string // of its fields' names: "", "valid.time."
	fields map[string]json.RawMessage
	twice  map[string]bool // fields that are there more than once
	first  *error          // the first fault
}

// parseBody returns the object that a whole body is. The error is KindInvalid
// if it is not one JSON object in UTF-8 with nothing behind it.
func parseBody(body []byte) (object, error) {
	if !utf8.Valid(body) || !json.Valid(body) {
		return object{}, domain.E(domain.KindInvalid, "the body is not JSON")
	}
	o, ok := parseObject(body)
	if !ok {
		return object{}, domain.E(domain.KindInvalid, "the body is not a JSON object")
	}
	o.first = new(error)
	return o, nil
}

// parseObject splits valid JSON into fields. It reports false if it is no
// object. Decoding into a struct or map would take fields in any case and, of
// one that is there twice, the last.
func parseObject(raw []byte) (object, bool) {
	o := object{fields: map[string]json.RawMessage{}, twice: map[string]bool{}}
	d := json.NewDecoder(bytes.NewReader(raw))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return object{}, false
	}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		var value json.RawMessage
		if err != nil || !ok || d.Decode(&value) != nil {
			return object{}, false
		}
		_, o.twice[name] = o.fields[name]
		o.fields[name] = value
	}
	return o, true
}

// name returns a field's name as a dotted path.
func (o object) name(field string) string { return o.prefix + field }

func (o object) fail(err error) {
	if *o.first == nil {
		*o.first = err
	}
}

// fault returns the first fault that reading found here or in any object that
// came from the same body; nil if there is none.
func (o object) fault() error { return *o.first }

// value returns a field's value; nil if it is absent or null.
func (o object) value(field string) json.RawMessage {
	raw := o.fields[field]
	if o.twice[field] {
		o.fail(domain.WrongType(o.name(field)))
		return nil
	}
	if string(raw) == "null" {
		return nil
	}
	return raw
}

// decode decodes a field into v, a pointer. It reports false if the field is
// absent, null or of the wrong type.
func (o object) decode(field string, v any) bool {
	raw := o.value(field)
	if raw == nil {
		return false
	}
	if json.Unmarshal(raw, v) != nil {
		o.fail(domain.WrongType(o.name(field)))
		return false
	}
	return true
}

// text returns a required string.
func (o object) text(field string) string {
	var s string
	if !o.decode(field, &s) {
		o.fail(domain.Missing(o.name(field)))
	}
	return s
}

// flag returns an optional boolean.
func (o object) flag(field string, otherwise bool) bool {
	o.decode(field, &otherwise)
	return otherwise
}

// integer returns an optional integer and whether it is there. 1e9 and 5.0 are
// integers too: some languages know no others.
func (o object) integer(field string) (int64, bool) {
	raw := o.value(field)
	if raw == nil {
		return 0, false
	}
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return n, true
	}
	const exact = 1 << 53 // up to here a float64 holds every integer
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > exact {
		o.fail(domain.WrongType(o.name(field)))
		return 0, false
	}
	return int64(f), true
}

// object returns a required object.
func (o object) object(field string) object {
	inner, ok := o.optionalObject(field)
	if !ok {
		o.fail(domain.Missing(o.name(field)))
	}
	return inner
}

// optionalObject returns an object and whether it is there. One that is not has
// no fields.
func (o object) optionalObject(field string) (object, bool) {
	raw := o.value(field)
	inner, ok := parseObject(raw)
	if raw != nil && !ok {
		o.fail(domain.WrongType(o.name(field)))
	}
	inner.prefix, inner.first = o.name(field)+".", o.first
	return inner, ok
}
