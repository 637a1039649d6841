package rules

// mouthClosed measures how far the mouth is open: the widest distance between
// the inner outlines of the lips, in heights of the head from the eyes to the
// chin. Measure MouthClosed of ISO/IEC 29794-5; the component is OFIQ's. It
// needs 68 landmarks.
var mouthClosed = Rule{
	Code: "mouth_closed", Unit: "head heights", High: "mouth_open", Values: Range{0, 1},
	Panel: warn(atMost(0.25)), Strict: refuse(atMost(0.2)).orWarn(atMost(0.1)),
	component: falling(0.2, 0.06),
	measure: func(s *subject) (float64, bool) {
		gap, ok := s.landmarks().LipGap()
		t, far := s.headHeight()
		return gap / t, ok && far
	},
}
