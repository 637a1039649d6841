package dlib

import (
	"reflect"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func at(x, y, width int, confidence float64) face.Face {
	return face.Face{Box: face.Box{X: x, Y: y, Width: width, Height: width}, Confidence: confidence}
}

func TestRungs(t *testing.T) {
	for _, c := range []struct {
		name     string
		longSide int
		want     []int
	}{
		{"a photo below the first rung is looked at whole", 150, []int{150}},
		{"a photo as long as a rung is looked at whole at last", 960, []int{480, 960}},
		{"a photo one pixel longer gets its own size as well", 961, []int{480, 960, 961}},
		{"a photo beyond the ladder is never looked at whole", 12_000, ladder},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rungs(c.longSide); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestSettled(t *testing.T) {
	const share = 0.5
	for _, c := range []struct {
		name  string
		faces []face.Face
		scale float64
		want  bool
	}{
		{"nothing found is never settled", nil, 1, false},
		{"a second face of half the width would just have been found", []face.Face{at(0, 0, 320, 1)}, 0.5, true},
		{"a second face of half the width would have been too small", []face.Face{at(0, 0, 319, 1)}, 0.5, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := settled(c.faces, c.scale, share); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestMerged(t *testing.T) {
	for _, c := range []struct {
		name               string
		known, found, want []face.Face
	}{
		{"the surer view of one face stays",
			[]face.Face{at(100, 100, 100, 0.2)}, []face.Face{at(105, 95, 110, 0.9)}, []face.Face{at(105, 95, 110, 0.9)}},
		{"faces apart both stay, the widest first",
			[]face.Face{at(0, 0, 100, 2)}, []face.Face{at(200, 0, 120, 0.1)}, []face.Face{at(200, 0, 120, 0.1), at(0, 0, 100, 2)}},
		{"nothing and nothing is nothing", nil, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := merged(c.known, c.found); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
