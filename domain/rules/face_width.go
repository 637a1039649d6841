package rules

// faceWidth measures the width of the face's box in px of the photo. 80 px is
// the smallest face that dlib's detector finds in a photo at its own size. The scale is that of the inter-eye distance.
var faceWidth = Rule{
	Code: "face_width", Unit: "px", Low: "face_too_small", Values: Range{1, 65535},
	Panel:     refuse(atLeast(80)).orWarn(atLeast(112)),
	Strict:    refuse(atLeast(160)),
	component: func(w float64) float64 { return eyeDistance.component(eyeSpan * w) },
	measure: func(s *subject) (float64, bool) {
		return float64(s.box().Width), len(s.faces) > 0
	},
}
