package rules

import "github.com/vestibule-id/vestibule/domain/face"

// faceInside measures which share of the face's box lies in the photo, 0 to 1:
// below 1, its edge cuts the face off. A face without landmarks can be judged
// by it, too.
var faceInside = Rule{
	Code: "face_inside", Unit: "share", Low: "face_cropped", Values: Range{0, 1},
	Panel:     refuse(atLeast(0.9)).orWarn(atLeast(0.98)),
	Strict:    refuse(atLeast(0.98)),
	component: linear(0.5, 1),
	measure: func(s *subject) (float64, bool) {
		width, height := s.header.UprightSize()
		all := s.box().Area()
		if all == 0 {
			return 0, false
		}
		inside := s.box().Intersect(face.Box{Width: width, Height: height}).Area()
		return float64(inside) / float64(all), true
	},
}
