package apicheck

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// maker makes values that schemas allow. It knows the keywords that the bodies
// of a request are described with; what it makes of others is held against the
// schema by its caller.
type maker struct{ rng *rand.Rand }

// oneIn reports true once in n times.
func (m maker) oneIn(n int) bool { return m.rng.IntN(n) == 0 }

func pick[T any](m maker, from []T) T { return from[m.rng.IntN(len(from))] }

// value makes a value for which all of some schemas hold, now and then one that
// a schema gives as an example.
func (m maker) value(schemas ...*jsonschema.Schema) any {
	all := m.parts(schemas)
	for _, s := range all {
		if s.Const != nil {
			return copied(*s.Const)
		}
	}
	for _, s := range all {
		if s.Enum != nil {
			return copied(pick(m, s.Enum.Values))
		}
		if len(s.Examples) > 0 && m.oneIn(4) {
			return copied(pick(m, s.Examples))
		}
	}
	switch m.typeOf(all) {
	case "object":
		return m.object(all)
	case "array":
		return m.list(all)
	case "string":
		return m.text(all)
	case "integer":
		return m.integer(all)
	case "number":
		return json.Number(strconv.FormatFloat(m.rng.NormFloat64()*1000, 'g', -1, 64))
	case "boolean":
		return m.oneIn(2)
	}
	return nil
}

// copied returns a value of the document as one that may be changed.
func copied(value any) any {
	switch v := value.(type) {
	case map[string]any:
		object := map[string]any{}
		for name := range v {
			object[name] = copied(v[name])
		}
		return object
	case []any:
		list := []any{}
		for i := range v {
			list = append(list, copied(v[i]))
		}
		return list
	}
	return value
}

// parts returns schemas with all that they are made of. Of several that only
// one need hold of, it chooses one.
func (m maker) parts(schemas []*jsonschema.Schema) []*jsonschema.Schema {
	var all []*jsonschema.Schema
	for _, s := range schemas {
		all = append(all, s)
		if s.Ref != nil {
			all = append(all, m.parts([]*jsonschema.Schema{s.Ref})...)
		}
		all = append(all, m.parts(s.AllOf)...)
		for _, choice := range [][]*jsonschema.Schema{s.AnyOf, s.OneOf} {
			if len(choice) > 0 {
				all = append(all, m.parts([]*jsonschema.Schema{pick(m, choice)})...)
			}
		}
	}
	return all
}

// typeOf chooses a type that all schemas allow. Null is rare: it is what
// clients send in place of nothing.
func (m maker) typeOf(all []*jsonschema.Schema) string {
	types := []string{"object", "array", "string", "integer", "number", "boolean", "null"}
	for _, s := range all {
		if allowed := typesOf(s); s.Types != nil {
			types = slices.DeleteFunc(types, func(t string) bool {
				return !slices.Contains(allowed, t) && !(t == "integer" && slices.Contains(allowed, "number"))
			})
		}
	}
	if others := slices.DeleteFunc(slices.Clone(types), func(t string) bool { return t == "null" }); len(others) > 0 && !m.oneIn(8) {
		types = others
	}
	if len(types) == 0 {
		return "null" // of no type; the caller finds out
	}
	return pick(m, types)
}

func (m maker) object(all []*jsonschema.Schema) any {
	object := map[string]any{}
	m.fill(object, all, all)
	for i := 0; i < len(all); i++ { // a condition may add more of them
		if then := branch(all[i], object); then != nil {
			parts := m.parts([]*jsonschema.Schema{then})
			all = slices.Concat(all, parts)
			m.fill(object, parts, all)
		}
	}
	if m.oneIn(4) {
		object["x_"+strconv.Itoa(m.rng.IntN(10))] = m.anything(2)
	}
	return object
}

// branch returns what a schema demands on a condition, nil for nothing.
func branch(s *jsonschema.Schema, object map[string]any) *jsonschema.Schema {
	switch {
	case s.If == nil:
		return nil
	case s.If.Validate(object) == nil:
		return s.Then
	}
	return s.Else
}

