package rules

import (
	"fmt"
	"testing"
)

func TestPhotoScans(t *testing.T) {
	limit := good.MaxScans
	scans := func(n int) Subject {
		s := sized(4032, 3024)
		s.Header.Scans = n
		return s
	}
	says := func(s Subject) []string {
		return []string{fmt.Sprintf("has %d scans", s.Header.Scans), fmt.Sprintf("at most %d are", limit)}
	}
	testRule(t, photoScans, Measure{Code: "photo_scans", Limit: float64(limit), Unit: "scans"}, says, []ruleTest{
		{"a baseline photo is accepted", scans(1), 1, ""},
		{"a usual progressive photo is accepted", scans(10), 10, ""},
		{"a photo with exactly as many scans as the limit is accepted", scans(limit), float64(limit), ""},
		{"a photo with one scan more is refused", scans(limit + 1), float64(limit + 1), "too_many_scans"},
		{"thousands of scans are refused", scans(25_000), 25_000, "too_many_scans"},
	})
}
