package portrait

import "math"

const (
	// eyeLine is where the eyes are, as a share of the picture's height.
	eyeLine = 0.45

	// headReach is how far to the side of the origin hair reaches at most, in
	// face units, on a head tilted by up to 25 degrees.
	headReach = 1.5
)

// frames returns where each face stands, in px of the finished picture. The
// options must be filled.
func (o Options) frames() []frame {
	strip := float64(o.Width) / float64(max(o.Faces, 1))
	sin, cos := math.Sincos(o.Tilt * math.Pi / 180)
	out := make([]frame, o.Faces)
	for i := range out {
		out[i] = frame{
			x:    (float64(i)+0.5)*strip + o.ShiftX*float64(o.Width),
			y:    (eyeLine + o.ShiftY) * float64(o.Height),
			unit: o.FaceWidth / 2,
			sin:  sin,
			cos:  cos,
			side: o.SideLight,
		}
	}
	if o.Faces == 2 && o.SecondFace > 0 {
		o.shrinkSecond(&out[0], &out[1])
	}
	return out
}

// shrinkSecond narrows the second of two faces and gives each a strip of the
// picture as wide as its share, so that there is as much room beside a head
// as before. Faces too wide for their strips keep clear of each other all the
// same, and the second is cut off by the picture's edge.
func (o Options) shrinkSecond(first, second *frame) {
	strip := float64(o.Width) / (1 + o.SecondFace)
	first.x += strip/2 - float64(o.Width)/4
	second.unit *= o.SecondFace
	apart := headReach * (first.unit + second.unit)
	second.x = first.x + max(float64(o.Width)/2, apart)
}
