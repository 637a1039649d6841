package portrait

import "math/rand/v2"

// person is what makes one face differ from the next; lengths are in face
// units.
type person struct {
	skin, hair, iris, lip, cloth rgb

	eyeGap   float64 // from the middle to each pupil
	eyeSize  float64 // factor
	browY    float64
	noseY    float64 // of the underside of the nose
	noseW    float64 // factor
	mouthY   float64
	mouthW   float64 // half the width
	chinY    float64
	jaw      float64 // taper of the head
	hairline float64 // how far the hair comes down the forehead
	longHair bool

	eyesShut float64 // from 0 to 1
	lipGap   float64 // between the lips, in the middle
	jawDrop  float64 // how far chinY lies below that of a closed mouth
}

var (
	skins  = []rgb{{0.93, 0.76, 0.65}, {0.88, 0.70, 0.57}, {0.80, 0.60, 0.46}, {0.69, 0.50, 0.37}, {0.60, 0.42, 0.31}}
	hairs  = []rgb{{0.13, 0.10, 0.08}, {0.24, 0.16, 0.10}, {0.36, 0.24, 0.14}, {0.30, 0.29, 0.28}, {0.42, 0.21, 0.11}}
	irises = []rgb{{0.27, 0.17, 0.10}, {0.24, 0.33, 0.40}, {0.27, 0.33, 0.20}}
	cloths = []rgb{{0.20, 0.27, 0.40}, {0.42, 0.18, 0.20}, {0.22, 0.34, 0.28}, {0.30, 0.30, 0.33}}
)

// stream returns the random numbers of one purpose under a seed; purposes
// have a stream each so that adding a face or noise does not change the
// others.
func stream(seed, purpose uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, purpose))
}

// The purposes of the random streams; the faces count up from facePurpose.
const (
	backdropPurpose = iota
	noisePurpose
	landscapePurpose
	facePurpose = 1 << 16
)

// The mouth wide open: how far the lips part and the chin goes down.
const (
	widestLipGap = 0.28
	widestDrop   = 0.24
)

// person returns the i-th person with the expression that the options ask
// for. The options must be filled.
func (o Options) person(i int) person {
	p := newPerson(o.Seed, i)
	p.eyesShut = o.EyesShut
	p.lipGap = widestLipGap * o.MouthOpen
	p.jawDrop = widestDrop * o.MouthOpen
	p.chinY += p.jawDrop
	return p
}

// newPerson returns the person at the given place in the row.
func newPerson(seed uint64, place int) person {
	r := stream(seed, facePurpose+uint64(place))
	around := func(mid, spread float64) float64 { return mid + spread*(2*r.Float64()-1) }
	pick := func(from []rgb) rgb { return from[r.IntN(len(from))] }
	p := person{
		skin:     pick(skins).scaled(around(1, 0.04)),
		hair:     pick(hairs),
		iris:     pick(irises),
		cloth:    pick(cloths),
		eyeGap:   around(0.41, 0.02),
		eyeSize:  around(1, 0.08),
		browY:    around(-0.29, 0.03),
		noseY:    around(0.64, 0.03),
		noseW:    around(1, 0.1),
		mouthY:   around(0.94, 0.03),
		mouthW:   around(0.34, 0.03),
		chinY:    around(1.34, 0.04),
		jaw:      around(0.10, 0.06),
		hairline: around(0.5, 0.06),
		longHair: r.IntN(2) == 0,
	}
	p.lip = p.skin.mix(rgb{0.62, 0.25, 0.24}, around(0.5, 0.12))
	return p
}
