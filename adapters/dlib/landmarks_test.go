//go:build cgo

package dlib_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

// drawnLandmarks is a file with 5 points, trained on drawn portraits alone.
const drawnLandmarks = "testdata/landmarks5.dat"

func newDetectorWith(t testing.TB, landmarks string) *dlib.Detector {
	t.Helper()
	return open(t, dlib.Options{Workers: 2, Landmarks: landmarks}).Detector()
}

// debianLandmarks returns the 68-point file that Debian installs.
func debianLandmarks(t testing.TB) string {
	t.Helper()
	path, err := dlib.FindLandmarks("", "")
	if err != nil {
		t.Fatal(err)
	}
	if path == "" {
		t.Skip("Debian's package libdlib-data is not installed: no 68-point landmarks")
	}
	return path
}

func TestDetectorWithLandmarksKeepsTheContract(t *testing.T) {
	conformance.RunFaceDetector(t, func(t *testing.T) ports.FaceDetector { return newDetectorWith(t, drawnLandmarks) })
}

func detection(t testing.TB, d *dlib.Detector, jpeg []byte) face.Detection {
	t.Helper()
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	found, err := d.DetectFaces(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Faces) == 0 {
		t.Fatal("no face was found")
	}
	return found
}

// wantNear holds a landmark against the truth, within a share of the distance
// of the eyes.
func wantNear(t *testing.T, what string, got face.Point, want portrait.Point, within float64) {
	t.Helper()
	if d := got.Minus(face.Point(want)).Length(); !(d <= within) {
		t.Errorf("%s at %.1f, want %.1f: %.1f px away, at most %.1f", what, got, want, d, within)
	}
}

func wantLandmarks(t *testing.T, l face.Landmarks, o portrait.Options) {
	t.Helper()
	truth := portrait.Truth(o)[0]
	left, right, ok := l.Eyes()
	if !ok {
		t.Fatalf("no landmarks: %v", l)
	}
	nose, _ := l.NoseBase()
	within := 0.12 * math.Hypot(truth.RightEye.X-truth.LeftEye.X, truth.RightEye.Y-truth.LeftEye.Y)
	wantNear(t, "left eye", left, truth.LeftEye, within)
	wantNear(t, "right eye", right, truth.RightEye, within)
	wantNear(t, "base of the nose", nose, truth.NoseBase, within)
}

func TestLandmarksLieOnTheFace(t *testing.T) {
	t.Run("5 points", func(t *testing.T) { landmarksLieOnTheFace(t, drawnLandmarks, 5) })
	t.Run("68 points", func(t *testing.T) { landmarksLieOnTheFace(t, debianLandmarks(t), 68) })
}

func landmarksLieOnTheFace(t *testing.T, file string, points int) {
	d := newDetectorWith(t, file)
	for _, o := range []portrait.Options{
		{},
		{Tilt: 12},
		{Tilt: -12, Seed: 3},
		{Width: 320, Height: 400, Seed: 4},
		{Width: 1600, Height: 2000, Seed: 5},
		{Width: 2000, Height: 1400, FaceWidth: 200, Seed: 6}, // found in the second look
	} {
		t.Run(fmt.Sprintf("%+v", o), func(t *testing.T) {
			found := detection(t, d, portrait.JPEG(portrait.Draw(o), 90))
			if got := len(found.Faces[0].Landmarks); got != points {
				t.Fatalf("%d landmarks, want %d", got, points)
			}
			wantLandmarks(t, found.Faces[0].Landmarks, o)
		})
	}
}

func TestLandmarksAreUpright(t *testing.T) {
	d := newDetectorWith(t, drawnLandmarks)
	o := portrait.Options{Seed: 2}
	for orientation := 1; orientation <= 8; orientation++ {
		t.Run(fmt.Sprint("orientation ", orientation), func(t *testing.T) {
			jpeg := portrait.WithOrientation(portrait.JPEG(portrait.Rotate(portrait.Draw(o), orientation), 95), orientation)
			wantLandmarks(t, detection(t, d, jpeg).Faces[0].Landmarks, o)
		})
	}
}

func TestOnlyTheWidestFaceHasLandmarks(t *testing.T) {
	found := detection(t, newDetectorWith(t, drawnLandmarks), portrait.JPEG(portrait.Draw(portrait.Options{Width: 800, Height: 500, Faces: 2}), 90))
	if len(found.Faces) != 2 || found.Faces[0].Landmarks == nil || found.Faces[1].Landmarks != nil {
		t.Errorf("want two faces, the first with landmarks: %+v", found.Faces)
	}
}

