//go:build cgo

package dlib

import (
	"image"
	"testing"

	goface "github.com/Kagami/go-face"
)

// "make asan" shows what dlib does with them.
func TestGoFaceSeesNoNarrowPicture(t *testing.T) {
	for _, c := range []struct {
		size image.Point
		seen bool
	}{
		{image.Pt(narrowest, narrowest), true},
		{image.Pt(narrowest, 4000), true},
		{image.Pt(4000, narrowest), true},
		{image.Pt(narrowest-1, 4000), false},
		{image.Pt(4000, narrowest-1), false},
		{image.Pt(1, 1), false},
	} {
		seen := false
		how := func(*goface.Recognizer, []byte) ([]goface.Face, error) {
			seen = true
			return nil, nil
		}
		if faces, err := recognise(nil, how, image.NewRGBA(image.Rectangle{Max: c.size})); faces != nil || err != nil {
			t.Errorf("%v: %v, %v", c.size, faces, err)
		}
		if seen != c.seen {
			t.Errorf("%v: seen %t, want %t", c.size, seen, c.seen)
		}
	}
}
