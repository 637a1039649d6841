package identifier

import (
	"slices"
	"strings"
	"testing"
)

func TestSpellings(t *testing.T) {
	const uuid = "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"
	tests := []struct {
		name   string
		typ    Type
		number string
		others []string // besides the number itself, in any order
	}{
		// Decimal.
		{"leading zeros may be more", Card, "3090417", []string{"03090417", "003090417", "0003090417"}},
		{"leading zeros may be missing", Card, "0003090417", []string{"3090417", "03090417", "003090417"}},
		{"one leading zero may be missing", UKey, "012345678", []string{"12345678", "0012345678"}},
		{"zeros at the end and within stay", Card, "0404004040", []string{"404004040"}},
		{"a number of all digits there may be", Card, "1234567890", nil},
		{"a number of more digits than there may be", Card, "12345678901", nil},
		{"all zeros are itself", Card, "0000", nil},
		{"one zero is itself", Card, "0", nil},
		{"no number is itself", Card, "", nil},

		// Bytes in hex.
		{"upper case with colons", Card, "1A:2B", []string{"1A-2B", "1a:2b", "1a-2b"}},
		{"upper case with dashes", UKey, "1A-2B", []string{"1A:2B", "1a:2b", "1a-2b"}},
		{"lower case with colons", Card, "1a:2b", []string{"1A:2B", "1A-2B", "1a-2b"}},
		{"mixed case", Card, "1a:2B", []string{"1A:2B", "1A-2B", "1a:2b", "1a-2b"}},
		{"mixed separators", Card, "1A:2B-3C", []string{"1A:2B:3C", "1A-2B-3C", "1a:2b:3c", "1a-2b-3c"}},
		{"bytes of decimal digits have one case", Card, "11:22", []string{"11-22"}},
		{"bytes keep their zeros", Card, "00-00-1A", []string{"00:00:1A", "00:00:1a", "00-00-1a"}},

		// QR codes.
		{"a UUID in lower case", QR, uuid, []string{strings.ToUpper(uuid)}},
		{"a UUID in upper case", QR, strings.ToUpper(uuid), []string{uuid}},
		{"a UUID in mixed case", QR, "0B" + uuid[2:], []string{uuid, strings.ToUpper(uuid)}},

		// What is typed or read as it is.
		{"a code keeps its zeros", InputCode, "0007", nil},
		{"a number plate keeps its case and its dashes", LicensePlate, "b-mw 1234", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Key{tt.typ, tt.number}.Spellings()
			want := []Key{{tt.typ, tt.number}}
			for _, other := range tt.others {
				want = append(want, Key{tt.typ, other})
			}
			if len(got) == 0 || got[0] != want[0] {
				t.Errorf("got %v, want %v first", got, want[0])
			}
			if got, want := byNumber(got), byNumber(want); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func byNumber(keys []Key) []Key {
	return slices.SortedFunc(slices.Values(keys), func(a, b Key) int { return strings.Compare(a.Number, b.Number) })
}

// Whoever stored a number in any of the usual spellings, a reader that has any
// other one finds it.
func TestEverySpellingFindsEveryOther(t *testing.T) {
	for typ, spellings := range map[Type][]string{
		Card: {"1A:2B:3C", "1A-2B-3C", "1a:2b:3c", "1a-2b-3c"},
		UKey: {"00-00-00-1A-2B-3C-4D", "00:00:00:1A:2B:3C:4D", "00-00-00-1a-2b-3c-4d", "00:00:00:1a:2b:3c:4d"},
		QR:   {numbers[QR], strings.ToUpper(numbers[QR])},
	} {
		for _, stored := range spellings {
			for _, asked := range spellings {
				if !slices.Contains(Key{typ, asked}.Spellings(), Key{typ, stored}) {
					t.Errorf("%s: who asks for %q does not find %q", typ, asked, stored)
				}
			}
		}
	}
}
