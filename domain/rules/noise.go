package rules

import (
	"math"
)

// noise measures the grain of the face in grey levels of 0 to 255: the standard
// deviation of Gaussian noise, estimated by J. Immerkær, "Fast noise variance
// estimation" (1996), in the core of the face at the size at which it was
// found, where the grain of a large photo has evened out. Its scale is our own.
var noise = Rule{
	Code: "noise", Unit: "levels", High: "noisy", Values: Range{0, 255},
	Panel:     refuse(atMost(25)).orWarn(atMost(12)),
	Strict:    refuse(atMost(12)).orWarn(atMost(8)),
	component: falling(12, 3),
	measure: func(s *subject) (float64, bool) {
		if s.luma == nil || s.core.tiny() {
			return 0, false
		}
		return s.luma.grain(s.core), true
	},
}

// grain returns the noise within an area. The mask is the difference of two
// Laplacians: it leaves nothing of a picture whose levels change smoothly.
func (r *raster) grain(a area) float64 {
	var sum float64
	n := 0
	for y := max(1, int(a.top)); y < min(r.height-1, int(a.bottom)); y++ {
		above, line, below := r.levels[(y-1)*r.width:], r.levels[y*r.width:], r.levels[(y+1)*r.width:]
		for x := max(1, int(a.left)); x < min(r.width-1, int(a.right)); x++ {
			corners := above[x-1] + above[x+1] + below[x-1] + below[x+1]
			sides := above[x] + below[x] + line[x-1] + line[x+1]
			sum += math.Abs(float64(corners - 2*sides + 4*line[x]))
			n++
		}
	}
	return math.Sqrt(math.Pi/2) / 6 * sum / float64(n)
}
