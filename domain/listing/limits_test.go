package listing

import (
	"fmt"
	"strings"
	"testing"
)

// many returns comparisons with a word between.
func many(n int, between string) string {
	return strings.Repeat("a eq 1"+between, n-1) + "a eq 1"
}

// filled returns a filter of so many bytes.
func filled(n int) string {
	const around = "lock eq ''"
	return "lock eq '" + strings.Repeat("x", n-len(around)) + "'"
}

// deep returns a comparison behind so many times what opens a level.
func deep(n int, open, closing string) string {
	return strings.Repeat(open, n) + "a eq 1" + strings.Repeat(closing, n)
}

func TestLimitsOfAFilter(t *testing.T) {
	const (
		tooDeep  = "expected at most %d levels of not and parentheses"
		tooMany  = "expected at most %d comparisons"
		tooLong  = "expected the end: at most %d bytes are allowed"
		tooShort = "expected at most %d bytes with all quotes and spaces, found %d"
	)
	tests := []struct {
		name string
		text string
		at   int
		want string // "" if it is a filter
	}{
		// Bytes.
		{"as many bytes as are allowed", filled(MaxText), 0, ""},
		{"a byte more", filled(MaxText + 1), MaxText, fmt.Sprintf(tooLong, MaxText)},
		{"bytes count, not characters", "lock eq '" + strings.Repeat("ж", MaxText/2) + "'", MaxText, fmt.Sprintf(tooLong, MaxText)},
		{"white space counts", "a eq 1" + strings.Repeat(" ", MaxText-len("a eq 1")), 0, ""},
		{"white space counts when it is more", "a eq 1" + strings.Repeat(" ", MaxText), MaxText, fmt.Sprintf(tooLong, MaxText)},
		{"what is too long is not read", strings.Repeat("\xff", MaxText+1), MaxText, fmt.Sprintf(tooLong, MaxText)},

		// Bytes when it is written out.
		{"as many when it is written out", "lock eq" + filled(MaxText)[len("lock eq "):], 0, ""},
		{"a byte more when it is written out", "lock eq" + filled(MaxText + 1)[len("lock eq "):], MaxText, fmt.Sprintf(tooShort, MaxText, MaxText+1)},
		{"as many with quotes round digits", "lock eq " + strings.Repeat("7", MaxText-len("lock eq ''")), 0, ""},
		{"a byte more with quotes round digits", "lock eq " + strings.Repeat("7", MaxText-len("lock eq ''")+1), MaxText - 1, fmt.Sprintf(tooShort, MaxText, MaxText+1)},

		// Levels.
		{"as many parentheses as are allowed", deep(MaxDepth, "(", ")"), 0, ""},
		{"a level of parentheses more", deep(MaxDepth+1, "(", ")"), MaxDepth, fmt.Sprintf(tooDeep, MaxDepth)},
		{"as many nots as are allowed", deep(MaxDepth, "not ", ""), 0, ""},
		{"a not more", deep(MaxDepth+1, "not ", ""), MaxDepth * len("not "), fmt.Sprintf(tooDeep, MaxDepth)},
		{"nots and parentheses count together", deep(MaxDepth/2, "not (", ")"), 0, ""},
		{"nots and parentheses are together one more", strings.Replace(deep(MaxDepth/2, "not (", ")"), "a", "not a", 1), MaxDepth / 2 * len("not ("), fmt.Sprintf(tooDeep, MaxDepth)},
		{"levels beside each other are one", many(MaxComparisons, " and not "), 0, ""},
		{"parentheses beside each other are one level", "(" + many(MaxComparisons, ") or (") + ")", 0, ""},
		{"levels that are closed do not count", deep(MaxDepth, "(", ")") + " and " + deep(MaxDepth, "not ", ""), 0, ""},
		{"parentheses without an end", strings.Repeat("(", MaxText), MaxDepth, fmt.Sprintf(tooDeep, MaxDepth)},

		// Comparisons.
		{"as many comparisons as are allowed, with and", many(MaxComparisons, " and "), 0, ""},
		{"a comparison more, with and", many(MaxComparisons+1, " and "), MaxComparisons * len("a eq 1 and "), fmt.Sprintf(tooMany, MaxComparisons)},
		{"as many comparisons as are allowed, with or", many(MaxComparisons, " or "), 0, ""},
		{"a comparison more, with or", many(MaxComparisons+1, " or "), MaxComparisons * len("a eq 1 or "), fmt.Sprintf(tooMany, MaxComparisons)},
		{"comparisons count in all groups together", "(" + many(MaxComparisons-1, " or ") + ") and a eq 1", 0, ""},
		{"a comparison more in all groups", "(" + many(MaxComparisons, " or ") + ") and a eq 1", MaxComparisons*len("a eq 1 or ") - len(" or ") + len("() and "), fmt.Sprintf(tooMany, MaxComparisons)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := schema.ParseFilter(tt.text)
			if tt.want != "" {
				checkRefused(t, f == nil, err, fmt.Sprintf("filter: at byte %d: %s", tt.at, tt.want))
				return
			}
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			checkFilterComesBack(t, f)
		})
	}
}
