package contract

import (
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"strings"
)

// obj is a JSON object that the kit sends.
type obj = map[string]any

// with returns a copy of an object in which one field is different.
func with(o obj, field string, value any) obj {
	changed := maps.Clone(o)
	changed[field] = value
	return changed
}

// without returns a copy of an object that lacks one field.
func without(o obj, field string) obj {
	changed := maps.Clone(o)
	delete(changed, field)
	return changed
}

// bytes returns random bytes.
func (p *play) bytes(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(p.random, b); err != nil {
		p.fail("random numbers: %v", err)
	}
	return b
}

// digits returns a random decimal number without a leading zero.
func (p *play) digits(n int) string {
	text := make([]byte, n)
	for i, b := range p.bytes(n) {
		text[i] = '0' + b%10
	}
	text[0] = '1' + p.bytes(1)[0]%3 // ten digits stay below what 32 bits hold
	return string(text)
}

// hexBytes returns random bytes as card readers print them.
func (p *play) hexBytes(n int, separator string) string {
	pairs := make([]string, n)
	for i, b := range p.bytes(n) {
		pairs[i] = fmt.Sprintf("%02X", b)
	}
	return strings.Join(pairs, separator)
}

// uuid returns a random UUID in lower case.
func (p *play) uuid() string {
	b := p.bytes(16)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // version 4, variant 1
	s := hex.EncodeToString(b)
	return strings.Join([]string{s[:8], s[8:12], s[12:16], s[16:20], s[20:]}, "-")
}

// name returns a name that no other has, and that shows where it comes from.
func (p *play) name() string {
	p.names++
	name := fmt.Sprintf("%s %d", p.mark, p.names)
	p.called = append(p.called, name)
	return name
}

// cardDigits is the length of the longest decimal number of a card (section
// 5.2).
const cardDigits = 10

// identifier returns the body of a create request with the four required
// fields.
func (p *play) identifier(kind, number string) obj {
	return obj{
		"identifier_owner":  obj{"name": p.name(), "type": "owner"},
		"identifier_type":   kind,
		"identifier_number": number,
		"lock":              "first",
	}
}

// card returns the body of a create request for a card with a random number.
func (p *play) card() obj { return p.identifier("card", p.digits(cardDigits)) }

// face returns the body of a create request for a face that gets its photo
// later.
func (p *play) face() obj { return p.identifier("face_id", "") }

func numberOf(identifier obj) string { return identifier["identifier_number"].(string) }

func ownerOf(identifier obj) string { return identifier["identifier_owner"].(obj)["name"].(string) }

// permanent is a validity without limits.
func permanent() obj {
	return obj{"time": obj{"is_permanent": true}, "passes": obj{"is_permanent": true}}
}
