package face_test

import (
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestViewValid(t *testing.T) {
	nan, infinity := math.NaN(), math.Inf(1)
	tests := []struct {
		name   string
		change func(*face.View)
		want   bool
	}{
		{"a view in colour", func(*face.View) {}, true},
		{"a grey view", func(v *face.View) { v.Channels, v.Width = 1, 12 }, true},
		{"a view of one pixel", func(v *face.View) { *v = face.View{Pixels: []byte{1}, Width: 1, Height: 1, Channels: 1, Scale: 1} }, true},
		{"a view that begins beyond the photo", func(v *face.View) { v.Origin = face.Point{X: -50, Y: -60} }, true},
		{"a view larger than the photo", func(v *face.View) { v.Scale = 7 }, true},
		{"as wide as can be", func(v *face.View) { v.Width, v.Height, v.Channels, v.Pixels = 65535, 1, 1, make([]byte, 65535) }, true},

		{"no view", func(v *face.View) { *v = face.View{} }, false},
		{"a pixel missing", func(v *face.View) { v.Pixels = v.Pixels[1:] }, false},
		{"a byte too many", func(v *face.View) { v.Pixels = append(v.Pixels, 0) }, false},
		{"no width", func(v *face.View) { v.Width, v.Pixels = 0, nil }, false},
		{"no height", func(v *face.View) { v.Height, v.Pixels = 0, nil }, false},
		{"two negative sides", func(v *face.View) { v.Width, v.Height = -4, -5 }, false},
		{"two channels", func(v *face.View) { v.Channels, v.Width = 2, 6 }, false},
		{"four channels", func(v *face.View) { v.Channels, v.Width = 4, 3 }, false},
		{"no channel", func(v *face.View) { v.Channels, v.Pixels = 0, nil }, false},
		{"too wide", func(v *face.View) { v.Width, v.Height, v.Channels, v.Pixels = 65536, 1, 1, make([]byte, 65536) }, false},
		{"too high", func(v *face.View) { v.Width, v.Height, v.Channels, v.Pixels = 1, 65536, 1, make([]byte, 65536) }, false},
		{"sizes whose product overflows", func(v *face.View) { v.Width, v.Height, v.Pixels = math.MaxInt/2+1, 4, nil }, false},
		{"no scale", func(v *face.View) { v.Scale = 0 }, false},
		{"a negative scale", func(v *face.View) { v.Scale = -1 }, false},
		{"a scale that is no number", func(v *face.View) { v.Scale = nan }, false},
		{"an infinite scale", func(v *face.View) { v.Scale = infinity }, false},
		{"a place across that is no number", func(v *face.View) { v.Origin.X = nan }, false},
		{"a place down that is no number", func(v *face.View) { v.Origin.Y = nan }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := face.View{Pixels: make([]byte, 4*5*3), Width: 4, Height: 5, Channels: 3, Origin: face.Point{X: 1, Y: 2}, Scale: 0.5}
			tt.change(&v)
			if got, want := v.Valid(), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestViewPlace(t *testing.T) {
	v := face.View{Origin: face.Point{X: 100, Y: 200}, Scale: 0.25}
	tests := []struct {
		name       string
		from, want face.Point
	}{
		{"the view's corner", pt(100, 200), pt(0, 0)},
		{"a place within", pt(140, 280), pt(10, 20)},
		{"a place before the corner", pt(96, 192), pt(-1, -2)},
		{"the photo's corner", pt(0, 0), pt(-25, -50)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := v.Place(tt.from), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	if got, want := (face.View{Scale: 2}).Place(pt(3, 4)), pt(6, 8); got != want {
		t.Errorf("at twice the size: got %v, want %v", got, want)
	}
}
