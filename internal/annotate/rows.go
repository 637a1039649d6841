package annotate

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain/rules"
)

// Row is a measure as people read it.
type Row struct {
	Verdict   rules.Verdict
	Code      string
	Value     string // with its unit: "196 px"
	Component int    // 0 (worst) to 100
	Limit     string // "at least 80"
}

// Rows returns the measures as rows, worst first.
func Rows(measures rules.Measures) []Row {
	var rows []Row
	for _, m := range measures {
		rows = append(rows, Row{
			Verdict:   m.Verdict,
			Code:      m.Code,
			Value:     strings.TrimSpace(Number(m.Value, m.Limit) + " " + m.Unit),
			Component: m.Component(),
			Limit:     bound(m),
		})
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(b.Verdict, a.Verdict) })
	return rows
}

// bound says on which side of the value the limit lies.
func bound(m rules.Measure) string {
	limit := Number(m.Limit, m.Value)
	below := m.Limit <= m.Value
	if m.Verdict != rules.OK {
		below = !below
	}
	// A value that is its limit, and good, does not tell the side; most rules
	// have but one.
	if r, ok := rules.ByCode(m.Code); ok && (r.Low == "" || r.High == "") {
		below = r.High == ""
	}
	if below {
		return "at least " + limit
	}
	return "at most " + limit
}

// Number writes a finite number with three digits, and as many more as it takes
// to tell it apart from another: 0.1496 is not 0.15 if that is the limit.
func Number(v, apart float64) string {
	const few, all = 3, 17
	digits := few
	for v != apart && digits < all && rounded(v, digits) == rounded(apart, digits) {
		digits++
	}
	return rounded(v, digits)
}

// rounded writes a number with so many digits, or as many as it has before the
// point.
func rounded(v float64, digits int) string {
	if v == 0 {
		return "0"
	}
	decimals := max(0, digits-1-int(math.Floor(math.Log10(math.Abs(v)))))
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
