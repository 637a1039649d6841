package portrait

import (
	"image"
	"math"
	"math/rand/v2"
)

// Landscape draws hills, sun and sky on width x height px: a photograph
// without any face; 0 stands for the size that Options has. Equal arguments
// draw identical pictures.
func Landscape(width, height int, seed uint64) *image.NRGBA {
	o := Options{Width: width, Height: height, Faces: NoFaces}.filled()
	scale := o.paintScale()
	c := newCanvas(shrunk(o.Width, scale), shrunk(o.Height, scale))
	r := stream(seed, landscapePurpose)
	sky(c, r)
	const ridges = 4
	for i := range ridges {
		depth := float64(i) / (ridges - 1)
		hills(c, r, 0.45+0.4*depth, depth)
	}
	return c.develop(o)
}

// sky fills the canvas from blue to haze and hangs the sun.
func sky(c *canvas, r *rand.Rand) {
	top, haze := rgb{0.30, 0.52, 0.80}, rgb{0.86, 0.88, 0.86}
	for y := range c.h {
		colour := top.mix(haze, min(1, 1.6*float64(y)/float64(c.h)))
		for i := range 3 * c.w {
			c.pix[3*y*c.w+i] = float32(colour[i%3])
		}
	}
	f := frame{
		x:    (0.1 + 0.8*r.Float64()) * float64(c.w),
		y:    (0.1 + 0.2*r.Float64()) * float64(c.h),
		unit: 0.06 * float64(min(c.w, c.h)),
		cos:  1,
	}
	c.paint(f, dab{rx: 1.8, ry: 1.8, soft: 1, alpha: 0.6, colour: rgb{1, 0.95, 0.8}})
	c.paint(f, dab{rx: 1, ry: 1, soft: 0.05, alpha: 1, colour: rgb{1, 0.96, 0.78}})
}

// hills draws one ridge whose crest runs about the given share of the height
// down; depth runs from 0, far and pale, to 1, near.
func hills(c *canvas, r *rand.Rand, crest, depth float64) {
	colour := rgb{0.55, 0.65, 0.70}.mix(rgb{0.22, 0.38, 0.14}, depth)
	crestAt := ridge(r, crest*float64(c.h), 0.06*float64(c.h), float64(c.w))
	for x := range c.w {
		top := crestAt(float64(x))
		for y := max(0, int(top)-1); y < c.h; y++ {
			a := float32(smoothstep(-1, 1, float64(y)-top))
			fall := 1 - 0.35*(float64(y)-top)/float64(c.h)
			p := c.pix[3*(y*c.w+x):]
			for i, v := range colour {
				p[i] += (float32(v*fall) - p[i]) * a
			}
		}
	}
}

// ridge returns a wavy line around mid: a few sines, each finer and flatter
// than the one before. All lengths in px.
func ridge(r *rand.Rand, mid, swing, width float64) func(x float64) float64 {
	const waves = 5
	var phase, pace [waves]float64
	for i := range waves {
		phase[i] = 2 * math.Pi * r.Float64()
		pace[i] = 2 * math.Pi * math.Pow(2, float64(i)) * (0.7 + 0.6*r.Float64()) / width
	}
	return func(x float64) float64 {
		y := mid
		for i := range waves {
			y += swing * math.Pow(0.5, float64(i)) * math.Sin(pace[i]*x+phase[i])
		}
		return y
	}
}
