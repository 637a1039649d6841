package rules

// compression measures how much the JPEG's quantisation left of the picture:
// the quality that it was saved with, 1 to 100 on libjpeg's scale, estimated
// from its tables. A photo that was saved badly and then well again passes.
var compression = Rule{
	Code: "compression", Unit: "quality", Low: "too_compressed", Values: Range{1, 100},
	Panel: refuse(atLeast(10)).orWarn(atLeast(40)), Strict: refuse(atLeast(40)).orWarn(atLeast(70)),
	component: linear(0, 100),
	measure: func(s *subject) (float64, bool) {
		return float64(s.header.Quality), s.header.Quality > 0
	},
}