func TestViewShowsTheFace(t *testing.T) {
	d := newDetector(t)
	for _, c := range []struct {
		name     string
		jpeg     []byte
		channels int
	}{
		{"a small photo", portrait.JPEG(portrait.Draw(portrait.Options{Width: 300, Height: 375}), 90), 3},
		{"a large photo", portrait.JPEG(portrait.Draw(portrait.Options{Width: 1600, Height: 2000}), 90), 3},
		{"a grey photo", portrait.GreyJPEG(portrait.Draw(portrait.Options{}), 90), 1},
		{"a face at the edge", portrait.JPEG(portrait.Draw(portrait.Options{ShiftX: 0.3}), 90), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := detection(t, d, c.jpeg)
			v, b := found.View, found.Faces[0].Box
			if !v.Valid() || v.Channels != c.channels {
				t.Fatalf("view of %dx%d px with %d channels at scale %g, want a valid one with %d", v.Width, v.Height, v.Channels, v.Scale, c.channels)
			}
			if width := float64(b.Width) * v.Scale; width < 80 || width >= 2*128 {
				t.Errorf("the face is %.0f px wide in the view, want some 128 and less than 256", width)
			}
			middle := v.Place(face.Point{X: float64(b.X) + float64(b.Width)/2, Y: float64(b.Y) + float64(b.Height)/2})
			if middle.X < 0 || middle.Y < 0 || middle.X >= float64(v.Width) || middle.Y >= float64(v.Height) {
				t.Errorf("the middle of the face is at %.0f, outside a view of %dx%d px", middle, v.Width, v.Height)
			}
			if found.Faces[0].Landmarks != nil {
				t.Error("landmarks without a file")
			}
		})
	}
}

// The pupils are the darkest places of the drawn eyes, so the view must be dark
// where they are said to be.
func TestViewIsWhereItSaysItIs(t *testing.T) {
	o := portrait.Options{Width: 1600, Height: 2000}
	v := detection(t, newDetector(t), portrait.GreyJPEG(portrait.Draw(o), 95)).View
	truth := portrait.Truth(o)[0]
	level := func(p portrait.Point) int {
		at := v.Place(face.Point(p))
		return int(v.Pixels[int(at.Y)*v.Width+int(at.X)])
	}
	cheek := portrait.Point{X: truth.LeftEye.X, Y: truth.NoseBase.Y}
	for _, eye := range []portrait.Point{truth.LeftEye, truth.RightEye} {
		if pupil := level(eye); pupil > level(cheek)/2 {
			t.Errorf("the view has level %d at a pupil and %d on the cheek", pupil, level(cheek))
		}
	}
}

func TestBadLandmarksFilesAreErrors(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, err := os.ReadFile(drawnLandmarks)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, path, want string }{
		{"no file", filepath.Join(dir, "absent.dat"), "absent.dat"},
		{"a directory", dir, dir},
		{"an empty file", write("empty.dat", nil), "empty.dat"},
		{"a text", write("text.dat", []byte("these are no landmarks")), "text.dat"},
		{"half a file", write("half.dat", good[:len(good)/2]), "half.dat"},
		{"one point", "testdata/landmarks1.dat", "1 points"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := dlib.Open(dlib.Options{Workers: 1, Landmarks: c.path})
			if err == nil {
				w.Close()
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q does not say %q", err, c.want)
			}
		})
	}
}

func TestFindLandmarks(t *testing.T) {
	models := t.TempDir()
	five := filepath.Join(models, "shape_predictor_5_face_landmarks.dat")
	if err := os.WriteFile(five, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	installed, err := dlib.FindLandmarks("", "")
	if err != nil {
		t.Fatal(err)
	}
	automatic := installed
	if installed == "" {
		automatic = five
	}
	for _, c := range []struct{ name, configured, models, want string }{
		{"the configured file goes first", drawnLandmarks, models, drawnLandmarks},
		{"none is none, whatever there is", dlib.NoLandmarks, models, ""},
		{"without one, Debian's or else the models'", "", models, automatic},
		{"a models directory without landmarks has none", "", t.TempDir(), installed},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := dlib.FindLandmarks(c.configured, c.models)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
	if _, err := dlib.FindLandmarks(filepath.Join(models, "absent.dat"), ""); err == nil {
		t.Error("a configured file that is not there is no error")
	}
}
