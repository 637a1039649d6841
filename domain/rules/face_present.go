package rules

// facePresent counts the faces that were found; at least one must be there.
var facePresent = Rule{
	Code: "faces", Unit: "faces", Low: "no_face", Values: Range{1, 1},
	Panel: refuse(atLeast(1)), Strict: refuse(atLeast(1)),
	always:  true,
	measure: func(s *subject) (float64, bool) { return float64(len(s.faces)), true },
}
