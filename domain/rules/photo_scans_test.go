package rules

import "testing"

// scanned returns a photo of so many scans.
func scanned(scans int) shot {
	s := sized(640, 480)
	s.Scans = scans
	return s
}

func TestPhotoScans(t *testing.T) {
	testMeasure(t, &photoScans, 0, []measureTest{
		{"a baseline photo", scanned(1), 1},
		{"a usual progressive photo", scanned(10), 10},
		{"a bomb", scanned(80_000), 80_000},
	})
}

func TestPhotoScansLimits(t *testing.T) {
	testLimits(t, &photoScans, limitsTest{
		unit: "scans", high: "too_many_scans", step: 1,
		at: func(v float64) shot { return scanned(int(v)) },
	})
}
