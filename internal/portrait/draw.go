package portrait

import (
	"image"
	"math"
)

const (
	// Nothing finer than this is drawn: above it the picture is painted
	// smaller and enlarged, as a photograph taken with a soft lens. It keeps
	// camera-sized pictures affordable in tests.
	paintedEdge = 1000.0 // px, long edge
	paintedFace = 240.0  // px, width
)

// Draw draws the portrait.
func Draw(o Options) *image.NRGBA {
	o = o.filled()
	scale := o.paintScale()
	c := newCanvas(shrunk(o.Width, scale), shrunk(o.Height, scale))
	backdrop(c, o.Seed)
	for i, f := range o.frames() {
		drawPerson(c, f.scaled(scale), o.person(i))
	}
	c.blur(o.Blur * scale)
	if o.Grey {
		c.fade()
	}
	return c.develop(o)
}

// paintScale returns by how much the painting is smaller than the picture.
func (o Options) paintScale() float64 {
	long := float64(max(o.Width, o.Height))
	return min(1, max(paintedEdge/long, paintedFace/o.FaceWidth))
}

// shrunk returns a length in px after scaling.
func shrunk(length int, scale float64) int {
	return max(1, int(math.Round(float64(length)*scale)))
}

// backdrop fills the canvas with a studio wall, lighter in the middle.
func backdrop(c *canvas, seed uint64) {
	r := stream(seed, backdropPurpose)
	wall := rgb{0.62, 0.66, 0.70}.mix(rgb{0.72, 0.68, 0.60}, r.Float64()).scaled(0.9 + 0.2*r.Float64())
	for y := range c.h {
		v := float64(y)/float64(c.h) - 0.4
		for x := range c.w {
			u := float64(x)/float64(c.w) - 0.5
			g := 1.08 - 0.55*(u*u+v*v)
			for i := range wall {
				c.pix[3*(y*c.w+x)+i] = float32(wall[i] * g)
			}
		}
	}
}
