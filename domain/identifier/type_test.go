package identifier

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestTypes(t *testing.T) {
	tests := []struct {
		name string
		typ  Type
		ok   bool
	}{
		{"a card is accepted", "card", true},
		{"a key is accepted", "ukey", true},
		{"a code is accepted", "inputCode", true},
		{"a face is accepted", "face_id", true},
		{"a QR code is accepted", "qr", true},
		{"a number plate is accepted", "license_plate", true},
		{"no type is refused", "", false},
		{"a type that does not exist is refused", "fingerprint", false},
		{"a type in the wrong case is refused", "inputcode", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkNew(t, goodSpec(tt.typ), tt.ok) })
	}
}

func TestTypesAreSorted(t *testing.T) {
	want := []Type{"card", "face_id", "inputCode", "license_plate", "qr", "ukey"}
	if got := Types(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumbers(t *testing.T) {
	type test struct {
		name   string
		number string
		ok     bool
	}

	bytes := func(n int, separator string) string { // n bytes of hex
		return strings.TrimSuffix(strings.Repeat("1A"+separator, n), separator)
	}
	card := []test{
		// Decimal digits.
		{"one digit is accepted", "7", true},
		{"10 digits are accepted", strings.Repeat("7", 10), true},
		{"11 digits are refused", strings.Repeat("7", 11), false},
		{"leading zeros are accepted", "0000000044", true},
		{"a sign is refused", "-7", false},
		{"a decimal point is refused", "7.0", false},
		{"digits beyond ASCII are refused", "٣٣", false},

		// Hex bytes.
		{"1 byte of hex is refused", bytes(1, ":"), false},
		{"1 byte of hex that is decimal digits as well is accepted", "44", true},
		{"2 bytes with colons are accepted", bytes(2, ":"), true},
		{"3 bytes with colons are accepted", bytes(3, ":"), true},
		{"4 bytes with colons are accepted", bytes(4, ":"), true},
		{"5 bytes with colons are accepted", bytes(5, ":"), true},
		{"6 bytes with colons are accepted", bytes(6, ":"), true},
		{"7 bytes with colons are accepted", bytes(7, ":"), true},
		{"8 bytes with colons are accepted", bytes(8, ":"), true},
		{"9 bytes with colons are refused", bytes(9, ":"), false},
		{"2 bytes with dashes are accepted", bytes(2, "-"), true},
		{"3 bytes with dashes are accepted", bytes(3, "-"), true},
		{"4 bytes with dashes are accepted", bytes(4, "-"), true},
		{"5 bytes with dashes are accepted", bytes(5, "-"), true},
		{"6 bytes with dashes are accepted", bytes(6, "-"), true},
		{"7 bytes with dashes are accepted", bytes(7, "-"), true},
		{"8 bytes with dashes are accepted", bytes(8, "-"), true},
		{"9 bytes with dashes are refused", bytes(9, "-"), false},
		{"colons and dashes may be mixed", "1A:2B-3C", true},
		{"lower case is accepted", "1a:ff", true},
		{"hex without separators is refused", "AABBCCDD", false},
		{"another separator is refused", "1A.2B", false},
		{"two separators in a row are refused", "1A::2B", false},
		{"a separator in front is refused", ":1A:2B", false},
		{"a separator at the end is refused", "1A:2B:", false},
		{"half a byte is refused", "1A:2", false},
		{"a byte and a half is refused", "1A:2BC", false},
		{"a letter past F is refused", "1A:2G", false},

		// Anything else.
		{"nothing is refused", "", false},
		{"a space in front is refused", " 7", false},
		{"a line break at the end is refused", "7\n", false},
		{"a number on the second line is refused", "x\n7", false},
	}
	code := []test{
		{"one digit is accepted", "0", true},
		{"32 digits are accepted", strings.Repeat("9", 32), true},
		{"33 digits are refused", strings.Repeat("9", 33), false},
		{"leading zeros are accepted", "0007", true},
		{"nothing is refused", "", false},
		{"a letter is refused", "12a4", false},
		{"hex bytes are refused", "1A:2B", false},
		{"digits beyond ASCII are refused", "١٢٣٤", false},
		{"a space between is refused", "12 34", false},
		{"a line break at the end is refused", "1234\n", false},
	}
	const uuid = "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"
	qr := []test{
		{"a UUID is accepted", uuid, true},
		{"a UUID in upper case is accepted", strings.ToUpper(uuid), true},
		{"the nil UUID is accepted", "00000000-0000-0000-0000-000000000000", true},
		{"nothing is refused", "", false},
		{"one digit less is refused", uuid[:len(uuid)-1], false},
		{"one digit more is refused", uuid + "0", false},
		{"a UUID without dashes is refused", strings.ReplaceAll(uuid, "-", ""), false},
		{"a dash at the wrong place is refused", "0b7c2a545-1d2-4b55-9d0b-0f6f5e1c9a77", false},
		{"one group less is refused", "0b7c2a54-51d2-4b55-0f6f5e1c9a77", false},
		{"a UUID in braces is refused", "{" + uuid + "}", false},
		{"a UUID as a URN is refused", "urn:uuid:" + uuid, false},
		{"a letter past F is refused", "g" + uuid[1:], false},
		{"a line break at the end is refused", uuid + "\n", false},
	}
	plate := []test{
		{"one character is accepted", "B", true},
		{"nothing is refused", "", false},
		{"spaces and dashes are accepted", "B-MW 1234", true},
		{"a plate exactly as long as the limit is accepted", strings.Repeat("A", maxLicensePlate), true},
		{"a plate one character longer is refused", strings.Repeat("A", maxLicensePlate+1), false},
		{"characters count, not bytes: just enough", strings.Repeat("Ж", maxLicensePlate), true},
		{"characters count, not bytes: one too many", strings.Repeat("Ж", maxLicensePlate+1), false},
		{"characters of three bytes count once", strings.Repeat("京", maxLicensePlate), true},
	}

	for typ, tests := range map[Type][]test{Card: card, UKey: card, InputCode: code, QR: qr, LicensePlate: plate} {
		for _, tt := range tests {
			t.Run(string(typ)+"/"+tt.name, func(t *testing.T) {
				s := goodSpec(typ)
				s.Number = tt.number
				checkNew(t, s, tt.ok)
			})
		}
	}
}

func TestTheDocumentedPlateLimit(t *testing.T) {
	if got, want := maxLicensePlate, 100; got != want {
		t.Errorf("a number plate may have %d characters, the API says %d", got, want)
	}
}

func TestNumbersOfAnyDigitsAndLengths(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	pick := func(n int, alphabet string) string {
		picked := make([]byte, n)
		for i := range picked {
			picked[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(picked)
	}
	accepts := func(typ Type, number string) bool {
		s := goodSpec(typ)
		s.Number = number
		_, err := New(s)
		return err == nil
	}
	for range 2000 {
		digits := pick(random.IntN(40), "0123456789")
		if got, want := accepts(Card, digits), 1 <= len(digits) && len(digits) <= 10; got != want {
			t.Fatalf("card %q accepted is %t, want %t", digits, got, want)
		}
		if got, want := accepts(InputCode, digits), 1 <= len(digits) && len(digits) <= 32; got != want {
			t.Fatalf("code %q accepted is %t, want %t", digits, got, want)
		}
		n := 1 + random.IntN(12)
		number := pick(1, "ABCDEFabcdef") + pick(1, "0123456789ABCDEFabcdef")
		for range n - 1 {
			number += pick(1, ":-") + pick(2, "0123456789ABCDEFabcdef")
		}
		if got, want := accepts(UKey, number), 2 <= n && n <= 8; got != want {
			t.Fatalf("key %q of %d bytes accepted is %t, want %t", number, n, got, want)
		}
	}
}
