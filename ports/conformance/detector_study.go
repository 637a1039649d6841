package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

// stored is a drawn portrait in one of the ways a camera stores it.
type stored struct {
	name    string
	jpeg    []byte
	upright image.Image
}

// studied returns portraits with every coding, orientation and size. The faces
// are away from the middle: a place that was not turned or scaled with the
// photo is nowhere near them.
var studied = sync.OnceValues(func() ([]stored, error) {
	var (
		all    []stored
		faults []error
	)
	add := func(name string, o portrait.Options, encode func(image.Image) ([]byte, error)) {
		o.ShiftX, o.ShiftY = o.ShiftX+0.12, o.ShiftY-0.08
		img := portrait.Draw(o)
		jpeg, err := encode(img)
		all, faults = append(all, stored{name, jpeg, img}), append(faults, err)
	}
	add("small", portrait.Options{Width: 240, Height: 300}, inColour)
	add("large", portrait.Options{Width: 1600, Height: 2000}, inColour)
	add("tilted", portrait.Options{Tilt: 10}, inColour)
	add("two people", portrait.Options{Width: 960, Height: 600, Faces: 2, SecondFace: 0.7}, inColour)
	add("grey", portrait.Options{Grey: true}, func(img image.Image) ([]byte, error) { return portrait.GreyJPEG(img, 90), nil })
	add("CMYK", portrait.Options{}, portrait.CMYKJPEG)
	add("YCCK", portrait.Options{}, portrait.YCCKJPEG)
	for _, orientation := range []int{1, 6} {
		add(fmt.Sprint("a small face in a large photo, orientation ", orientation), portrait.Options{Width: 1600, Height: 1200, FaceWidth: 90}, func(img image.Image) ([]byte, error) {
			return portrait.WithOrientation(portrait.JPEG(portrait.Rotate(img, orientation), 90), orientation), nil
		})
	}
	for orientation := 1; orientation <= 8; orientation++ {
		add(fmt.Sprint("orientation ", orientation), portrait.Options{Width: 400, Height: 600}, func(img image.Image) ([]byte, error) {
			return portrait.WithOrientation(portrait.JPEG(portrait.Rotate(img, orientation), 90), orientation), nil
		})
	}
	return all, errors.Join(faults...)
})

func inColour(img image.Image) ([]byte, error) { return portrait.JPEG(img, 90), nil }

// study runs check on what was found in each of the portraits.
func study(t *testing.T, d ports.FaceDetector, check func(*testing.T, stored, face.Detection)) {
	all, err := studied()
	for _, s := range must(t, all, err) {
		t.Run(s.name, func(t *testing.T) {
			found := mustDetect(t, d, s.jpeg)
			if len(found.Faces) == 0 {
				t.Fatal("no face was found to study")
			}
			check(t, s, found)
		})
	}
}

func landmarksOnFirst(t *testing.T, d ports.FaceDetector) {
	study(t, d, func(t *testing.T, _ stored, found face.Detection) {
		for _, other := range found.Faces[1:] {
			if len(other.Landmarks) != 0 {
				t.Errorf("a face that is not the first has %d landmarks, want none", len(other.Landmarks))
			}
		}
		if first := found.Faces[0]; len(first.Landmarks) != 0 {
			wantUpright(t, first)
		}
	})
}

// wantUpright wants landmarks that lie on the face, its eyes above its nose and
// neither of them on the other's side.
func wantUpright(t *testing.T, f face.Face) {
	t.Helper()
	if !f.Landmarks.Valid() {
		t.Fatalf("landmarks are not valid: %v", f.Landmarks)
	}
	for i, p := range f.Landmarks {
		if !near(f.Box, p) {
			t.Errorf("landmark %d is at %.0f, far from the face at %+v", i, p, f.Box)
		}
	}
	left, right, _ := f.Landmarks.Eyes()
	nose, _ := f.Landmarks.NoseBase()
	if !(left.X < nose.X && nose.X < right.X && max(left.Y, right.Y) < nose.Y) {
		t.Errorf("eyes are at %.0f and %.0f, the nose at %.0f: not upright", left, right, nose)
	}
}

// near reports whether a point lies in the box or not far outside: some
// detectors leave out chin and ears.
func near(b face.Box, p face.Point) bool {
	x, y := (p.X-float64(b.X))/float64(b.Width), (p.Y-float64(b.Y))/float64(b.Height)
	return -0.4 < x && x < 1.4 && -0.4 < y && y < 1.4
}

func viewShowsFirst(t *testing.T, d ports.FaceDetector) {
	study(t, d, func(t *testing.T, s stored, found face.Detection) {
		v := found.View
		if equalViews(v, face.View{}) {
			return
		}
		if !v.Valid() {
			t.Fatalf("view is not valid: %d bytes for %dx%d px of %d channels from %v at scale %v",
				len(v.Pixels), v.Width, v.Height, v.Channels, v.Origin, v.Scale)
		}
		wantMiddle(t, v, found.Faces[0].Box)
		wantPicture(t, v, s.upright)
	})
}

// wantMiddle wants that the view covers the middle half of the box.
func wantMiddle(t *testing.T, v face.View, b face.Box) {
	t.Helper()
	for _, at := range []float64{0.25, 0.5, 0.75} {
		p := v.Place(face.Point{X: float64(b.X) + at*float64(b.Width), Y: float64(b.Y) + at*float64(b.Height)})
		if p.X < 0 || p.Y < 0 || p.X > float64(v.Width) || p.Y > float64(v.Height) {
			t.Errorf("the face at %+v is not in the view: %v of it is at %.0f of %dx%d", b, at, p, v.Width, v.Height)
		}
	}
}

// maxDifference is by how many levels of 256 a view may differ from the
// drawing on average, after lossy coding and scaling. A view from elsewhere, a
// mirrored one or one with its channels exchanged differs by far more.
const maxDifference = 8

// wantPicture wants that the view's pixels are those of the upright photo at
// its place.
func wantPicture(t *testing.T, v face.View, upright image.Image) {
	t.Helper()
	var sum float64
	for y := range v.Height {
		for x := range v.Width {
			at := image.Pt(int(v.Origin.X+(float64(x)+0.5)/v.Scale), int(v.Origin.Y+(float64(y)+0.5)/v.Scale))
			pixel := v.Pixels[(y*v.Width+x)*v.Channels:]
			for i, level := range levels(upright.At(at.X, at.Y), v.Channels) {
				sum += max(level-float64(pixel[i]), float64(pixel[i])-level)
			}
		}
	}
	if mean := sum / float64(len(v.Pixels)); mean > maxDifference {
		t.Errorf("the view differs from the photo at its place by %.1f levels, want at most %d", mean, maxDifference)
	}
}

// levels returns a colour as 1 or 3 channels.
func levels(c color.Color, channels int) []float64 {
	if channels == 1 {
		return []float64{float64(color.GrayModel.Convert(c).(color.Gray).Y)}
	}
	rgb := color.RGBAModel.Convert(c).(color.RGBA)
	return []float64{float64(rgb.R), float64(rgb.G), float64(rgb.B)}
}

// equalViews compares two views.
func equalViews(v, w face.View) bool {
	return v.Width == w.Width && v.Height == w.Height && v.Channels == w.Channels &&
		v.Origin == w.Origin && v.Scale == w.Scale && bytes.Equal(v.Pixels, w.Pixels)
}
