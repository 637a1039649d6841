package portrait

import (
	"image"
	"math"
)

// The box that dlib's frontal detector reports around these faces is a
// square from the brows to the chin. Measured in face units over 132 faces of
// 80 to 390 px; the overlap with this one was 0.7 or more.
const (
	boxCentre = 0.44 // below the line of the eyes
	boxHalf   = 1.01 // half the side
)

// Point is a place in the picture in px, y downwards.
type Point struct {
	X, Y float64
}

// Face is what is known of a drawn face.
type Face struct {
	// Box is about where dlib's frontal face detector sees the face, in px.
	// The detector works on a coarse grid of places and sizes, so compare by
	// overlap rather than edge by edge.
	Box image.Rectangle
	// Width is that from ear to ear, in px.
	Width float64
	// LeftEye and RightEye are the centres of the pupils, left and right as
	// seen in the picture. A lid that hides one does not move it.
	LeftEye, RightEye Point
	// LeftEyeCorners and RightEyeCorners are the two ends of each eye, the
	// outer and the inner one, left and right as seen in the picture.
	LeftEyeCorners, RightEyeCorners [2]Point
	// NoseBase is where nose and upper lip meet, in the middle.
	NoseBase Point
	// Mouth is the middle of the line between the lips, and of the opening
	// when they part.
	Mouth Point
	// Chin is the lowest point of the head's outline.
	Chin Point
}

// Truth returns the faces that Draw draws with the same options, from left to
// right.
func Truth(o Options) []Face {
	o = o.filled()
	frames := o.frames()
	out := make([]Face, len(frames))
	for i, f := range frames {
		p := o.person(i)
		out[i] = Face{
			Box:             f.box(),
			Width:           2 * f.unit,
			LeftEye:         f.point(-p.eyeGap, 0),
			RightEye:        f.point(p.eyeGap, 0),
			LeftEyeCorners:  p.eyeCorners(f, -1),
			RightEyeCorners: p.eyeCorners(f, 1),
			NoseBase:        f.point(0, p.noseY+0.06),
			Mouth:           f.point(0, p.mouthY+p.lipGap/2),
			Chin:            f.point(0, p.chinY),
		}
	}
	return out
}

// eyeCorners returns the outer and the inner end of the eye on side s.
func (p *person) eyeCorners(f frame, s float64) [2]Point {
	sin, cos := math.Sincos(eyeTurn)
	half := eyeHalfW * p.eyeSize
	return [2]Point{
		f.point(s*(p.eyeGap+half*cos), -half*sin),
		f.point(s*(p.eyeGap-half*cos), half*sin),
	}
}

// point returns the place of a point of the face in the picture.
func (f frame) point(x, y float64) Point {
	px, py := f.picture(x, y)
	return Point{X: px, Y: py}
}

// box returns the detector's box; it stays upright when the head is tilted.
func (f frame) box() image.Rectangle {
	x, y := f.picture(0, boxCentre)
	half := boxHalf * f.unit
	round := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(round(x-half), round(y-half), round(x+half), round(y+half))
}
