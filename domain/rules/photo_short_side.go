package rules

// photoShortSide measures the shorter side in px; orientation does not matter.
// 320x240 is the vendor's minimum (BAS-IP product manual).
var photoShortSide = Rule{
	Code: "photo_short_side", Unit: "px", Low: "image_too_small", Values: Range{1, 65535},
	Panel: refuse(atLeast(240)), Strict: refuse(atLeast(360)),
	always: true,
	measure: func(s *subject) (float64, bool) {
		return float64(min(s.header.Width, s.header.Height)), true
	},
}
