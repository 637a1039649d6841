package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// illuminationUniformity measures whether light falls evenly on both halves of
// the face: how far the histograms of linear luminance of the two cheeks
// overlap, 0 to 1. Measure IlluminationUniformity of ISO/IEC 29794-5; zones and
// component are OFIQ's: a square of 0.3 eye distances outwards from below each
// eye, half way down to the mouth.
//
// The measure tells hard light from the side, and also blames evenly lit cheeks
// whose brightness hardly varies within each and differs a little between them:
// their histograms are narrow and pass each other by. So it only warns.
var illuminationUniformity = Rule{
	Code: "illumination_uniformity", Unit: "share", Low: "uneven_light", Values: Range{0, 1},
	Panel:     warn(atLeast(0.05)),
	Strict:    warn(atLeast(0.3)),
	component: func(x float64) float64 { return 100 * math.Pow(x, 0.3) },
	measure: func(s *subject) (float64, bool) {
		left, right, ok := s.cheeks()
		if !ok {
			return 0, false
		}
		return left.overlap(right), true
	},
}

// overlap returns the sum of the smaller share of each level, 0 to 1.
func (h *histogram) overlap(o *histogram) float64 {
	sum := 0 // whole numbers: a histogram overlaps itself by exactly 1
	for level := range h.counts {
		sum += min(h.counts[level]*o.total, o.counts[level]*h.total)
	}
	return float64(sum) / float64(h.total*o.total)
}

// cheeks returns the luminance of both zones, left and right as seen; false
// without landmarks or pixels, or if a zone lies outside the view.
func (s *subject) cheeks() (left, right *histogram, ok bool) {
	leftEye, rightEye, ok := s.landmarks().Eyes()
	mouth, _ := s.landmarks().Mouth()
	middle, distance, far := s.eyes()
	if !ok || !far || !s.view.Valid() {
		return nil, nil, false
	}
	line := rightEye.Minus(leftEye)
	across := face.Point{X: line.X / distance, Y: line.Y / distance}
	down := mouth.Minus(middle).Length() / 2
	size := 0.3 * distance
	left, okLeft := s.zone(leftEye, across, -size, down, size)
	right, okRight := s.zone(rightEye, across, size, down, size)
	return left, right, okLeft && okRight
}

// zoneSide is how many samples a zone has on each side: the px that OFIQ's
// zones have in its picture of one size.
const zoneSide = 33

// zone samples the luminance of a square that begins below an eye, down px of
// the photo along the face, and reaches width across and height on down.
func (s *subject) zone(eye, across face.Point, width, down, height float64) (*histogram, bool) {
	h := &histogram{}
	for i := range zoneSide {
		for j := range zoneSide {
			x := width * (float64(i) + 0.5) / zoneSide
			y := down + height*(float64(j)+0.5)/zoneSide
			level, ok := s.sample(face.Point{X: eye.X + x*across.X - y*across.Y, Y: eye.Y + x*across.Y + y*across.X})
			if !ok {
				return nil, false
			}
			h.add(level)
		}
	}
	return h, true
}

// sample returns the luminance at a point of the photo, between the four
// nearest pixels of the view, 0 to 255; false outside the view.
func (s *subject) sample(p face.Point) (int, bool) {
	at := s.view.Place(p)
	at.X, at.Y = at.X-0.5, at.Y-0.5
	if !(at.X >= 0 && at.Y >= 0 && at.X < float64(s.view.Width-1) && at.Y < float64(s.view.Height-1)) {
		return 0, false
	}
	x, y := int(at.X), int(at.Y)
	u, v := at.X-float64(x), at.Y-float64(y)
	level := func(x, y int) float64 { return float64(luminanceAt(s.view, y*s.view.Width+x)) }
	above := (1-u)*level(x, y) + u*level(x+1, y)
	below := (1-u)*level(x, y+1) + u*level(x+1, y+1)
	return int((1-v)*above + v*below + 0.5), true
}
