package portrait

// Tints of skin in shadow, from faint to deep; blood keeps the red up.
var (
	faint = rgb{0.86, 0.82, 0.80}
	shade = rgb{0.68, 0.61, 0.58}
	deep  = rgb{0.45, 0.37, 0.34}
	gleam = rgb{1.14, 1.14, 1.14}
)

// modelling returns the soft light and shadow of forehead, cheeks and chin,
// none of which falls past the outline of the head.
func (p *person) modelling(head *dab) []dab {
	out := []dab{
		{y: -0.62, rx: 0.5, ry: 0.2, soft: 0.9, alpha: 0.8, colour: gleam, tint: true, within: head},
		{y: p.chinY - 0.15, rx: 0.2, ry: 0.1, soft: 0.9, alpha: 0.8, colour: gleam, tint: true, within: head},
	}
	for _, s := range sides {
		out = append(out,
			dab{x: s * 0.52, y: 0.40, rx: 0.22, ry: 0.16, soft: 0.9, alpha: 1, colour: gleam, tint: true, within: head},
			dab{x: s * 0.74, y: 0.72, rx: 0.18, ry: 0.34, turn: s * 0.35, soft: 0.9, alpha: 0.8, colour: faint, tint: true, within: head},
			dab{x: s * 0.40, y: 0.76, rx: 0.03, ry: 0.20, turn: -s * 0.5, soft: 0.9, alpha: 0.5, colour: faint, tint: true, within: head},
			dab{x: s * p.eyeGap, y: -0.06, rx: 0.31, ry: 0.19, soft: 0.8, alpha: 0.9, colour: shade, tint: true, within: head},
			dab{x: s * 0.19, y: -0.06, rx: 0.09, ry: 0.17, soft: 0.8, alpha: 0.8, colour: shade, tint: true, within: head},
		)
	}
	return out
}

// nose returns ridge, flanks, tip, wings and nostrils.
func (p *person) nose() []dab {
	w, y := p.noseW, p.noseY
	out := []dab{
		{y: 0.18, rx: 0.065, ry: 0.36, soft: 0.8, alpha: 1, colour: gleam, tint: true},
		{y: y + 0.06, rx: 0.22 * w, ry: 0.05, bend: -0.03, soft: 0.8, alpha: 0.9, colour: shade, tint: true},
		{y: y - 0.10, rx: 0.11 * w, ry: 0.09, soft: 0.8, alpha: 1, colour: gleam, tint: true},
	}
	for _, s := range sides {
		out = append(out,
			dab{x: s * 0.15, y: 0.28, rx: 0.055, ry: 0.30, turn: -s * 0.12, soft: 0.9, alpha: 0.7, colour: shade, tint: true},
			dab{x: s * 0.23 * w, y: y - 0.06, rx: 0.035, ry: 0.09, soft: 0.8, alpha: 0.8, colour: shade, tint: true},
			dab{x: s * 0.10 * w, y: y + 0.01, rx: 0.065, ry: 0.032, turn: s * 0.2, soft: 0.5, alpha: 0.9, colour: p.skin.scaled(0.22)},
		)
	}
	return out
}

// brows returns both eyebrows, a shade darker than the hair.
func (p *person) brows() []dab {
	var out []dab
	for _, s := range sides {
		out = append(out, dab{
			x: s * (p.eyeGap + 0.02), y: p.browY, rx: 0.29, ry: 0.05, turn: s * 0.03, bend: 0.07,
			soft: 0.5, alpha: 0.9, colour: p.hair.scaled(0.7),
		})
	}
	return out
}
