package rules

// eyesOpen measures how far the eyes are open: the widest distance between the
// lids of the eye that is less open, in heights of the head from the eyes to
// the chin. Measure EyesOpen of ISO/IEC 29794-5; the component is OFIQ's. It
// needs 68 landmarks, and those of dlib rarely close an eye altogether.
var eyesOpen = Rule{
	Code: "eyes_open", Unit: "head heights", Low: "eyes_closed", Values: Range{0, 1},
	Panel: warn(atLeast(0.025)), Strict: refuse(atLeast(0.02)).orWarn(atLeast(0.03)),
	component: rising(0.02, 0.01),
	measure: func(s *subject) (float64, bool) {
		gap, ok := s.landmarks().LidGap()
		t, far := s.headHeight()
		return gap / t, ok && far
	},
}
