package rules

import "math"

// positionVertical measures where the middle of the eyes lies from the top of
// the photo, 0, to its bottom, 1. ISO/IEC 19794-5 wants it between 0.3 and 0.5.
// The scale is our own: 100 at 0.4, 0 at the bottom, and in proportion above.
var positionVertical = Rule{
	Code: "position_vertical", Unit: "share", Low: "off_centre", High: "off_centre", Values: Range{0, 1},
	Panel:     warn(between(0.15, 0.7)),
	Strict:    refuse(between(0.2, 0.6)).orWarn(between(0.3, 0.5)),
	component: func(y float64) float64 { return 100 * (1 - math.Abs(y-0.4)/0.6) },
	measure: func(s *subject) (float64, bool) {
		middle, _, ok := s.eyes()
		_, height := s.size()
		return middle.Y / height, ok && height > 0
	},
}
