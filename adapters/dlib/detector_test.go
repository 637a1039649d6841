//go:build cgo

package dlib_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

func open(t testing.TB, o dlib.Options) *dlib.Workers {
	t.Helper()
	w, err := dlib.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

func newDetector(t testing.TB) *dlib.Detector {
	t.Helper()
	return open(t, dlib.Options{Workers: 2}).Detector()
}

func TestDetectorKeepsTheContract(t *testing.T) {
	conformance.RunFaceDetector(t, func(t *testing.T) ports.FaceDetector { return newDetector(t) })
}

func TestDetectorProbesItself(t *testing.T) {
	if err := newDetector(t).Probe(t.Context()); err != nil {
		t.Error(err)
	}
}

func detect(t testing.TB, d *dlib.Detector, jpeg []byte) []face.Face {
	t.Helper()
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	found, err := d.DetectFaces(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return found.Faces
}

func TestDetectorHandlesProgressiveJPEG(t *testing.T) {
	jpeg, err := os.ReadFile("testdata/progressive.jpg")
	if err != nil {
		t.Fatal(err)
	}
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Header().Progressive {
		t.Fatal("the test's photo is not progressive")
	}
	if got := len(detect(t, newDetector(t), jpeg)); got != 1 {
		t.Errorf("%d faces, want 1", got)
	}
}

func TestDetectorFindsASmallSecondFace(t *testing.T) {
	// Two thirds as wide, it is below the detector's smallest in the first
	// picture looked at.
	big := portrait.Options{Width: 1400, Height: 1200, FaceWidth: 300, Faces: 2}
	small := big
	small.FaceWidth = 200
	img := portrait.Draw(big)
	right := portrait.Draw(small)
	for y := range 1200 {
		for x := 700; x < 1400; x++ {
			img.Set(x, y, right.At(x, y))
		}
	}
	faces := detect(t, newDetector(t), portrait.JPEG(img, 90))
	if len(faces) != 2 || faces[1].Box.X < 700 {
		t.Errorf("want two faces, the second on the right: %+v", faces)
	}
}

func TestDetectorFindsAFaceThatTouchesTheEdge(t *testing.T) {
	for _, c := range []struct {
		name string
		o    portrait.Options
	}{
		{"a face as wide as the photo", portrait.Options{Width: 300, Height: 375, FaceWidth: 290}},
		{"a face wider than the photo", portrait.Options{Width: 300, Height: 375, FaceWidth: 340}},
		{"a face at the left edge", portrait.Options{ShiftX: -0.25}},
		{"a face at the top", portrait.Options{ShiftY: -0.3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := len(detect(t, newDetector(t), portrait.JPEG(portrait.Draw(c.o), 90))); got != 1 {
				t.Errorf("%d faces, want 1", got)
			}
		})
	}
}

func TestDetectorIgnoresStrayBytesBetweenSegments(t *testing.T) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	trailing := append(slices.Clone(jpeg), "appended by some telephone"...)
	if got := len(detect(t, newDetector(t), trailing)); got != 1 {
		t.Errorf("%d faces, want 1", got)
	}
}

// samplePhotos returns the sample photos below a folder of VESTIBULE_PHOTOS.
func samplePhotos(t *testing.T, folder string) []string {
	t.Helper()
	root := os.Getenv("VESTIBULE_PHOTOS")
	if root == "" {
		t.Skip("VESTIBULE_PHOTOS is not set: no sample photos")
	}
	var paths []string
	err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".jpg" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in %s/%s: %v", root, folder, errors.Join(err, fs.ErrNotExist))
	}
	return paths
}

func TestDetectorFindsOneFaceInEveryFaceChip(t *testing.T) {
	paths, d := samplePhotos(t, "johns"), newDetector(t)
	for _, path := range paths {
		jpeg, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(detect(t, d, jpeg)); got != 1 {
			t.Errorf("%s: %d faces, want 1", path, got)
		}
	}
}

// What is wanted here is what the frontal detector finds at full size, but for
// one of the 24 men in a crowd: he is half as wide as the one in front, and only
// just found there.
func TestDetectorOnScenes(t *testing.T) {
	want := map[string]int{
		"2007_007763": 0, "2008_001009": 2, "2008_001322": 3, "2008_002079": 1, "2008_002470": 0, "2008_002506": 3,
		"2008_004176": 0, "2008_007676": 0, "2009_004587": 2, "Tom_Cruise_avp_2014_4": 1, "bald_guys": 23, "dogs": 0,
	}
	paths, d := samplePhotos(t, "scenes"), newDetector(t)
	for _, path := range paths {
		jpeg, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".jpg")
		if got := len(detect(t, d, jpeg)); got != want[name] {
			t.Errorf("%s: %d faces, want %d", name, got, want[name])
		}
	}
}
