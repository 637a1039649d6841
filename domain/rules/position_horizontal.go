package rules

import "math"

// positionHorizontal measures where the middle of the eyes lies across the
// photo: 0 is its left edge, 1 its right. ISO/IEC 19794-5 wants it between 0.45
// and 0.55. The scale is our own: 100 in the middle, 0 at the edges.
var positionHorizontal = Rule{
	Code: "position_horizontal", Unit: "share", Low: "off_centre", High: "off_centre", Values: Range{0, 1},
	Panel:     warn(between(0.25, 0.75)),
	Strict:    refuse(between(0.35, 0.65)).orWarn(between(0.45, 0.55)),
	component: func(x float64) float64 { return 100 * (1 - 2*math.Abs(x-0.5)) },
	measure: func(s *subject) (float64, bool) {
		middle, _, ok := s.eyes()
		width, _ := s.size()
		return middle.X / width, ok && width > 0
	},
}
