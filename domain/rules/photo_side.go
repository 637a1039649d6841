package rules

// photoSide measures the longer side in px, so that nothing decodes a picture
// that is beyond any camera. The vendor's maximum of 5120x2700 (BAS-IP product
// manual) is none here, so that any phone's photo is welcome: it is never
// decoded at full size.
var photoSide = Rule{
	Code: "photo_side", Unit: "px", High: "image_too_large", Values: Range{1, 65535},
	Panel: refuse(atMost(12_000)), Strict: refuse(atMost(12_000)),
	always: true, guard: true,
	measure: func(s *subject) (float64, bool) {
		return float64(max(s.header.Width, s.header.Height)), true
	},
}
