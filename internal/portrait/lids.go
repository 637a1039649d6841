package portrait

// lidTravel returns how far the upper lid has come down and the lower one up,
// in face units and in the middle of the eye.
func (p *person) lidTravel() (down, up float64) {
	// Lashes fill a narrow slit. Lids that moved evenly would look shut well
	// before they are.
	way := p.eyesShut * (0.7 + 0.3*p.eyesShut*p.eyesShut)
	const meet = 0.015 // below the middle
	return way * p.eyeSize * (eyeHalfH + meet), way * p.eyeSize * (eyeHalfH - meet)
}

// lids returns the skin that covers an eye from below and above.
func (p *person) lids(slit dab) []dab {
	down, up := p.lidTravel()
	lower, upper := slit.ry-up, down-slit.ry
	slit.rx, slit.ry = 1.15*slit.rx, 1.15*slit.ry // or a pale rim would stay
	return []dab{p.lid(&slit, lower, 1), p.lid(&slit, upper, -1)}
}

// lid returns one lid, what lies in the slit below the edge, or above it if s
// is -1. The edge is that in the middle of the eye; at the corners it stays.
func (p *person) lid(slit *dab, edge, s float64) dab {
	const (
		reach = 3   // width of the brush in eyes; so little of it is all but flat
		high  = 0.3 // face units
	)
	return dab{
		x: slit.x, y: edge + s*high, rx: reach * slit.rx, ry: high, turn: slit.turn, bend: -edge * reach * reach,
		soft: 0.04, alpha: 1, colour: p.skin.scaled(0.76), within: slit,
	}
}
