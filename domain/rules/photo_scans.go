package rules

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// photoScans counts the scans. Each one makes a decoder walk over the whole
// picture again, so a small file with thousands of them takes minutes
// (LJT-01-003, "Two Issues with the JPEG Standard", 2015).
func photoScans(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "photo_scans", Value: float64(s.Header.Scans), Limit: float64(l.MaxScans), Unit: "scans"}
	if m.Value <= m.Limit {
		return m, nil
	}
	return m, broken(m, "too_many_scans",
		fmt.Sprintf("The JPEG has %d scans; at most %d are allowed.", s.Header.Scans, l.MaxScans),
		"Save the photo again with another program, then upload it.")
}
