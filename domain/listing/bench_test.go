package listing

import (
	"strings"
	"testing"
)

// atLimits returns the largest filters: as many comparisons, levels and bytes
// as are allowed.
func atLimits() string {
	text := deep(MaxDepth-1, "(", "") + strings.Repeat(" or not lock eq ''", MaxComparisons-1) + strings.Repeat(")", MaxDepth-1)
	return strings.Replace(text, "''", "'"+strings.Repeat("x", MaxText-len(text))+"'", 1)
}

func BenchmarkParseFilter(b *testing.B) {
	benchmarks := []struct {
		name string
		text string
		ok   bool
	}{
		{"the contract's sample", "identifier_number eq '3090417'", true},
		{"at the limits", atLimits(), true},
		{"a text of quotes", "lock eq '" + strings.Repeat("''", (MaxText-len("lock eq ''"))/2) + "'", true},
		{"beyond the levels", strings.Repeat("(", MaxText), false},
		{"beyond the comparisons", many(MaxComparisons+1, " and "), false},
	}
	for _, bb := range benchmarks {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := schema.ParseFilter(bb.text); (err == nil) != bb.ok {
					b.Fatal(err)
				}
			}
		})
	}
}

// A benchmark of what is refused at once would measure nothing.
func TestTheBenchmarkIsAtTheLimits(t *testing.T) {
	text := atLimits()
	if got, want := len(text), MaxText; got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
	f, err := schema.ParseFilter(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(Format(f), " eq "), MaxComparisons; got != want {
		t.Errorf("%d comparisons, want %d", got, want)
	}
	for what, more := range map[string]string{
		"bytes":       text + " ",
		"levels":      "(" + strings.Replace(text, "xx", "", 1) + ")",
		"comparisons": strings.Replace(text, strings.Repeat("x", len(" or a eq 1")), "", 1) + " or a eq 1",
	} {
		if _, err := schema.ParseFilter(more); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("with more %s the error is %v", what, err)
		}
	}
}
