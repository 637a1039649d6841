package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// Luminance is that of ISO/IEC 29794-5 as OFIQ computes it: linear light of
// sRGB, weighted by ITU-R BT.709, in 256 levels. Linear light is darker than
// the levels of a photo: a middle grey of 128 has level 55.

// linearLight maps a level of sRGB to linear light, 0 to 1 (IEC 61966-2-1).
var linearLight = func() (table [256]float64) {
	for i := range table {
		x := float64(i) / 255
		if x > 0.04045 {
			table[i] = math.Pow((x+0.055)/1.055, 2.4)
		} else {
			table[i] = x / 12.92
		}
	}
	return table
}()

// luminanceAt returns the luminance of the i-th pixel of a view, 0 to 255.
func luminanceAt(v face.View, i int) int {
	if v.Channels == 1 {
		return int(255*linearLight[v.Pixels[i]] + 0.5)
	}
	p := v.Pixels[3*i : 3*i+3]
	y := 0.2126*linearLight[p[0]] + 0.7152*linearLight[p[1]] + 0.0722*linearLight[p[2]]
	return int(255*y + 0.5)
}

// histogram counts levels of luminance.
type histogram struct {
	counts [256]int
	total  int
}

func (h *histogram) add(level int) {
	h.counts[level]++
	h.total++
}

// luminanceOf returns the luminance of a region; nil if it is empty.
func luminanceOf(v face.View, r region) *histogram {
	h := &histogram{}
	for y, s := range r {
		for x := s.from; x < s.to; x++ {
			h.add(luminanceAt(v, y*v.Width+x))
		}
	}
	if h.total == 0 {
		return nil
	}
	return h
}

// share returns which part of the pixels has a level between two, both
// included, 0 to 1.
func (h *histogram) share(from, to int) float64 {
	n := 0
	for _, count := range h.counts[from : to+1] {
		n += count
	}
	return float64(n) / float64(h.total)
}

// mean returns the mean luminance, 0 to 1.
func (h *histogram) mean() float64 {
	var sum float64
	for level, count := range h.counts {
		sum += float64(count) * float64(level) / 255
	}
	return sum / float64(h.total)
}

// variance returns the variance of the luminance, on the scale of 0 to 1.
func (h *histogram) variance() float64 {
	mean := h.mean()
	var sum float64
	for level, count := range h.counts {
		d := float64(level)/255 - mean
		sum += float64(count) * d * d
	}
	return sum / float64(h.total)
}

// entropy returns how many bits a pixel of this histogram carries, 0 to 8.
func (h *histogram) entropy() float64 {
	var bits float64
	for _, count := range h.counts {
		if count > 0 {
			p := float64(count) / float64(h.total)
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

// ofLuminance returns the measure that needs nothing but the histogram.
func ofLuminance(f func(*histogram) float64) func(*subject) (float64, bool) {
	return func(s *subject) (float64, bool) {
		if s.luminance == nil {
			return 0, false
		}
		return f(s.luminance), true
	}
}
