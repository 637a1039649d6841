package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// pose is where a head turns, in degrees, each 0 for a head that looks straight
// at the camera.
type pose struct {
	roll  float64 // positive: tilted clockwise, as seen
	yaw   float64 // positive: turned to the right side of the picture
	pitch float64 // positive: raised

	hasPitch bool
}

// poseOf estimates the pose from landmarks; nil if there are none that it could
// be told from. What the estimates are worth is said where they are used.
func poseOf(l face.Landmarks) *pose {
	left, right, ok := l.Eyes()
	if !ok || left == right {
		return nil
	}
	line := right.Minus(left)
	p := &pose{roll: degrees(math.Atan2(line.Y, line.X))}
	if l.Full() {
		p.yaw, p.pitch = turnOf(l)
		p.hasPitch = true
	} else {
		p.yaw = yawOfNose(l, line)
	}
	if isBad(p.yaw) || isBad(p.pitch) {
		return nil
	}
	return p
}

// noseDepth is how far the base of the nose stands out before the eyes, in
// distances of the eyes: the value that agrees best, over 62 photos, with the yaw
// of 68 landmarks.
const noseDepth = 0.46

// yawOfNose estimates the yaw from the base of the nose alone: turned by a, it
// moves sideways by its depth times sin a, while the distance of the eyes
// shrinks by cos a. line leads from the left to the right eye.
func yawOfNose(l face.Landmarks, line face.Point) float64 {
	eyes, _ := l.EyeMiddle()
	nose, _ := l.NoseBase()
	down := nose.Minus(eyes)
	distance := line.Length()
	aside := (down.X*line.X + down.Y*line.Y) / distance
	return degrees(math.Atan(aside / distance / noseDepth))
}

// vector is in the camera's axes: right, down, away from the camera.
type vector [3]float64

func (a vector) dot(b vector) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func (a vector) plus(b vector, share float64) vector {
	return vector{a[0] + share*b[0], a[1] + share*b[1], a[2] + share*b[2]}
}

func (a vector) unit() vector { return vector{}.plus(a, 1/math.Sqrt(a.dot(a))) }

// model is a mean head: 14 of the 68 landmarks in cm. The numbers are those of
// the rigid face model that the pose estimators around the iBUG landmarks share
// (first in A. Bulat's and lincolnhard's programs).
var model = []struct {
	landmark int
	place    vector
}{
	{17, vector{-6.825897, -6.760612, -4.402142}}, {21, vector{-1.330353, -7.122144, -6.903745}},
	{22, vector{1.330353, -7.122144, -6.903745}}, {26, vector{6.825897, -6.760612, -4.402142}},
	{36, vector{-5.311432, -5.485328, -3.987654}}, {39, vector{-1.789930, -5.393625, -4.413414}},
	{42, vector{1.789930, -5.393625, -4.413414}}, {45, vector{5.311432, -5.485328, -3.987654}},
	{31, vector{-2.005628, -1.409845, -6.165652}}, {35, vector{2.005628, -1.409845, -6.165652}},
	{48, vector{-2.774015, 2.080775, -5.048531}}, {54, vector{2.774015, 2.080775, -5.048531}},
	{57, vector{0, 3.116408, -6.097667}}, {8, vector{0, 7.415691, -4.070434}},
}

// fitted maps the 14 places in a picture to the two rows of the projection that
// fits best: the pseudo-inverse of the centred model.
var fitted = pseudoInverse()

func pseudoInverse() []vector {
	var centre vector
	for _, m := range model {
		centre = centre.plus(m.place, 1/float64(len(model)))
	}
	var normal [3]vector // rows of the sum of p pᵀ
	for _, m := range model {
		p := m.place.plus(centre, -1)
		for i := range normal {
			normal[i] = normal[i].plus(p, p[i])
		}
	}
	inverse := inverted(normal)
	out := make([]vector, len(model))
	for k, m := range model {
		p := m.place.plus(centre, -1)
		out[k] = vector{inverse[0].dot(p), inverse[1].dot(p), inverse[2].dot(p)}
	}
	return out
}

// inverted returns the inverse of a symmetric matrix.
func inverted(m [3]vector) [3]vector {
	c := [3]vector{cross(m[1], m[2]), cross(m[2], m[0]), cross(m[0], m[1])}
	det := m[0].dot(c[0])
	for i := range c {
		c[i] = vector{}.plus(c[i], 1/det)
	}
	return c
}

func cross(a, b vector) vector {
	return vector{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// turnOf returns yaw and pitch in degrees of the head whose 68 landmarks these
// are. It fits the mean head by a scaled orthographic projection ("Pose from
// Orthography and Scaling", DeMenthon and Davis, 1995, without iteration): the
// two rows of the best linear map, made orthogonal, are the camera's right and
// down as the head sees them.
func turnOf(l face.Landmarks) (yaw, pitch float64) {
	var right, down vector
	for k, m := range model {
		right = right.plus(fitted[k], l[m.landmark].X)
		down = down.plus(fitted[k], l[m.landmark].Y)
	}
	right, down = right.unit(), down.unit()
	both, difference := right.plus(down, 1).unit(), right.plus(down, -1).unit()
	right, down = both.plus(difference, 1).unit(), both.plus(difference, -1).unit()
	away := cross(right, down)
	// Where the model's forward, (0, 0, -1), points in the camera's axes.
	x, y, z := -right[2], -down[2], -away[2]
	return degrees(math.Atan2(x, -z)), degrees(math.Asin(max(-1, min(1, -y))))
}
