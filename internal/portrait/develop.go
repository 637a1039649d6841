package portrait

import (
	"image"
	"math"
	"math/rand/v2"
)

// blur blurs the canvas with a Gaussian of the given sigma in px.
func (c *canvas) blur(sigma float64) {
	if sigma <= 0 {
		return
	}
	kernel := gaussian(sigma)
	spare := make([]float32, len(c.pix))
	for y := range c.h {
		convolve(spare[3*y*c.w:], c.pix[3*y*c.w:], c.w, 3, kernel)
	}
	for x := range c.w {
		convolve(c.pix[3*x:], spare[3*x:], c.h, 3*c.w, kernel)
	}
}

// gaussian returns one half of a Gaussian, middle first, such that the whole
// adds up to one.
func gaussian(sigma float64) []float32 {
	half := make([]float64, int(math.Ceil(3*sigma))+1)
	sum := 0.0
	for i := range half {
		half[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
		sum += 2 * half[i]
	}
	sum -= half[0]
	out := make([]float32, len(half))
	for i, v := range half {
		out[i] = float32(v / sum)
	}
	return out
}

// convolve blurs one row or column of n pixels, stride values apart; beyond
// its ends the last pixel goes on.
func convolve(dst, src []float32, n, stride int, half []float32) {
	for i := range n {
		for ch := range 3 {
			sum := src[i*stride+ch] * half[0]
			for k := 1; k < len(half); k++ {
				a, b := max(i-k, 0), min(i+k, n-1)
				sum += half[k] * (src[a*stride+ch] + src[b*stride+ch])
			}
			dst[i*stride+ch] = sum
		}
	}
}

// develop turns the painting into the finished picture: full size, exposure
// and sensor noise.
func (c *canvas) develop(o Options) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, o.Width, o.Height))
	noise := stream(o.Seed, noisePurpose)
	cols := taps(o.Width, c.w)
	for y, row := range taps(o.Height, c.h) {
		line := out.Pix[y*out.Stride : y*out.Stride+4*o.Width]
		c.developRow(line, row, cols, float32(255*o.Light))
		if o.Noise > 0 {
			addNoise(line, noise, o.Noise)
		}
	}
	return out
}

// tap is one place between two neighbouring samples: b has the given share.
type tap struct {
	a, b  int
	share float32
}

// taps returns where each of n output pixels lies among m painted ones.
func taps(n, m int) []tap {
	out := make([]tap, n)
	for i := range out {
		at := (float64(i)+0.5)*float64(m)/float64(n) - 0.5
		at = max(0, min(float64(m-1), at))
		a := int(at)
		out[i] = tap{a: a, b: min(a+1, m-1), share: float32(at - float64(a))}
	}
	return out
}

// developRow writes one row of the finished picture.
func (c *canvas) developRow(line []uint8, row tap, cols []tap, gain float32) {
	upper, lower := c.pix[3*row.a*c.w:], c.pix[3*row.b*c.w:]
	mixed := make([]float32, 3*c.w)
	for i := range mixed {
		mixed[i] = (upper[i] + (lower[i]-upper[i])*row.share) * gain
	}
	for x, t := range cols {
		p, a, b := line[4*x:4*x+4], mixed[3*t.a:3*t.a+3], mixed[3*t.b:3*t.b+3]
		for i := range a {
			p[i] = level(a[i] + (b[i]-a[i])*t.share)
		}
		p[3] = 255
	}
}

// addNoise adds the same noise to all channels of a pixel, as a grey grain.
func addNoise(line []uint8, r *rand.Rand, deviation float64) {
	for x := 0; x < len(line); x += 4 {
		n := float32(r.NormFloat64() * deviation)
		for i := range 3 {
			line[x+i] = level(float32(line[x+i]) + n)
		}
	}
}

// level rounds to a grey level of 0 to 255.
func level(v float32) uint8 {
	return uint8(max(0, min(255, v+0.5)))
}