// fill makes the fields that some schemas name, such that all schemas hold of
// them. A field that is not required is there every second time.
func (m maker) fill(object map[string]any, some, all []*jsonschema.Schema) {
	names := map[string]bool{} // and whether a field is required
	for _, s := range some {
		for name := range s.Properties {
			names[name] = names[name] || false
		}
		for _, name := range s.Required {
			names[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) { // in an order: chance is that of rng alone
		var schemas []*jsonschema.Schema
		for _, s := range all {
			if property := s.Properties[name]; property != nil {
				schemas = append(schemas, property)
			}
		}
		if delete(object, name); names[name] || m.oneIn(2) {
			object[name] = m.value(schemas...)
		}
	}
}

func (m maker) list(all []*jsonschema.Schema) any {
	least, most := 0, 4
	var items []*jsonschema.Schema
	for _, s := range all {
		least, most = bounds(least, most, s.MinItems, s.MaxItems)
		if s.Items2020 != nil {
			items = append(items, s.Items2020)
		}
	}
	list := []any{}
	for range least + m.rng.IntN(max(most-least, 0)+1) {
		list = append(list, m.value(items...))
	}
	return list
}

// bounds narrows a span by what a schema says; a schema may widen a span that
// is below what it demands.
func bounds(least, most int, minimum, maximum *int) (int, int) {
	if minimum != nil {
		least = max(least, *minimum)
		most = max(most, least)
	}
	if maximum != nil {
		most = min(most, *maximum)
	}
	return least, most
}

// maxExact is the largest integer up to which every reader of JSON has all.
const maxExact = 1<<53 - 1

// integer makes one, at the ends of its span as often as between them, and now
// and then in a form that only some clients write.
func (m maker) integer(all []*jsonschema.Schema) any {
	least, most := int64(-maxExact), int64(maxExact)
	for _, s := range all {
		least = max(least, whole(s.Minimum, least))
		most = min(most, whole(s.Maximum, most))
	}
	n := least
	switch span := most - least; {
	case m.oneIn(4):
		n = most
	case span > 0 && !m.oneIn(3):
		n = least + m.rng.Int64N(min(span, pick(m, []int64{10, 1000, maxExact}))+1)
	}
	if text := strconv.FormatInt(n, 10); !m.oneIn(8) {
		return json.Number(text)
	} else if digits := strings.TrimRight(text, "0"); digits != text && digits != "" {
		return json.Number(fmt.Sprintf("%se%d", digits, len(text)-len(digits)))
	} else {
		return json.Number(text + ".0")
	}
}

func whole(limit *big.Rat, otherwise int64) int64 {
	if limit == nil {
		return otherwise
	}
	return new(big.Int).Quo(limit.Num(), limit.Denom()).Int64()
}

func (m maker) text(all []*jsonschema.Schema) any {
	least, most := 0, 20
	for _, s := range all {
		if s.Pattern != nil {
			return m.matching(s.Pattern.String())
		}
		least, most = bounds(least, most, s.MinLength, s.MaxLength)
		if s.MaxLength != nil && m.oneIn(8) {
			least, most = *s.MaxLength, *s.MaxLength
		}
	}
	return m.characters(least + m.rng.IntN(most-least+1))
}

// alphabet has what names have and what readers of them trip over.
var alphabet = []rune("abcXYZ 019-_.'\"\\/<>&%;\n\x00éłЖ王😀\u202e\ufeff\u2028")

func (m maker) characters(n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(pick(m, alphabet))
	}
	return b.String()
}

// anything makes a value of any kind, at most so deep.
func (m maker) anything(depth int) any {
	kind := m.rng.IntN(7)
	if depth == 0 {
		kind %= 5
	}
	switch kind {
	case 0:
		return nil
	case 1:
		return m.oneIn(2)
	case 2:
		return json.Number(strconv.Itoa(m.rng.IntN(2000) - 1000))
	case 3:
		return json.Number("-1.5e3")
	case 4:
		return m.characters(m.rng.IntN(10))
	case 5:
		return []any{m.anything(depth - 1), m.anything(depth - 1)}
	}
	return map[string]any{m.characters(3): m.anything(depth - 1)}
}

func sortedNames(object map[string]any) []string { return slices.Sorted(maps.Keys(object)) }
