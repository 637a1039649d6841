package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// What the tests of the rules look at.

// shot is a photo and what a detector found in it.
type shot struct {
	photo.Header
	face.Detection
}

func (s shot) subject() *subject { return newSubject(s.Header, s.Detection) }

// sized returns a photo of that size in which nothing was found.
func sized(width, height int) shot {
	return shot{Header: photo.Header{
		Width: width, Height: height, Components: 3, Precision: 8, Scans: 1, Orientation: photo.Upright, Quality: 90,
	}}
}

// withBoxes returns a photo of 2000x2000 px with faces in those boxes and
// nothing else known of them.
func withBoxes(boxes ...face.Box) shot {
	s := sized(2000, 2000)
	for _, b := range boxes {
		s.Faces = append(s.Faces, face.Face{Box: b, Confidence: 1})
	}
	return s
}

// square returns a box.
func square(side int) face.Box { return face.Box{X: 10, Y: 10, Width: side, Height: side} }

// snap returns a photo of 400x500 px of one face with those landmarks.
func snap(l face.Landmarks) shot {
	s := sized(400, 500)
	s.Faces = []face.Face{{Box: face.Box{X: 90, Y: 110, Width: 220, Height: 220}, Confidence: 1, Landmarks: l}}
	return s
}

// look returns a photo of which the view shows the whole, with a face of
// 80x80 px in its middle: its core is the square of 56 px in the middle of the
// view.
func look(v face.View) shot {
	s := sized(int(float64(v.Width)/v.Scale), int(float64(v.Height)/v.Scale))
	s.Faces = []face.Face{{Box: face.Box{X: (s.Width - 80) / 2, Y: (s.Height - 80) / 2, Width: 80, Height: 80}, Confidence: 1}}
	s.View = v
	return s
}

// at returns the look with the face elsewhere.
func (s shot) at(box face.Box) shot {
	s.Faces = []face.Face{{Box: box}}
	return s
}

// outlined returns the look with 68 landmarks whose hull is that rectangle,
// which is all that they are good for.
func (s shot) outlined(left, top, right, bottom float64) shot {
	l := make(face.Landmarks, face.Points68)
	for i := range l {
		l[i] = face.Point{X: (left + right) / 2, Y: (top + bottom) / 2}
	}
	l[0], l[16] = face.Point{X: left, Y: top}, face.Point{X: right, Y: top}
	l[5], l[11] = face.Point{X: left, Y: bottom}, face.Point{X: right, Y: bottom}
	s.Faces = []face.Face{{Box: s.Faces[0].Box, Landmarks: l}}
	return s
}

// Views.

// grey8 returns a grey view of a picture, at its own size.
func grey8(width, height int, level func(x, y int) uint8) face.View {
	v := face.View{Width: width, Height: height, Channels: 1, Scale: 1, Pixels: make([]byte, width*height)}
	for i := range v.Pixels {
		v.Pixels[i] = level(i%width, i/width)
	}
	return v
}

// rgb8 returns a view in colour of a picture, at its own size.
func rgb8(width, height int, colour func(x, y int) [3]uint8) face.View {
	v := face.View{Width: width, Height: height, Channels: 3, Scale: 1}
	for i := range width * height {
		c := colour(i%width, i/width)
		v.Pixels = append(v.Pixels, c[:]...)
	}
	return v
}

// inColour returns a grey view as one of red, green and blue.
func inColour(v face.View) face.View {
	return rgb8(v.Width, v.Height, func(x, y int) [3]uint8 {
		level := v.Pixels[y*v.Width+x]
		return [3]uint8{level, level, level}
	})
}

// flat returns a grey view of 100x100 px of one level.
func flat(level uint8) face.View {
	return grey8(100, 100, func(int, int) uint8 { return level })
}

// dotted returns a grey view of 100x100 px with the first n pixels, row by row,
// of one level and the others of another.
func dotted(n int, level, other uint8) face.View {
	return grey8(100, 100, func(x, y int) uint8 {
		if y*100+x < n {
			return level
		}
		return other
	})
}

// mirroredView returns the view as a mirror shows it, of a photo that wide.
func mirroredView(v face.View, width int) face.View {
	out := v
	out.Pixels = make([]byte, len(v.Pixels))
	for i := range v.Width * v.Height {
		x, y := i%v.Width, i/v.Width
		to := y*v.Width + v.Width - 1 - x
		copy(out.Pixels[to*v.Channels:(to+1)*v.Channels], v.Pixels[i*v.Channels:])
	}
	out.Origin.X = float64(width) - v.Origin.X - float64(v.Width)/v.Scale
	return out
}

// Landmarks.

// pt is a point.
func pt(x, y float64) face.Point { return face.Point{X: x, Y: y} }

// front68 returns 68 landmarks of a face that looks straight ahead, its mouth
// closed: the middle between the eyes at 200, 200, the eyes 100 px apart and 10
// px open, the chin 100 px below, the middle of the mouth 60 px below.
func front68() face.Landmarks {
	var l face.Landmarks
	for i := range 17 { // jaw
		sin, cos := math.Sincos(math.Pi * float64(i) / 16)
		l = append(l, pt(200-90*cos, 200+100*sin))
	}
	l[8] = pt(200, 300)
	for _, x := range []float64{-80, -65, -50, -35, -20, 20, 35, 50, 65, 80} { // brows
		l = append(l, pt(200+x, 170))
	}
	l = append(l,
		pt(200, 205), pt(200, 215), pt(200, 225), pt(200, 232), // bridge of the nose
		pt(185, 240), pt(193, 240), pt(200, 240), pt(207, 240), pt(215, 240),
		pt(135, 200), pt(143, 195), pt(157, 195), pt(165, 200), pt(157, 205), pt(143, 205), // left eye
		pt(235, 200), pt(243, 195), pt(257, 195), pt(265, 200), pt(257, 205), pt(243, 205), // right eye
		pt(170, 260), pt(180, 256), pt(190, 254), pt(200, 255), pt(210, 254), pt(220, 256), pt(230, 260), // upper lip
		pt(220, 266), pt(210, 269), pt(200, 270), pt(190, 269), pt(180, 266), // lower lip
		pt(175, 260), pt(190, 260), pt(200, 260), pt(210, 260), pt(225, 260), // inner outline
		pt(210, 260), pt(200, 260), pt(190, 260),
	)
	return l
}

