package portrait

import (
	"fmt"
	"image"
	"math"
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

func ExampleTruth() {
	for _, f := range Truth(Options{Width: 960, Faces: 2}) {
		fmt.Println(f.Box)
	}
	// Output:
	// (131,208)-(349,427)
	// (611,208)-(829,427)
}
