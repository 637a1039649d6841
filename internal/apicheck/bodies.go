package apicheck

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// maxTries is how many bodies are made until one is valid.
const maxTries = 1000

// ValidBody returns a random JSON body that the document allows for an
// operation with JSONBody. What no schema can say may still be wrong with it:
// two dates in the wrong order, a number that is taken. It panics if the
// document has no such operation, or if no valid body is found: then schemas
// are in use that this package cannot make bodies for.
func (c *Checker) ValidBody(op Operation, rng *rand.Rand) []byte {
	text, err := json.Marshal(c.validValue(op, maker{rng}))
	if err != nil {
		panic(err) // it was made of what JSON has
	}
	return text
}

func (c *Checker) validValue(op Operation, m maker) any {
	schema := c.schemaOf(op)
	for range maxTries {
		if value := m.value(schema); schema.Validate(value) == nil {
			return value
		}
	}
	panic("no valid body found for " + op.String())
}

// AnyBody returns a random body for an operation with JSONBody, and whether
// the document allows it. Most are valid ones that were broken: a field is
// missing, null, of another type, out of range, there twice or one too many; a
// number is huge, or values are nested deeply; the text is empty, cut off, not
// JSON or not UTF-8. It panics like ValidBody.
//
// A server may take more than its document allows: an unknown field that is
// there twice, for one.
func (c *Checker) AnyBody(op Operation, rng *rand.Rand) (text []byte, valid bool) {
	m := maker{rng}
	text = m.broken(c.validValue(op, m))
	return text, c.operation(op).checkBody(nil, text) == nil
}

func (c *Checker) schemaOf(op Operation) *jsonschema.Schema {
	found := c.operation(op)
	if !found.JSONBody || found.body.content[jsonType] == nil {
		panic("no JSON body is described for " + op.String())
	}
	return found.body.content[jsonType]
}

func (c *Checker) operation(op Operation) *operation {
	for _, candidate := range c.operations {
		if candidate.Method == op.Method && candidate.Path == op.Path {
			return candidate
		}
	}
	panic("the document has no " + op.String())
}

// broken returns the text of a value, changed in one of many ways, or, once in
// a while, not changed at all.
func (m maker) broken(value any) []byte {
	if m.oneIn(3) {
		return m.brokenText(marshal(value))
	}
	root := []any{value} // so that the value itself can be replaced too
	m.breakValue(root)
	return []byte(strings.ReplaceAll(string(marshal(root[0])), twiceEscaped, ""))
}

// twiceMark makes the second name of a field that is to be there twice, until
// the value is text.
const (
	twiceMark    = "\x01twice"
	twiceEscaped = `\u0001twice`
)

func marshal(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // it was made of what JSON has
	}
	return text
}

// place is where in a value something is: in an object or in a list.
type place struct {
	object map[string]any
	name   string
	list   []any
	index  int
}

func (p place) get() any {
	if p.object != nil {
		return p.object[p.name]
	}
	return p.list[p.index]
}

func (p place) set(value any) {
	if p.object != nil {
		p.object[p.name] = value
		return
	}
	p.list[p.index] = value
}

// places returns every place in a value.
func places(value any) []place {
	var all []place
	switch v := value.(type) {
	case map[string]any:
		for _, name := range sortedNames(v) {
			all = append(all, place{object: v, name: name})
			all = append(all, places(v[name])...)
		}
	case []any:
		for i := range v {
			all = append(all, place{list: v, index: i})
			all = append(all, places(v[i])...)
		}
	}
	return all
}

// breakValue changes one place in a value.
func (m maker) breakValue(root []any) {
	p := pick(m, places(root))
	switch m.rng.IntN(10) {
	case 0, 1:
		if p.object != nil {
			delete(p.object, p.name)
		}
	case 2:
		p.set(nil)
	case 3:
		if p.object != nil {
			p.object[p.name+twiceMark] = p.get()
		}
	case 4:
		if object, ok := p.get().(map[string]any); ok {
			object[pick(m, extraNames)] = m.anything(2)
		}
	case 5:
		p.set(nested(pick(m, []int{20, 200, 2000})))
	case 6:
		p.set(json.Number(pick(m, hugeNumbers)))
	case 7:
		p.set(outOfRange(m, p.get()))
	case 8, 9:
		p.set(m.anything(1))
	}
}

// extraNames has what clients send that a panel does not know, and what a
// careless reader may fall for.
var extraNames = []string{"", "uid", "link_id", "name", "lock_number", "Lock", "__proto__", "apartment_number", "\x00", "a.b", "é"}

var hugeNumbers = []string{
	"1e400", "-1e400", "1e-400", "9007199254740993", "9223372036854775808", "-9223372036854775809",
	"123456789012345678901234567890", "0.1", "-0", "2147483648", "1e999",
}

// outOfRange returns a value of the same type that is longer, larger or smaller
// than most limits.
func outOfRange(m maker, value any) any {
	switch v := value.(type) {
	case json.Number:
		return json.Number(pick(m, []string{"-1", "0", "-2", "10000000000", "1000000000000000"}))
	case string:
		return pick(m, []string{"", " ", v + v + "x", strings.Repeat("x", 256), strings.Repeat("é", 3000)})
	case []any:
		return append(v, v...)
	case bool:
		return !v
	}
	return value
}

// nested returns lists within each other.
func nested(levels int) any {
	var value any = []any{}
	for range levels {
		value = []any{value}
	}
	return value
}

// brokenText returns a text that most readers should refuse.
func (m maker) brokenText(text []byte) []byte {
	at := m.rng.IntN(len(text))
	switch m.rng.IntN(8) {
	case 0:
		return nil
	case 1:
		return text[:at]
	case 2:
		return append(text, pick(m, []string{"{}", "x", ",", "]", "\x00", " \n"})...)
	case 3:
		return bytes.Replace(text, []byte(`"`), []byte("\"\xff"), 1)
	case 4:
		return append([]byte("\xef\xbb\xbf"), text...)
	case 5:
		return []byte(pick(m, []string{"null", "[]", `""`, "0", "{", "{}", "true", " ", "a=b&c=d", "{'a':1}", "NaN"}))
	case 6:
		return append(append([]byte(strings.Repeat("[", deepest)), text...), strings.Repeat("]", deepest)...)
	}
	return text
}

// deepest is more levels than encoding/json reads.
const deepest = 10_001
