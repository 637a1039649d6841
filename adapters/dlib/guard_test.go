//go:build cgo

package dlib

import (
	"image"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func drawnPhoto(t testing.TB, width, height int) photo.Photo {
	t.Helper()
	p, err := photo.New(portrait.JPEG(portrait.Draw(portrait.Options{Width: width, Height: height}), 90))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDecodeChecksSizesBeforeItUsesThem(t *testing.T) {
	p := drawnPhoto(t, 160, 200)
	for _, c := range []struct {
		name     string
		eighths  int
		channels int
		region   image.Rectangle
		want     string // "" for none
	}{
		{"the whole picture", 8, 3, image.Rect(0, 0, 160, 200), ""},
		{"its last pixel", 8, 1, image.Rect(159, 199, 160, 200), ""},
		{"a column too many", 8, 1, image.Rect(0, 0, 161, 200), "outside"},
		{"a row too many", 8, 1, image.Rect(0, 0, 160, 201), "outside"},
		{"a region of the full size at half the scale", 4, 1, image.Rect(0, 0, 160, 200), "outside"},
		{"a region that begins before the picture", 8, 1, image.Rect(-1, 0, 10, 10), "outside"},
		{"an empty region", 8, 1, image.Rectangle{}, "outside"},
		{"no scale", 0, 1, image.Rect(0, 0, 1, 1), "out of range"},
		{"a scale that enlarges", 9, 1, image.Rect(0, 0, 1, 1), "out of range"},
		{"two channels", 8, 2, image.Rect(0, 0, 1, 1), "out of range"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := decode(p, c.eighths, c.channels, c.region)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestDetectChecksThePicturesSize(t *testing.T) {
	w, err := openDetector()
	if err != nil {
		t.Fatal(err)
	}
	defer closeDetector(w)
	for _, p := range []picture{
		{pixels: make([]byte, 99), width: 10, height: 10},
		{pixels: nil, width: 0, height: 0},
		{pixels: make([]byte, 100), width: -10, height: -10},
	} {
		if _, err := detect(w, p); err == nil {
			t.Errorf("%d bytes pass for %dx%d", len(p.pixels), p.width, p.height)
		}
	}
}

// FuzzDecode hands what the header reader accepts to libjpeg. It must come
// back, with a picture or an error.
func FuzzDecode(f *testing.F) {
	small := portrait.Draw(portrait.Options{Width: 48, Height: 60})
	f.Add(portrait.JPEG(small, 80))
	f.Add(portrait.GreyJPEG(small, 80))
	f.Add(portrait.ManyScans(small, 12))
	if cmyk, err := portrait.CMYKJPEG(small); err == nil {
		f.Add(cmyk)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := photo.New(data)
		if err != nil || p.Header().Megapixels() > 0.1 || p.Header().Scans > 20 {
			return
		}
		h := p.Header()
		for _, channels := range []int{1, 3} {
			whole := image.Rect(0, 0, scaled(h.Width, 4), scaled(h.Height, 4))
			if _, err := decode(p, 4, channels, whole); err != nil && domain.KindOf(err) != domain.KindPhotoRefused {
				t.Errorf("%dx%d, %d components: %v", h.Width, h.Height, h.Components, err)
			}
		}
	})
}
