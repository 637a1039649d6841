package dlib

import (
	"bytes"
	"image"
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
		{"three eighths would do, a half is quicker", 1400, 480, 4},
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
	stored := picture{pixels: []byte("abcdef"), width: 3, height: 2, channels: 1, stride: 3}
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
		up := stored.upright(orientation, new([]byte))
		if got := string(up.pixels); got != want {
			t.Errorf("orientation %d: got %s, want %s", orientation, got, want)
		}
		if swaps := up.width == 2 && up.height == 3; swaps != orientation.Swaps() {
			t.Errorf("orientation %d: size %dx%d", orientation, up.width, up.height)
		}
	}
}

func TestUprightKeepsChannelsTogether(t *testing.T) {
	stored := picture{pixels: []byte("RGBrgb"), width: 2, height: 1, channels: 3, stride: 6}
	if got, want := string(stored.upright(3, new([]byte)).pixels), "rgbRGB"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestShrunk(t *testing.T) {
	p := picture{width: 5, height: 2, channels: 1, stride: 5, pixels: []byte{
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

func TestShrunkKeepsChannelsTogether(t *testing.T) {
	p := picture{width: 4, height: 2, channels: 3, stride: 12, pixels: []byte{
		10, 20, 30, 20, 30, 40, 1, 2, 3, 1, 2, 3,
		10, 20, 30, 20, 30, 40, 1, 2, 3, 1, 2, 3,
	}}
	if got, want := p.shrunk(2).pixels, []byte{15, 25, 35, 1, 2, 3}; !bytes.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCroppedPartsAreReadRowByRow(t *testing.T) {
	whole := picture{width: 4, height: 3, channels: 1, stride: 4, pixels: []byte("abcd" + "efgh" + "ijkl")}
	part := whole.cropped(image.Rect(1, 1, 3, 3))
	for name, got := range map[string]string{
		"grey":    string(part.grey(new([]byte)).pixels),
		"shrunk":  string(part.shrunk(1).pixels),
		"upright": string(part.upright(2, new([]byte)).upright(2, new([]byte)).pixels),
	} {
		if want := "fgjk"; got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if got, want := string(part.upright(3, new([]byte)).pixels), "kjgf"; got != want {
		t.Errorf("turned: got %s, want %s", got, want)
	}
}
