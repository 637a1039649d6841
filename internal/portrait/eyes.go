package portrait

// Half the size of an open eye, in face units of an eye of size 1.
const (
	eyeHalfW = 0.205
	eyeHalfH = 0.085
	eyeTurn  = 0.06 // radians; the outer corner is higher
)

// eyes returns both eyes with iris, pupil, glint and lids.
func (p *person) eyes() []dab {
	var out []dab
	for _, s := range sides {
		x := s * p.eyeGap
		slit := p.slit(x, s)
		out = append(out, p.eyeball(&slit)...)
		if p.eyesShut > 0 {
			out = append(out, p.lids(slit)...)
		}
		out = append(out, p.eyeLines(x, s)...)
	}
	return out
}

// slit returns what open lids leave free of the eye centred on x; s is its
// side.
func (p *person) slit(x, s float64) dab {
	k := p.eyeSize
	return dab{x: x, rx: eyeHalfW * k, ry: eyeHalfH * k, turn: -s * eyeTurn, soft: 0.12, alpha: 1, colour: rgb{0.88, 0.86, 0.84}}
}

// eyeball returns what is seen in the slit.
func (p *person) eyeball(slit *dab) []dab {
	k, x := p.eyeSize, slit.x
	return []dab{
		*slit,
		{x: x, y: -0.075 * k, rx: 0.2 * k, ry: 0.05 * k, soft: 0.8, alpha: 0.8, colour: shade, tint: true, within: slit},
		{x: x, y: -0.005, rx: 0.092 * k, ry: 0.092 * k, soft: 0.12, alpha: 1, colour: p.iris, within: slit},
		{x: x, y: -0.005, rx: 0.042 * k, ry: 0.042 * k, soft: 0.2, alpha: 1, colour: rgb{0.04, 0.03, 0.03}, within: slit},
		{x: x - 0.03, y: -0.035, rx: 0.018, ry: 0.018, soft: 0.4, alpha: 0.9, colour: rgb{0.97, 0.97, 0.97}},
	}
}

// eyeLines returns lashes, rim of the lower lid, crease and bag of the eye
// centred on x; s is its side. The lashes of both lids meet when the eye
// shuts, and the crease goes as the lid is drawn out of it.
func (p *person) eyeLines(x, s float64) []dab {
	k, shut := p.eyeSize, p.eyesShut
	down, up := p.lidTravel()
	return []dab{
		{x: x, y: down - 0.085*k, rx: 0.225 * k, ry: 0.025 + 0.012*shut, turn: s * (0.05 - 0.11*shut), bend: 0.085 - down, soft: 0.5, alpha: 0.9, colour: p.skin.scaled(0.16)},
		{x: x, y: 0.088*k - up, rx: 0.2 * k, ry: 0.014, turn: -s * eyeTurn * shut, bend: up - 0.07, soft: 0.6, alpha: 0.6, colour: deep, tint: true},
		{x: x, y: -0.16 * k, rx: 0.22 * k, ry: 0.018, turn: s * 0.05, bend: 0.08, soft: 0.8, alpha: 0.7 - 0.4*shut, colour: deep, tint: true},
		{x: x, y: 0.19, rx: 0.2, ry: 0.025, bend: -0.05, soft: 0.9, alpha: 0.5, colour: shade, tint: true},
	}
}
