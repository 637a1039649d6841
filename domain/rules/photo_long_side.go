package rules

// photoLongSide measures the longer side in px; orientation does not matter.
// 320x240 is the vendor's minimum (BAS-IP product manual).
var photoLongSide = Rule{
	Code: "photo_long_side", Unit: "px", Low: "image_too_small", Values: Range{1, 65535},
	Panel: refuse(atLeast(320)), Strict: refuse(atLeast(480)),
	always: true,
	measure: func(s *subject) (float64, bool) {
		return float64(max(s.header.Width, s.header.Height)), true
	},
}
