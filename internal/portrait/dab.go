package portrait

import "math"

// dab is the only brush: an ellipse that may be turned, bent into an arc,
// narrowed towards its lower end, and as soft at the edge as wanted. All
// lengths are in face units.
type dab struct {
	x, y   float64 // centre
	rx, ry float64 // half axes
	turn   float64 // clockwise, in radians
	bend   float64 // how much lower the ends lie than the middle
	taper  float64 // share of the width lost at the lower end, below 1
	soft   float64 // half the width of the edge, as a share of the radius
	alpha  float64 // opacity, from 0 to 1
	colour rgb
	tint   bool // colour multiplies instead of covering
	within *dab // clips the dab, if set
	open   bool // runs on downwards, out of the picture
}

// endless stands for the reach of an open dab, in face units: more than any
// picture has below a face.
const endless = 1000

// brush is a dab made ready for a canvas: what does not change from pixel to
// pixel.
type brush struct {
	dab
	sin, cos float64 // of the turn
	edge     float64 // half the width of the edge, as a share of the radius
	within   *brush
}

// brush prepares the dab for a canvas where a pixel has the given width. No
// edge is sharper than that, which is what makes the edges anti-aliased.
func (d dab) brush(pixel float64) *brush {
	b := &brush{dab: d, edge: max(d.soft, 0.75*pixel/min(d.rx, d.ry))}
	b.sin, b.cos = math.Sincos(d.turn)
	if d.within != nil {
		b.within = d.within.brush(pixel)
	}
	return b
}

// extent returns half the width and height of a box around the centre that
// holds the whole dab, edge included.
func (b *brush) extent() (rx, ry float64) {
	grow := 1 + b.edge
	rx, ry = grow*b.rx, grow*b.ry+math.Abs(b.bend)*grow*grow
	if b.open {
		ry = endless
	}
	if b.turn == 0 {
		return rx, ry
	}
	r := math.Hypot(rx, ry)
	return r, r
}

// local returns the place of a point inside the dab: the unit circle is its
// outline.
func (b *brush) local(x, y float64) (u, v float64) {
	dx, dy := x-b.x, y-b.y
	u = (b.cos*dx + b.sin*dy) / b.rx
	v = (b.cos*dy - b.sin*dx - b.bend*u*u) / b.ry
	if v > 0 {
		if b.open {
			v = 0
		}
		u /= 1 - b.taper*min(v*v, 1)
	}
	return u, v
}

// at returns how far the dab covers a point, from 0 to 1, not counting its
// opacity.
func (b *brush) at(x, y float64) float64 {
	u, v := b.local(x, y)
	r := u*u + v*v
	if r >= (1+b.edge)*(1+b.edge) {
		return 0
	}
	if r <= (1-b.edge)*(1-b.edge) && b.edge < 1 {
		r = 0 // spares the root
	}
	a := 1 - smoothstep(1-b.edge, 1+b.edge, math.Sqrt(r))
	if b.within != nil && a > 0 {
		a *= b.within.at(x, y)
	}
	return a
}

// smoothstep rises from 0 at lo to 1 at hi without a corner at either end.
func smoothstep(lo, hi, v float64) float64 {
	t := max(0, min(1, (v-lo)/(hi-lo)))
	return t * t * (3 - 2*t)
}
