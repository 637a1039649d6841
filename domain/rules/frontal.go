package rules

// frontal measures whether a frontal detector sees the face: 1, or 0 for one
// that is tilted or turned so far that only another detector found it, which
// its confidence says. Landmarks of such a face cannot be believed: what fits
// them begins with an upright face and may end with one.
var frontal = Rule{
	Code: "frontal", Low: "not_frontal", Values: Range{0, 1},
	Panel:  refuse(atLeast(1)),
	Strict: refuse(atLeast(1)),
	measure: func(s *subject) (float64, bool) {
		if len(s.faces) == 0 {
			return 0, false
		}
		if s.faces[0].Confidence < 0 {
			return 0, true
		}
		return 1, true
	},
}
