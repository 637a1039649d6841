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

// mouth returns both lips, the line between them and the shadow below.
func (p *person) mouth() []dab {
	w, y := p.mouthW, p.mouthY
	return []dab{
		{y: y - 0.14, rx: 0.05, ry: 0.08, soft: 0.9, alpha: 0.6, colour: faint, tint: true},
		{y: y + 0.19, rx: 0.24, ry: 0.05, bend: 0.02, soft: 0.9, alpha: 0.9, colour: shade, tint: true},
		{y: y + 0.055, rx: 0.85 * w, ry: 0.075, bend: -0.05, soft: 0.3, alpha: 1, colour: p.lip},
		{y: y - 0.035, rx: w, ry: 0.055, bend: -0.01, soft: 0.3, alpha: 1, colour: p.lip.scaled(0.82)},
		{y: y + 0.07, rx: 0.45 * w, ry: 0.025, soft: 0.9, alpha: 0.8, colour: rgb{1.2, 1.2, 1.2}, tint: true},
		{y: y, rx: 1.05 * w, ry: 0.02, bend: -0.03, soft: 0.5, alpha: 0.95, colour: p.lip.scaled(0.3)},
	}
}

// eyes returns both eyes with iris, pupil, glint and lids.
func (p *person) eyes() []dab {
	var out []dab
	for _, s := range sides {
		out = append(out, p.eye(s*p.eyeGap, s)...)
	}
	return out
}

// eye returns one eye centred on x; s is its side.
func (p *person) eye(x, s float64) []dab {
	k := p.eyeSize
	slit := dab{x: x, rx: 0.205 * k, ry: 0.085 * k, turn: -s * 0.06, soft: 0.12, alpha: 1, colour: rgb{0.88, 0.86, 0.84}}
	return []dab{
		slit,
		{x: x, y: -0.075 * k, rx: 0.2 * k, ry: 0.05 * k, soft: 0.8, alpha: 0.8, colour: shade, tint: true, within: &slit},
		{x: x, y: -0.005, rx: 0.092 * k, ry: 0.092 * k, soft: 0.12, alpha: 1, colour: p.iris, within: &slit},
		{x: x, y: -0.005, rx: 0.042 * k, ry: 0.042 * k, soft: 0.2, alpha: 1, colour: rgb{0.04, 0.03, 0.03}, within: &slit},
		{x: x - 0.03, y: -0.035, rx: 0.018, ry: 0.018, soft: 0.4, alpha: 0.9, colour: rgb{0.97, 0.97, 0.97}},
		{x: x, y: -0.085 * k, rx: 0.225 * k, ry: 0.025, turn: s * 0.05, bend: 0.085, soft: 0.5, alpha: 0.9, colour: p.skin.scaled(0.16)},
		{x: x, y: 0.088 * k, rx: 0.2 * k, ry: 0.014, bend: -0.07, soft: 0.6, alpha: 0.6, colour: deep, tint: true},
		{x: x, y: -0.16 * k, rx: 0.22 * k, ry: 0.018, turn: s * 0.05, bend: 0.08, soft: 0.8, alpha: 0.7, colour: deep, tint: true},
		{x: x, y: 0.19, rx: 0.2, ry: 0.025, bend: -0.05, soft: 0.9, alpha: 0.5, colour: shade, tint: true},
	}
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
