package face

import "math"

// Point is a place in pixels of the upright photo, y downwards.
type Point struct{ X, Y float64 }

// Minus returns the vector from q to p.
func (p Point) Minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Length returns the Euclidean length of a vector.
func (p Point) Length() float64 { return math.Hypot(p.X, p.Y) }

// middle returns the mean of the points.
func middle(points ...Point) Point {
	var sum Point
	for _, p := range points {
		sum.X += p.X
		sum.Y += p.Y
	}
	n := float64(len(points))
	return Point{sum.X / n, sum.Y / n}
}

// Landmarks are the places of a face's features, by one of two schemes. "Left"
// and "right" are as seen in the picture:
//
//   - 68 points, the iBUG 300-W scheme: 0–16 jaw from left to right with the
//     chin at 8, 17–26 brows, 27–35 nose, 36–41 left eye and 42–47 right eye
//     (each from its left corner over the upper lid), 48–59 outer and 60–67
//     inner outline of the lips, from the left corner over the upper lip.
//   - 5 points, dlib's scheme: outer and inner corner of the right eye, outer
//     and inner corner of the left eye, base of the nose.
//
// Any other number of points, or a point that is no finite number, means no
// landmarks: the methods return false.
type Landmarks []Point

// The sizes of the two schemes.
const (
	Points5  = 5
	Points68 = 68
)

// Valid reports whether there are landmarks of a known scheme.
func (l Landmarks) Valid() bool {
	if len(l) != Points5 && len(l) != Points68 {
		return false
	}
	for _, p := range l {
		// Far beyond any picture, arithmetic on places means nothing.
		const beyond = 1e6
		if !(math.Abs(p.X) < beyond && math.Abs(p.Y) < beyond) {
			return false
		}
	}
	return true
}

// Full reports whether there are 68 valid points.
func (l Landmarks) Full() bool { return len(l) == Points68 && l.Valid() }

// Eyes returns the middles between the corners of each eye, left and right as
// seen in the picture.
func (l Landmarks) Eyes() (left, right Point, ok bool) {
	switch {
	case !l.Valid():
		return Point{}, Point{}, false
	case len(l) == Points5:
		return middle(l[2], l[3]), middle(l[0], l[1]), true
	default:
		return middle(l[36], l[39]), middle(l[42], l[45]), true
	}
}

// EyeMiddle returns the place between the eyes.
func (l Landmarks) EyeMiddle() (Point, bool) {
	left, right, ok := l.Eyes()
	return middle(left, right), ok
}

// NoseBase returns the place below the nose, where it meets the upper lip.
func (l Landmarks) NoseBase() (Point, bool) {
	switch {
	case !l.Valid():
		return Point{}, false
	case len(l) == Points5:
		return l[4], true
	default:
		return l[33], true
	}
}

// chinFromNose is how far the chin lies from the eyes, measured by how far the
// base of the nose does: the mean over 62 sample photos that dlib ships.
const chinFromNose = 2.6

// Chin returns the lowest point of the chin. Of 5 points it is an estimate: on
// from the eyes through the base of the nose.
func (l Landmarks) Chin() (Point, bool) {
	if l.Full() {
		return l[8], true
	}
	return l.beyondNose(chinFromNose)
}

// mouthFromNose is to the middle of the mouth what chinFromNose is to the chin.
const mouthFromNose = 1.5

// Mouth returns the place between the lips. Of 5 points it is an estimate, as
// for Chin.
func (l Landmarks) Mouth() (Point, bool) {
	if l.Full() {
		return middle(l[62], l[66]), true
	}
	return l.beyondNose(mouthFromNose)
}

// beyondNose returns the place that lies share times as far from the eyes as
// the base of the nose, in its direction.
func (l Landmarks) beyondNose(share float64) (Point, bool) {
	eyes, ok := l.EyeMiddle()
	if !ok {
		return Point{}, false
	}
	nose, _ := l.NoseBase()
	down := nose.Minus(eyes)
	return Point{eyes.X + share*down.X, eyes.Y + share*down.Y}, true
}

// LidGap returns the widest distance between the lids of the eye that is less
// open, in px; false without 68 points.
func (l Landmarks) LidGap() (float64, bool) {
	if !l.Full() {
		return 0, false
	}
	left := widest(l, [][2]int{{37, 41}, {38, 40}})
	right := widest(l, [][2]int{{43, 47}, {44, 46}})
	return min(left, right), true
}

// LipGap returns the widest distance between the inner outlines of the lips in
// px; false without 68 points.
func (l Landmarks) LipGap() (float64, bool) {
	if !l.Full() {
		return 0, false
	}
	return widest(l, [][2]int{{61, 67}, {62, 66}, {63, 65}}), true
}

// widest returns the largest distance within the pairs of points.
func widest(l Landmarks, pairs [][2]int) float64 {
	var most float64
	for _, p := range pairs {
		most = max(most, l[p[0]].Minus(l[p[1]]).Length())
	}
	return most
}
