package portrait

import "math"

// sides are the two halves of a face: -1 is the left of the picture.
var sides = [2]float64{-1, 1}

// drawPerson draws one person: body, head, then the features from the
// shading up to the lines.
func drawPerson(c *canvas, f frame, p person) {
	head := p.head()
	for _, d := range p.behind() {
		c.paint(f, d)
	}
	c.paint(f, head)
	c.light(f, head, p.relief(head))
	for _, layer := range [][]dab{p.modelling(&head), p.nose(), p.mouth(), p.eyes(), p.brows(), p.fringe(head)} {
		for _, d := range layer {
			c.paint(f, d)
		}
	}
}

// head returns the outline of skull and jaw. An open mouth makes it longer
// downwards only.
func (p *person) head() dab {
	return dab{y: p.jawDrop / 2, rx: 1, ry: p.chinY - p.jawDrop/2, taper: p.jaw, soft: 0.012, alpha: 1, colour: p.skin}
}

// relief returns the brightness of the bare head: light comes from the front
// and a little from above, so that the cheeks fall off towards the edge.
func (p *person) relief(head dab) func(x, y float64) float64 {
	b := head.brush(0)
	return func(x, y float64) float64 {
		u, v := b.local(x, y)
		front := math.Sqrt(max(0, 1-0.96*(u*u+v*v)))
		return 0.52 + 0.56*front - 0.10*v
	}
}

// behind returns what the head hides in part: body, hair, neck and ears.
func (p *person) behind() []dab {
	hair := dab{y: -0.24, rx: 1.12, ry: 1.30, soft: 0.04, alpha: 1, colour: p.hair}
	if p.longHair {
		hair = dab{y: 0.15, rx: 1.26, ry: 1.66, soft: 0.05, alpha: 1, colour: p.hair}
	}
	neck := dab{y: 1.45, rx: 0.56, ry: 0.75, soft: 0.04, alpha: 1, colour: p.skin.scaled(0.78)}
	out := []dab{
		hair,
		{y: 3.05, rx: 2.0, ry: 1.25, soft: 0.02, alpha: 1, colour: p.cloth, open: true},
		neck,
		{y: 1.42 + p.jawDrop, rx: 0.6, ry: 0.22, soft: 0.8, alpha: 0.9, colour: shade, tint: true, within: &neck},
	}
	if !p.longHair {
		for _, s := range sides {
			out = append(out, dab{x: s * 1.0, y: 0.14, rx: 0.13, ry: 0.28, soft: 0.12, alpha: 1, colour: p.skin.scaled(0.72)})
		}
	}
	return out
}

// fringe returns the hair in front of the head. It reaches a little over the
// outline, whose rim of skin would show as a line otherwise.
func (p *person) fringe(head dab) []dab {
	head.rx, head.ry = head.rx+0.03, head.ry+0.03
	out := []dab{{y: -1.36, rx: 1.1, ry: p.hairline, bend: 0.42, soft: 0.12, alpha: 1, colour: p.hair, within: &head}}
	for _, s := range sides {
		out = append(out, dab{x: s * 1.02, y: -0.5, rx: 0.14, ry: 0.5, soft: 0.4, alpha: 1, colour: p.hair, within: &head})
	}
	return append(out, dab{x: -0.25, y: -1.2, rx: 0.55, ry: 0.12, bend: 0.15, soft: 0.9, alpha: 0.6, colour: rgb{1.5, 1.45, 1.4}, tint: true, within: &head})
}
