package rules

import "math"

// colour measures how far the face's mean colour is from grey: the distance of
// its chroma (ITU-R BT.601) from neutral, in levels of 256. A greyscale photo
// has 0, skin in plain light 10 to 40. The scale is our own.
var colour = Rule{
	Code: "colour", Unit: "levels", Low: "not_colour", Values: Range{0, 180},
	Panel: warn(atLeast(2)), Strict: refuse(atLeast(4)),
	component: linear(0, 10),
	measure: func(s *subject) (float64, bool) {
		if s.luma == nil || s.core.tiny() {
			return 0, false
		}
		return s.chroma(), true
	},
}

// chroma returns the chroma of the mean colour of the core of the face.
func (s *subject) chroma() float64 {
	if s.view.Channels == 1 {
		return 0
	}
	var red, green, blue, n float64
	for y := int(s.core.top); y < int(s.core.bottom); y++ {
		for x := int(s.core.left); x < int(s.core.right); x++ {
			p := s.view.Pixels[3*(y*s.view.Width+x):]
			red, green, blue, n = red+float64(p[0]), green+float64(p[1]), blue+float64(p[2]), n+1
		}
	}
	cb := -0.168736*red - 0.331264*green + 0.5*blue
	cr := 0.5*red - 0.418688*green - 0.081312*blue
	return math.Hypot(cb, cr) / n
}
