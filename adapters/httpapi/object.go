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
	body = bytes.TrimPrefix(body, []byte("\uFEFF")) // some editors put it before the text
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
func (o object) text(field string) string { return required[string](o, field) }

// required returns a required value.
func required[T any](o object, field string) (v T) {
	if !o.decode(field, &v) {
		o.fail(domain.Missing(o.name(field)))
	}
	return v
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
	n, ok := parseInteger(raw)
	if !ok {
		o.fail(domain.WrongType(o.name(field)))
	}
	return n, ok
}

func parseInteger(raw json.RawMessage) (int64, bool) {
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return n, true
	}
	const exact = 1 << 53 // up to here a float64 holds every integer
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > exact {
		return 0, false
	}
	return int64(f), true
}

// requiredInteger returns a required integer.
func (o object) requiredInteger(field string) int64 {
	n, ok := o.integer(field)
	if !ok {
		o.fail(domain.Missing(o.name(field)))
	}
	return n
}

// requiredFlag returns a required boolean.
func (o object) requiredFlag(field string) bool { return required[bool](o, field) }

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

// list returns a required array. It reports false if there is none.
func (o object) list(field string) ([]json.RawMessage, bool) {
	items, ok := o.optionalList(field)
	if !ok {
		o.fail(domain.Missing(o.name(field)))
	}
	return items, ok
}

// optionalList returns an array and whether it is there.
func (o object) optionalList(field string) ([]json.RawMessage, bool) {
	var items []json.RawMessage
	ok := o.decode(field, &items)
	return items, ok
}

// objects returns a required array of objects, which share the faults of o.
func (o object) objects(field string) []object {
	items, _ := o.list(field)
	var all []object
	for _, raw := range items {
		inner, ok := parseObject(raw)
		if !ok {
			o.fail(domain.WrongType(o.name(field)))
			return nil
		}
		inner.prefix, inner.first = o.name(field)+".", o.first
		all = append(all, inner)
	}
	return all
}

// alone returns the object with faults of its own.
func (o object) alone() object {
	o.first = new(error)
	return o
}

// integers returns a required array of integers.
func (o object) integers(field string) []int64 {
	items, _ := o.list(field)
	var all []int64
	for _, raw := range items {
		n, ok := parseInteger(raw)
		if !ok {
			o.fail(domain.WrongType(o.name(field)))
			return nil
		}
		all = append(all, n)
	}
	return all
}

// optionalText returns a string, nil if it is not there.
func (o object) optionalText(field string) *string {
	var s string
	if !o.decode(field, &s) {
		return nil
	}
	return &s
}

// link returns an optional link_id. The fault is KindInvalid for what is no
// UUID.
func (o object) link(field string) domain.LinkID {
	text := o.optionalText(field)
	if text == nil || *text == "" {
		return ""
	}
	link, err := domain.ParseLinkID(*text)
	if err != nil {
		o.fail(err)
	}
	return link
}

// links returns an array of link_ids, and whether it is there.
func (o object) links(field string) ([]domain.LinkID, bool) {
	texts, ok := o.optionalTexts(field)
	links := []domain.LinkID{}
	for _, text := range texts {
		link, err := domain.ParseLinkID(text)
		if err != nil {
			o.fail(err)
		}
		links = append(links, link)
	}
	return links, ok
}

// number returns a required number of an identifier, which is a string or an
// integer (section 11).
func (o object) number(field string) string {
	raw := o.value(field)
	if n, ok := parseInteger(raw); ok {
		return strconv.FormatInt(n, 10)
	}
	return o.text(field)
}

// textOr returns a string, "" if it is not there.
func (o object) textOr(field string) string {
	if text := o.optionalText(field); text != nil {
		return *text
	}
	return ""
}

// says reports whether a field is there and not null.
func (o object) says(field string) bool { return o.value(field) != nil }

// optionalTexts returns an array of strings, and whether it is there.
func (o object) optionalTexts(field string) ([]string, bool) {
	var texts []string
	ok := o.decode(field, &texts)
	return texts, ok
}
