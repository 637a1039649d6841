package rules

// The margins measure how much room there is between the eyes and the edges of
// the photo. Measures LeftwardCropOfTheFaceImage and its three sisters of
// ISO/IEC 29794-5, with OFIQ's components; left and right are as seen.

// marginLeft and marginRight count from each eye to the nearer edge, in
// distances of the eyes. An ear is about 0.6 away.
var marginLeft = Rule{
	Code: "margin_left", Unit: "eye distances", Low: "face_cropped", Values: Range{-10, 1000},
	Panel: warn(atLeast(0.6)), Strict: refuse(atLeast(0.6)).orWarn(atLeast(0.9)),
	component: rising(0.9, 0.1),
	measure: func(s *subject) (float64, bool) {
		left, _, _ := s.landmarks().Eyes()
		_, distance, ok := s.eyes()
		return left.X / distance, ok
	},
}

var marginRight = Rule{
	Code: "margin_right", Unit: "eye distances", Low: "face_cropped", Values: Range{-10, 1000},
	Panel: warn(atLeast(0.6)), Strict: refuse(atLeast(0.6)).orWarn(atLeast(0.9)),
	component: rising(0.9, 0.1),
	measure: func(s *subject) (float64, bool) {
		_, right, _ := s.landmarks().Eyes()
		_, distance, ok := s.eyes()
		width, _ := s.size()
		return (width - right.X) / distance, ok
	},
}

// marginAbove and marginBelow count from the middle of the eyes to the edge, in
// heights of the head from there to the chin. The top of the hair is about 1.2
// above, the chin 1 below.
var marginAbove = Rule{
	Code: "margin_above", Unit: "head heights", Low: "face_cropped", Values: Range{-10, 1000},
	Panel: warn(atLeast(0.9)), Strict: refuse(atLeast(1)).orWarn(atLeast(1.2)),
	component: rising(1.4, 0.1),
	measure: func(s *subject) (float64, bool) {
		middle, _, _ := s.eyes()
		t, ok := s.headHeight()
		return middle.Y / t, ok
	},
}

var marginBelow = Rule{
	Code: "margin_below", Unit: "head heights", Low: "face_cropped", Values: Range{-10, 1000},
	Panel: warn(atLeast(1.1)), Strict: refuse(atLeast(1.1)).orWarn(atLeast(1.4)),
	component: rising(1.8, 0.1),
	measure: func(s *subject) (float64, bool) {
		middle, _, _ := s.eyes()
		t, ok := s.headHeight()
		_, height := s.size()
		return (height - middle.Y) / t, ok
	},
}
