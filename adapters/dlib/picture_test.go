package dlib

import (
	"bytes"
	"testing"

	"github.com/vestibule-id/vestibule/domain/photo"
)

func TestEighthsFor(t *testing.T) {
	for _, c := range []struct {
		name           string
		length, target int
		want           int
	}{
		{"an eighth is enough", 3840, 480, 1},
		{"an eighth rounds up", 3833, 480, 1},
		{"an eighth is one pixel short", 3832, 480, 2},
		{"nothing is enough", 100, 480, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := eighthsFor(c.length, c.target); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestUprightFollowsTheOrientation(t *testing.T) {
	// Two rows of three pixels; what is seen is this picture turned as the
	// EXIF standard says.
	stored := picture{pixels: []byte("abcdef"), width: 3, height: 2, channels: 1}
	for orientation, want := range map[photo.Orientation]string{
		1: "abc" + "def",
		2: "cba" + "fed",
		3: "fed" + "cba",
		4: "def" + "abc",
		5: "ad" + "be" + "cf",
		6: "da" + "eb" + "fc",
		7: "fc" + "eb" + "da",
		8: "cf" + "be" + "ad",
	} {
		up := stored.upright(orientation)
		if got := string(up.pixels); got != want {
			t.Errorf("orientation %d: got %s, want %s", orientation, got, want)
		}
		if swaps := up.width == 2 && up.height == 3; swaps != orientation.Swaps() {
			t.Errorf("orientation %d: size %dx%d", orientation, up.width, up.height)
		}
	}
}

func TestUprightKeepsChannelsTogether(t *testing.T) {
	stored := picture{pixels: []byte("RGBrgb"), width: 2, height: 1, channels: 3}
	if got, want := string(stored.upright(3).pixels), "rgbRGB"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestShrunk(t *testing.T) {
	p := picture{width: 5, height: 2, channels: 1, pixels: []byte{
		10, 20, 1, 1, 99,
		30, 41, 1, 2, 99,
	}}
	small := p.shrunk(2)
	if got, want := small.pixels, []byte{25, 1}; !bytes.Equal(got, want) || small.width != 2 || small.height != 1 {
		t.Errorf("got %v (%dx%d), want %v (2x1)", got, small.width, small.height, want)
	}
	if same := p.shrunk(1); !bytes.Equal(same.pixels, p.pixels) {
		t.Error("shrinking by 1 changes the picture")
	}
}
