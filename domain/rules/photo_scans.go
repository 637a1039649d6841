package rules

// photoScans counts the scans. Each one makes a decoder walk over the whole
// picture again, so a small file with thousands of them takes minutes
// (LJT-01-003, "Two Issues with the JPEG Standard", 2015). No camera writes
// more than about ten.
var photoScans = Rule{
	Code: "photo_scans", Unit: "scans", High: "too_many_scans", Values: Range{1, 100_000},
	Panel: refuse(atMost(100)), Strict: refuse(atMost(100)),
	always: true, guard: true,
	measure: func(s *subject) (float64, bool) { return float64(s.header.Scans), true },
}
