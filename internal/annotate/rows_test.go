package annotate_test

import (
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

func TestRowsComeWorstFirst(t *testing.T) {
	var codes []string
	for _, row := range annotate.Rows(rules.Measures{wide, soft, turn}) {
		codes = append(codes, row.Code)
	}
	if want := []string{"roll", "sharpness", "face_width"}; !slices.Equal(codes, want) {
		t.Errorf("rows %v, want %v", codes, want)
	}
}

func TestARowSaysWhichSideTheLimitIsOn(t *testing.T) {
	for name, c := range map[string]struct {
		measure      rules.Measure
		value, limit string
	}{
		"above a lower limit":          {wide, "140 px", "at least 80"},
		"below a lower limit":          {soft, "0.2", "at least 0.25"},
		"above an upper limit":         {turn, "21 degrees", "at most 15"},
		"nearest to the lower of two":  {rules.Measure{Code: "roll", Value: -3, Limit: -15, Unit: "degrees"}, "-3 degrees", "at least -15"},
		"nearest to the upper of two":  {rules.Measure{Code: "roll", Value: 3, Limit: 15, Unit: "degrees"}, "3 degrees", "at most 15"},
		"exactly the lower limit":      {rules.Measure{Code: "faces", Value: 1, Limit: 1, Unit: "faces"}, "1 faces", "at least 1"},
		"exactly the upper limit":      {rules.Measure{Code: "photo_scans", Value: 100, Limit: 100, Unit: "scans"}, "100 scans", "at most 100"},
		"below the limit by a hair":    {rules.Measure{Code: "sharpness", Value: 0.14998, Limit: 0.15, Verdict: rules.Refusal}, "0.14998", "at least 0.15"},
		"a rule that is not there now": {rules.Measure{Code: "charm", Value: 1, Limit: 2, Verdict: rules.Warning}, "1", "at least 2"},
	} {
		t.Run(name, func(t *testing.T) {
			row := annotate.Rows(rules.Measures{c.measure})[0]
			if row.Value != c.value || row.Limit != c.limit {
				t.Errorf("%q, %q, want %q, %q", row.Value, row.Limit, c.value, c.limit)
			}
		})
	}
}

func TestNumbersHaveThreeDigits(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {1, "1"}, {196, "196"}, {12000, "12000"}, {1234.5, "1234"}, {0.288, "0.288"}, {0.08712345, "0.0871"},
		{0.00031234, "0.000312"}, {-3.14159, "-3.14"}, {99.96, "100"}, {0.5, "0.5"}, {20, "20"}, {100, "100"},
	} {
		if got := annotate.Number(c.v, c.v); got != c.want {
			t.Errorf("%v is %q, want %q", c.v, got, c.want)
		}
	}
}
