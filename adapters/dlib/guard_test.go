//go:build cgo

package dlib

import (
	"image"
	"strings"
	"testing"

	goface "github.com/Kagami/go-face"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/brokenjpeg"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func drawnPhoto(t testing.TB, width, height int) photo.Photo {
	t.Helper()
	return drawn(t, portrait.Options{Width: width, Height: height})
}

func drawn(t testing.TB, o portrait.Options) photo.Photo {
	t.Helper()
	p, err := photo.New(portrait.JPEG(portrait.Draw(o), 90))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDecodeChecksSizesBeforeItUsesThem(t *testing.T) {
	w, p := bareWorker(t), drawnPhoto(t, 160, 200)
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
			err := w.decode(p, c.eighths, c.region, newPicture(max(c.region.Dx(), 0), max(c.region.Dy(), 0), c.channels))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func bareWorker(t testing.TB) *worker {
	t.Helper()
	w, err := openWorker(func() (*goface.Recognizer, error) { return nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	return w
}

func TestShowChecksThePicturesSize(t *testing.T) {
	w := bareWorker(t)
	for _, p := range []picture{
		{pixels: make([]byte, 99), width: 10, height: 10, channels: 1},
		{pixels: make([]byte, 100), width: 10, height: 10, channels: 3},
		{pixels: make([]byte, 200), width: 10, height: 10, channels: 2},
		{pixels: nil, width: 0, height: 0, channels: 1},
		{pixels: make([]byte, 100), width: -10, height: -10, channels: 1},
	} {
		if err := w.show(p, false); err == nil {
			t.Errorf("%d bytes pass for %dx%d with %d channels", len(p.pixels), p.width, p.height, p.channels)
		}
	}
}

func TestShowWantsColoursToShowThem(t *testing.T) {
	w := bareWorker(t)
	if err := w.show(newPicture(10, 10, 1), true); err == nil {
		t.Error("a grey picture passes for one in colour")
	}
	if err := w.show(newPicture(10, 10, 3), true); err != nil {
		t.Error(err)
	}
}

func TestScanChecksTheLength(t *testing.T) {
	w := bareWorker(t)
	if _, err := w.scan(1, 0); err == nil {
		t.Error("a scan without a picture is no error")
	}
	if err := w.show(newPicture(100, 80, 1), false); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name           string
		length, margin int
		ok             bool
	}{
		{"its own length", 100, 0, true},
		{"one pixel", 1, 0, true},
		{"a margin as wide as the picture", 80, 80, true},
		{"a pixel more than there is", 101, 0, false},
		{"no pixel", 0, 0, false},
		{"a negative margin", 80, -1, false},
		{"a margin wider than the picture", 80, 81, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := w.scan(c.length, c.margin); (err == nil) != c.ok {
				t.Errorf("error %v", err)
			}
		})
	}
	w.tidy()
	if _, err := w.scan(1, 0); err == nil {
		t.Error("a picture is still there for the next photo")
	}
}

// A picture one pixel wide or high must not lead out of its memory.
func TestScanOfThinPictures(t *testing.T) {
	w := bareWorker(t)
	for _, size := range []image.Point{{1, 1}, {1, 900}, {900, 1}, {3, 1200}, {1201, 2}} {
		for _, inColour := range []bool{false, true} {
			if err := w.show(newPicture(size.X, size.Y, 3), inColour); err != nil {
				t.Fatal(err)
			}
			for _, r := range ladder(max(size.X, size.Y), false) {
				if _, err := w.scan(r.length, r.how.margin()); err != nil {
					t.Errorf("%v at %d: %v", size, r.length, err)
				}
			}
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
	for _, jpeg := range brokenjpeg.Files(499) {
		if len(jpeg) < 8<<10 {
			f.Add(jpeg)
		}
	}
	w := bareWorker(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := photo.New(data)
		if err != nil || p.Header().Megapixels() > 0.1 || p.Header().Scans > 20 {
			return
		}
		h := p.Header()
		for _, channels := range []int{1, 3} {
			whole := image.Rect(0, 0, scaled(h.Width, 4), scaled(h.Height, 4))
			if err := w.decode(p, 4, whole, newPicture(whole.Dx(), whole.Dy(), channels)); err != nil && domain.KindOf(err) != domain.KindPhotoRefused {
				t.Errorf("%dx%d, %d components: %v", h.Width, h.Height, h.Components, err)
			}
		}
	})
}
