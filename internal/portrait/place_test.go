package portrait

import (
	"bytes"
	"math"
	"testing"
)

// places returns all points of a face, the corners of its box included.
func places(f Face) []Point {
	return []Point{
		f.LeftEye, f.RightEye, f.LeftEyeCorners[0], f.LeftEyeCorners[1], f.RightEyeCorners[0], f.RightEyeCorners[1],
		f.NoseBase, f.Mouth, f.Chin,
		{X: float64(f.Box.Min.X), Y: float64(f.Box.Min.Y)}, {X: float64(f.Box.Max.X), Y: float64(f.Box.Max.Y)},
	}
}

func TestShiftMovesTheTruth(t *testing.T) {
	tests := []struct {
		name   string
		o      Options
		dx, dy float64 // px
	}{
		{"to the right by a quarter of the width", Options{ShiftX: 0.25}, 120, 0},
		{"up by half the height", Options{ShiftY: -0.5}, 0, -300},
		{"both faces alike", Options{Width: 960, Faces: 2, ShiftX: -0.125, ShiftY: 0.1}, -120, 60},
		{"faces of two widths alike", Options{Width: 960, Faces: 2, SecondFace: 0.5, ShiftX: -0.125}, -120, 0},
		{"tilted heads as upright ones", Options{Tilt: 15, ShiftX: 0.5, ShiftY: 0.5}, 240, 300},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			still := tt.o
			still.ShiftX, still.ShiftY = 0, 0
			from, to := Truth(still), Truth(tt.o)
			for i := range from {
				a, b := places(from[i]), places(to[i])
				for k := range a {
					if math.Hypot(b[k].X-a[k].X-tt.dx, b[k].Y-a[k].Y-tt.dy) > 1e-6 {
						t.Errorf("face %d: point %d went from %.1f to %.1f", i, k, a[k], b[k])
					}
				}
			}
		})
	}
}

func TestShiftLeavesTheBackdrop(t *testing.T) {
	empty := Draw(Options{Faces: NoFaces})
	for name, o := range map[string]Options{
		"a face beyond the right edge": {ShiftX: 1.5},
		"a face beyond the left edge":  {ShiftX: -1.5},
		"a face below the picture":     {ShiftY: 1.5},
	} {
		if !bytes.Equal(Draw(o).Pix, empty.Pix) {
			t.Errorf("%s shows", name)
		}
	}
	if bytes.Equal(Draw(Options{ShiftX: 0.5}).Pix, empty.Pix) {
		t.Error("half a face at the right edge does not show")
	}
}

func TestSecondFaceHasItsShareOfTheWidth(t *testing.T) {
	tests := []struct {
		name  string
		o     Options
		share float64
	}{
		{"not given", Options{}, 1},
		{"a fifth", Options{SecondFace: 0.2}, 0.2},
		{"a half, tilted", Options{SecondFace: 0.5, Tilt: 15}, 0.5},
		{"as wide", Options{SecondFace: 1}, 1},
		{"wider than the first is as wide", Options{SecondFace: 1.5}, 1},
		{"below nothing is not given", Options{SecondFace: -0.5}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := tt.o
			o.Width, o.FaceWidth, o.Faces = 960, 216, 2
			f := Truth(o)
			if f[0].Width != 216 || math.Abs(f[1].Width-216*tt.share) > 1e-9 {
				t.Errorf("faces are %.1f and %.1f px wide", f[0].Width, f[1].Width)
			}
			if got, want := (f[0].LeftEye.X+f[0].RightEye.X)/2, 480/(1+tt.share); math.Abs(got-want) > 1e-6 {
				t.Errorf("the first stands at %.0f px, want %.0f", got, want)
			}
			wide, narrow := f[0].Box.Dx(), f[1].Box.Dx()
			if got := float64(narrow) / float64(wide); math.Abs(got-tt.share) > 0.01 {
				t.Errorf("boxes are %d and %d px wide", wide, narrow)
			}
		})
	}
}

// hairEdges returns how far to the left and right the widest hair of a head
// reaches, in px.
func hairEdges(f frame) (left, right float64) {
	hair := (&person{longHair: true}).behind()[0]
	rx, ry := hair.brush(0).extent()
	x, _ := f.picture(hair.x, hair.y)
	half := f.unit * math.Hypot(f.cos*rx, f.sin*ry)
	return x - half, x + half
}

func TestSecondFaceKeepsClearOfTheFirst(t *testing.T) {
	for _, faceWidth := range []float64{0, 100, 200, 400} { // px; there is room for two of 160
		for _, share := range []float64{0.1, 0.5, 1} {
			for _, tilt := range []float64{-15, 0, 15} {
				o := Options{FaceWidth: faceWidth, Faces: 2, SecondFace: share, Tilt: tilt}.filled()
				f := o.frames()
				_, end := hairEdges(f[0])
				if start, _ := hairEdges(f[1]); start < end {
					t.Errorf("%+v: one head ends at %.0f px, the other starts at %.0f", o, end, start)
				}
			}
		}
	}
}

func TestSecondFaceIsForTwo(t *testing.T) {
	for _, faces := range []int{1, 3} {
		o := Options{Width: 480, Height: 240, Faces: faces}
		want := Draw(o)
		o.SecondFace = 0.4
		if !bytes.Equal(Draw(o).Pix, want.Pix) {
			t.Errorf("it changes a picture of %d", faces)
		}
	}
	two := Options{Width: 480, Height: 240, Faces: 2}
	want := Draw(two)
	two.SecondFace = 1
	if !bytes.Equal(Draw(two).Pix, want.Pix) {
		t.Error("a second face as wide as the first differs from one not given")
	}
}
