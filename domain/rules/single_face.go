package rules

// SingleFaceCode is the code of the rule whose limit tells a detector how far to
// look for a second face.
const SingleFaceCode = "single_face"

// singleFace measures the area of the second largest face as a share of the
// largest one's, 0 if there is one face. One face must dominate: people in the
// background do not matter, somebody beside the person does. Measure
// SingleFacePresent of ISO/IEC 29794-5; the component is OFIQ's. The detector
// looks for a second face as far as this rule's limit asks, and no further:
// that a smaller one is found depends on how the first was.
var singleFace = Rule{
	Code: SingleFaceCode, Unit: "share", High: "several_faces", Values: Range{0.01, 1},
	Panel: refuse(atMost(0.25)), Strict: refuse(atMost(0.1)),
	always:    true,
	component: linear(1, 0),
	measure: func(s *subject) (float64, bool) {
		var first, second int
		for _, f := range s.faces {
			switch a := f.Box.Area(); {
			case a > first:
				first, second = a, first
			case a > second:
				second = a
			}
		}
		if first == 0 {
			return 0, false
		}
		return float64(second) / float64(first), true
	},
}
