package rules

import "math"

// headSize measures the height of the head, from the middle of the eyes to the
// chin, as a share of the photo's height. Measure HeadSize of ISO/IEC 29794-5;
// the component is OFIQ's, best at 0.45.
var headSize = Rule{
	Code: "head_size", Unit: "share", Low: "face_too_far", High: "face_too_near", Values: Range{0, 10},
	Panel:     warn(between(0.08, 0.6)),
	Strict:    refuse(between(0.15, 0.6)).orWarn(between(0.2, 0.55)),
	component: func(x float64) float64 { return 200 * (1 - sigmoid(math.Abs(x-0.45), 0, 0.05)) },
	measure: func(s *subject) (float64, bool) {
		t, ok := s.headHeight()
		_, height := s.size()
		return t / height, ok && height > 0
	},
}
