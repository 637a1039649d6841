package portrait

// mouth returns both lips, the line between them, which widens into a dark
// opening, and the shadow below. The corners stay where they are when the
// lower lip goes down.
func (p *person) mouth() []dab {
	w, y, gap := p.mouthW, p.mouthY, p.lipGap
	low := y + gap
	return []dab{
		{y: y - 0.14, rx: 0.05, ry: 0.08, soft: 0.9, alpha: 0.6, colour: faint, tint: true},
		{y: low + 0.19, rx: 0.24, ry: 0.05, bend: 0.02, soft: 0.9, alpha: 0.9, colour: shade, tint: true},
		{y: low + 0.055, rx: (0.85 + gap/2) * w, ry: 0.075, bend: -0.05 - 0.6*gap, soft: 0.3, alpha: 1, colour: p.lip},
		{y: y - 0.035, rx: w, ry: 0.055, bend: -0.01, soft: 0.3, alpha: 1, colour: p.lip.scaled(0.82)},
		{y: low + 0.07, rx: 0.45 * w, ry: 0.025, soft: 0.9, alpha: 0.8, colour: rgb{1.2, 1.2, 1.2}, tint: true},
		{y: y + gap/2, rx: 1.05 * w, ry: 0.02 + gap/2, bend: -0.03 - gap/2, soft: 0.5 - gap, alpha: 0.95, colour: p.lip.scaled(0.3 - 0.6*gap)},
	}
}
