package rules

// photoArea measures the millions of pixels.
var photoArea = Rule{
	Code: "photo_area", Unit: "megapixels", High: "image_too_large", Values: Range{0.000001, 4300},
	Panel: refuse(atMost(50)), Strict: refuse(atMost(50)),
	always: true, guard: true,
	measure: func(s *subject) (float64, bool) { return s.header.Megapixels(), true },
}
