package identifier

import (
	"slices"
	"strings"
)

// maxDecimal is how many digits a decimal number of a card may have.
const maxDecimal = 10

// Spellings returns the ways in which a number may have been stored that a
// reader at the door spells like k: as it is, with more or fewer leading zeros,
// in upper and lower case, with ":" and with "-" between bytes (section 5.2).
// The first is k itself. Numbers are stored as clients wrote them, and readers
// and clients do not agree on one spelling.
func (k Key) Spellings() []Key {
	spelt := []string{k.Number}
	switch k.Type {
	case Card, UKey:
		if strings.ContainsAny(k.Number, ":-") {
			for _, cased := range []string{strings.ToUpper(k.Number), strings.ToLower(k.Number)} {
				spelt = append(spelt, strings.ReplaceAll(cased, "-", ":"), strings.ReplaceAll(cased, ":", "-"))
			}
		} else if short := strings.TrimLeft(k.Number, "0"); short != "" {
			for zeros := range maxDecimal + 1 - min(len(short), maxDecimal+1) {
				spelt = append(spelt, strings.Repeat("0", zeros)+short)
			}
		}
	case QR:
		spelt = append(spelt, strings.ToLower(k.Number), strings.ToUpper(k.Number))
	}
	var keys []Key
	for _, number := range spelt {
		if key := (Key{k.Type, number}); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
