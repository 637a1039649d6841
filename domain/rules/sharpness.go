package rules

import "math"

// sharpness measures how much fine detail a face has: the root mean square of
// the Laplacian over the standard deviation of the levels, in the core of the
// face brought to 80 px of width. A ratio, so brightness and contrast cancel
// out; of one size, so the same face gives nearly the same number from any
// distance, and a large photo is not blamed for blur that no recogniser sees.
//
// The measure and its scale are our own (ISO/IEC 29794-5 has a trained model
// for it). A face without any contrast has no detail: 0.
var sharpness = Rule{
	Code: "sharpness", Low: "blurred", Values: Range{0, 10},
	Panel:     refuse(atLeast(0.15)).orWarn(atLeast(0.22)),
	Strict:    refuse(atLeast(0.22)).orWarn(atLeast(0.3)),
	component: rising(0.22, 0.05),
	measure: func(s *subject) (float64, bool) {
		if s.normal == nil {
			return 0, false
		}
		return s.normal.detail(), true
	},
}

// detail returns the root mean square of the Laplacian over the standard
// deviation.
func (r *raster) detail() float64 {
	var sum, squares, bends float64
	n := 0
	for y := 1; y < r.height-1; y++ {
		above, line, below := r.levels[(y-1)*r.width:], r.levels[y*r.width:], r.levels[(y+1)*r.width:]
		for x := 1; x < r.width-1; x++ {
			v := line[x]
			bend := float64(above[x] + below[x] + line[x-1] + line[x+1] - 4*v)
			bends += bend * bend
			sum += float64(v)
			squares += float64(v) * float64(v)
			n++
		}
	}
	mean := sum / float64(n)
	variance := squares/float64(n) - mean*mean
	const flat = 0.25 // of half a level: nothing but rounding
	if variance < flat {
		return 0
	}
	return math.Sqrt(bends / float64(n) / variance)
}
