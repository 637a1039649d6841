package portrait

import "math"

// rgb is a colour, each channel from 0 to 1; as a tint it multiplies what is
// already there, and may exceed 1.
type rgb [3]float64

// scaled returns the colour made lighter or darker.
func (c rgb) scaled(by float64) rgb {
	return rgb{c[0] * by, c[1] * by, c[2] * by}
}

// mix returns the colour a share t of the way from c to d.
func (c rgb) mix(d rgb, t float64) rgb {
	for i := range c {
		c[i] += (d[i] - c[i]) * t
	}
	return c
}

// canvas is a picture in floating point, three channels a pixel: dozens of
// soft layers lie on each other, and rounding each of them would show as
// steps, which a gradient detector sees.
type canvas struct {
	w, h int
	pix  []float32
}

// newCanvas returns a black canvas of the given size in px.
func newCanvas(w, h int) *canvas {
	return &canvas{w: w, h: h, pix: make([]float32, 3*w*h)}
}

// fade takes the colour away and leaves brightness, weighted as in JPEG.
func (c *canvas) fade() {
	for i := 0; i < len(c.pix); i += 3 {
		p := c.pix[i : i+3]
		v := 0.299*p[0] + 0.587*p[1] + 0.114*p[2]
		p[0], p[1], p[2] = v, v, v
	}
}

// frame is where a face stands and how it is lit. The face's own coordinates
// start midway between the eyes, y runs down to the chin, and one unit is
// half the width of the face.
type frame struct {
	x, y     float64 // px of the origin
	unit     float64 // px
	sin, cos float64 // of the roll, clockwise
	side     float64 // light from the left, -1, to the right, 1
}

// lit returns the brightness that light from the side leaves at a place
// across the face.
func (f frame) lit(x float64) float64 {
	if f.side == 0 {
		return 1
	}
	return 1 + 0.5*f.side*math.Tanh(1.5*x)
}

// picture returns the px of a point of the face.
func (f frame) picture(x, y float64) (px, py float64) {
	return f.x + f.unit*(f.cos*x-f.sin*y), f.y + f.unit*(f.sin*x+f.cos*y)
}

// face returns the point of the face at the given px.
func (f frame) face(px, py float64) (x, y float64) {
	dx, dy := (px-f.x)/f.unit, (py-f.y)/f.unit
	return f.cos*dx + f.sin*dy, f.cos*dy - f.sin*dx
}

// scaled returns the frame on a picture enlarged by the factor.
func (f frame) scaled(by float64) frame {
	f.x, f.y, f.unit = f.x*by, f.y*by, f.unit*by
	return f
}

// bounds returns the half-open range of px that a box in face coordinates
// can touch, cut to the canvas.
func (c *canvas) bounds(f frame, x, y, rx, ry float64) (x0, y0, x1, y1 int) {
	px, py := f.picture(x, y)
	hx := f.unit * (math.Abs(f.cos)*rx + math.Abs(f.sin)*ry)
	hy := f.unit * (math.Abs(f.sin)*rx + math.Abs(f.cos)*ry)
	return max(0, int(px-hx)-1), max(0, int(py-hy)-1),
		min(c.w, int(px+hx)+2), min(c.h, int(py+hy)+2)
}

// cover calls put for every pixel that the dab touches, with the pixel's
// three channels and how far the dab covers it, from 0 to 1.
func (c *canvas) cover(f frame, d dab, put func(pix []float32, x, y, a float64)) {
	b := d.brush(1 / f.unit)
	rx, ry := b.extent()
	x0, y0, x1, y1 := c.bounds(f, d.x, d.y, rx, ry)
	for py := y0; py < y1; py++ {
		row := c.pix[3*py*c.w:]
		for px := x0; px < x1; px++ {
			x, y := f.face(float64(px)+0.5, float64(py)+0.5)
			if a := b.at(x, y); a > 0 {
				put(row[3*px:3*px+3], x, y, a)
			}
		}
	}
}

// paint lays a dab on the canvas. Light from the side falls on what covers;
// a tint keeps the light of what it lies on.
func (c *canvas) paint(f frame, d dab) {
	c.cover(f, d, func(pix []float32, x, _, a float64) {
		lit := 1.0
		if !d.tint {
			lit = f.lit(x)
		}
		for i, v := range d.colour {
			old := float64(pix[i])
			if d.tint {
				v *= old
			}
			pix[i] = float32(old + (v*lit-old)*a*d.alpha)
		}
	})
}

// light multiplies what lies under a dab by a gain that depends on the place
// in face coordinates.
func (c *canvas) light(f frame, d dab, gain func(x, y float64) float64) {
	c.cover(f, d, func(pix []float32, x, y, a float64) {
		g := float32(1 + (gain(x, y)-1)*a)
		for i := range pix {
			pix[i] *= g
		}
	})
}