// front5 returns 5 landmarks of the same face. The chin is estimated 104 px
// below the eyes, the mouth 60 px.
func front5() face.Landmarks {
	return face.Landmarks{pt(265, 200), pt(235, 200), pt(135, 200), pt(165, 200), pt(200, 240)}
}

// with returns landmarks of which some were moved elsewhere.
func with(l face.Landmarks, places map[int]face.Point) face.Landmarks {
	return mapped(l, func(i int, p face.Point) face.Point {
		if q, ok := places[i]; ok {
			return q
		}
		return p
	})
}

func mapped(l face.Landmarks, to func(int, face.Point) face.Point) face.Landmarks {
	out := make(face.Landmarks, len(l))
	for i, p := range l {
		out[i] = to(i, p)
	}
	return out
}

func moved(l face.Landmarks, x, y float64) face.Landmarks {
	return mapped(l, func(_ int, p face.Point) face.Point { return pt(p.X+x, p.Y+y) })
}

func scaled(l face.Landmarks, by float64) face.Landmarks {
	return mapped(l, func(_ int, p face.Point) face.Point { return pt(by*p.X, by*p.Y) })
}

// rolled returns landmarks turned around 200, 200, clockwise as seen.
func rolled(l face.Landmarks, degrees float64) face.Landmarks {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return mapped(l, func(_ int, p face.Point) face.Point {
		x, y := p.X-200, p.Y-200
		return pt(200+x*cos-y*sin, 200+x*sin+y*cos)
	})
}

// twins lists the landmarks, of 68, that a mirror swaps.
var twins = func() (of [face.Points68]int) {
	for i := range of {
		of[i] = i
	}
	for _, p := range [][2]int{
		{0, 16}, {1, 15}, {2, 14}, {3, 13}, {4, 12}, {5, 11}, {6, 10}, {7, 9},
		{17, 26}, {18, 25}, {19, 24}, {20, 23}, {21, 22}, {31, 35}, {32, 34},
		{36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47}, {41, 46},
		{48, 54}, {49, 53}, {50, 52}, {55, 59}, {56, 58}, {60, 64}, {61, 63}, {65, 67},
	} {
		of[p[0]], of[p[1]] = p[1], p[0]
	}
	return of
}()

// mirrored returns the landmarks of the face as a mirror shows it, in a photo
// that wide.
func mirrored(l face.Landmarks, width float64) face.Landmarks {
	twin := twins[:]
	if len(l) == face.Points5 {
		twin = []int{2, 3, 0, 1, 4}
	}
	out := make(face.Landmarks, len(l))
	for i, p := range l {
		out[twin[i]] = pt(width-p.X, p.Y)
	}
	return out
}

// head is where a mean head has landmarks, in cm: right, down and away from the
// camera.
var head = map[int]vector{
	17: {-6.825897, -6.760612, -4.402142}, 21: {-1.330353, -7.122144, -6.903745},
	22: {1.330353, -7.122144, -6.903745}, 26: {6.825897, -6.760612, -4.402142},
	36: {-5.311432, -5.485328, -3.987654}, 39: {-1.789930, -5.393625, -4.413414},
	42: {1.789930, -5.393625, -4.413414}, 45: {5.311432, -5.485328, -3.987654},
	31: {-2.005628, -1.409845, -6.165652}, 35: {2.005628, -1.409845, -6.165652},
	48: {-2.774015, 2.080775, -5.048531}, 54: {2.774015, 2.080775, -5.048531},
	57: {0, 3.116408, -6.097667}, 8: {0, 7.415691, -4.070434},
}

// turned returns 68 landmarks of a mean head that was first raised by pitch and
// then turned to the right side of the picture by yaw, in degrees, around 200,
// 200 px. Nothing gets smaller with distance.
func turned(yaw, pitch float64) face.Landmarks {
	return projected(yaw, pitch, func(float64) float64 { return 14 })
}

// seenFrom returns them as a camera sees them that many cm away.
func seenFrom(distance, yaw, pitch float64) face.Landmarks {
	return projected(yaw, pitch, func(away float64) float64 { return 14 * distance / (distance + away) })
}

// projected takes the px per cm of what is that far away from the middle of the
// head, in cm.
func projected(yaw, pitch float64, scale func(away float64) float64) face.Landmarks {
	sy, cy := math.Sincos(yaw * math.Pi / 180)
	sp, cp := math.Sincos(pitch * math.Pi / 180)
	places := map[int]face.Point{}
	for i, p := range head {
		x, y, z := p[0], p[1], p[2]
		y, z = y*cp+z*sp, z*cp-y*sp // raised: what is in front goes up
		x, z = x*cy-z*sy, z*cy+x*sy // turned: what is in front goes to the right
		places[i] = pt(200+scale(z)*x, 200+scale(z)*y)
	}
	return with(front68(), places)
}
