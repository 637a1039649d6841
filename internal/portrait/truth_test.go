package portrait

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"
	"testing"
)

var truthCases = []Options{
	{},
	{Width: 320, Height: 240},
	{Width: 1080, Height: 1920, Seed: 2},
	{Width: 1500, Height: 1100, Seed: 3},
	{Width: 960, Faces: 2, Seed: 4},
	{Width: 1440, Faces: 3, Tilt: -10},
	{Tilt: 15},
	{Tilt: -15, Seed: 9},
	{FaceWidth: 120},
	{FaceWidth: 120, ShiftX: 0.2, ShiftY: -0.15, Tilt: 8},
	{Width: 960, FaceWidth: 216, Faces: 2, SecondFace: 0.6, Seed: 6},
	{MouthOpen: 1, Seed: 2},
}

func TestTruthLiesWithinThePicture(t *testing.T) {
	for _, o := range truthCases {
		full := o.filled()
		faces := Truth(o)
		if len(faces) != full.Faces {
			t.Errorf("%+v: %d faces, want %d", o, len(faces), full.Faces)
		}
		for _, f := range faces {
			if !f.Box.In(image.Rect(0, 0, full.Width, full.Height)) {
				t.Errorf("%+v: box %v leaves the picture", o, f.Box)
			}
			for _, eye := range []Point{f.LeftEye, f.RightEye} {
				if !image.Pt(int(eye.X), int(eye.Y)).In(f.Box) {
					t.Errorf("%+v: eye %v lies outside the box %v", o, eye, f.Box)
				}
			}
		}
	}
}

func TestTruthPointsAtThePupils(t *testing.T) {
	for _, o := range truthCases {
		img := Draw(o)
		for _, f := range Truth(o) {
			for _, eye := range []Point{f.LeftEye, f.RightEye} {
				if c := img.NRGBAAt(int(eye.X), int(eye.Y)); c.R > 60 || c.G > 60 || c.B > 60 {
					t.Errorf("%+v: no pupil at %.0f but %v", o, eye, c)
				}
			}
		}
	}
}

func TestTruthFollowsTheOptions(t *testing.T) {
	if got := Truth(Options{Faces: NoFaces}); len(got) != 0 {
		t.Errorf("nobody has %d faces", len(got))
	}
	f := Truth(Options{FaceWidth: 150})[0]
	if got := f.Box.Dx(); math.Abs(float64(got)-150) > 5 {
		t.Errorf("box of a face of 150 px is %d px wide", got)
	}
	for _, tilt := range []float64{-12, 0, 12} {
		f := Truth(Options{Tilt: tilt})[0]
		roll := math.Atan2(f.RightEye.Y-f.LeftEye.Y, f.RightEye.X-f.LeftEye.X) * 180 / math.Pi
		if math.Abs(roll-tilt) > 0.01 {
			t.Errorf("tilt %v puts the eyes at %.2f degrees", tilt, roll)
		}
	}
}

func TestTruthTurnsWithTheHead(t *testing.T) {
	upright := Truth(Options{MouthOpen: 0.5})[0]
	middle := Point{X: (upright.LeftEye.X + upright.RightEye.X) / 2, Y: (upright.LeftEye.Y + upright.RightEye.Y) / 2}
	for _, tilt := range []float64{-15, 8} {
		tilted := Truth(Options{MouthOpen: 0.5, Tilt: tilt})[0]
		tilted.Box = upright.Box // stays upright
		sin, cos := math.Sincos(tilt * math.Pi / 180)
		for i, p := range places(upright)[:9] {
			dx, dy := p.X-middle.X, p.Y-middle.Y
			want := Point{X: middle.X + cos*dx - sin*dy, Y: middle.Y + sin*dx + cos*dy}
			if got := places(tilted)[i]; math.Hypot(got.X-want.X, got.Y-want.Y) > 1e-6 {
				t.Errorf("tilt %v: point %d is at %.1f, want %.1f", tilt, i, got, want)
			}
		}
	}
}

// smallCases are pictures of few pixels, in which every option that moves a
// feature is used.
var smallCases = []Options{
	{Width: 240, Height: 300},
	{Width: 240, Height: 300, FaceWidth: 120, MouthOpen: 0.5, Tilt: 8},
	{Width: 240, Height: 300, FaceWidth: 120, MouthOpen: 1, Seed: 3, ShiftX: 0.1},
	{Width: 240, Height: 300, FaceWidth: 120, EyesShut: 0.5, Seed: 5, Tilt: -15},
	{Width: 480, Height: 300, FaceWidth: 150, Faces: 2, SecondFace: 0.7, ShiftY: -0.05},
}

func TestTruthLiesOnTheOutlines(t *testing.T) {
	for _, o := range slices.Concat(truthCases, smallCases) {
		o = o.filled()
		faces := Truth(o)
		for i, f := range o.frames() {
			p, got := o.person(i), faces[i]
			left, right := p.slit(-p.eyeGap, -1), p.slit(p.eyeGap, 1)
			for _, on := range []struct {
				what    string
				outline dab
				place   Point
			}{
				{"left eye's outer corner", left, got.LeftEyeCorners[0]},
				{"left eye's inner corner", left, got.LeftEyeCorners[1]},
				{"right eye's outer corner", right, got.RightEyeCorners[0]},
				{"right eye's inner corner", right, got.RightEyeCorners[1]},
				{"chin", p.head(), got.Chin},
			} {
				if a := on.outline.brush(0).at(f.face(on.place.X, on.place.Y)); math.Abs(a-0.5) > 0.01 {
					t.Errorf("%+v: %s at %.0f is not on the edge: covered by %.2f", o, on.what, on.place, a)
				}
			}
		}
	}
}

func TestTruthTellsLeftFromRightAndOuterFromInner(t *testing.T) {
	f := Truth(Options{Seed: 1})[0]
	row := []Point{f.LeftEyeCorners[0], f.LeftEye, f.LeftEyeCorners[1], f.Chin, f.RightEyeCorners[1], f.RightEye, f.RightEyeCorners[0]}
	if !slices.IsSortedFunc(row, func(a, b Point) int { return cmp.Compare(a.X, b.X) }) {
		t.Errorf("from left to right: %.0f", row)
	}
	column := []Point{f.LeftEye, f.NoseBase, f.Mouth, f.Chin}
	if !slices.IsSortedFunc(column, func(a, b Point) int { return cmp.Compare(a.Y, b.Y) }) {
		t.Errorf("from top to bottom: %.0f", column)
	}
}

func TestTruthPointsAtTheShadowsOfNoseAndMouth(t *testing.T) {
	for _, o := range smallCases {
		img, faces := Draw(o), Truth(o)
		o = o.filled()
		for i, f := range o.frames() {
			p := o.person(i)
			level := func(at Point) float64 { return grey(img.NRGBAAt(int(at.X), int(at.Y))) }
			tip, nose := level(f.point(0, p.noseY-0.1)), level(faces[i].NoseBase)
			lip, mouth := level(f.point(0, (p.noseY+0.06+p.mouthY)/2)), level(faces[i].Mouth)
			if nose > 0.9*tip || nose > 0.9*lip || mouth > 0.6*lip {
				t.Errorf("%+v: levels of nose %.0f and its base %.0f, upper lip %.0f and mouth %.0f", o, tip, nose, lip, mouth)
			}
		}
	}
}

func ExampleTruth() {
	for _, f := range Truth(Options{Width: 960, Faces: 2}) {
		fmt.Println(f.Box)
	}
	// Output:
	// (131,208)-(349,427)
	// (611,208)-(829,427)
}
