package conformance

import (
	"context"
	"errors"
	"image"
	"slices"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

// minOverlap is how well a detector's box must cover the drawn face, as
// intersection over union. Detectors frame faces differently.
const minOverlap = 0.5

// RunFaceDetector runs the contract of ports.FaceDetector on drawn portraits.
// open returns a detector that is ready; whoever opened it closes it, with
// t.Cleanup. Landmarks and view are checked where there are any: a detector
// that promises them must test that it has them.
func RunFaceDetector(t *testing.T, open func(t *testing.T) ports.FaceDetector) {
	for _, c := range []struct {
		name string
		test func(*testing.T, ports.FaceDetector)
	}{
		{"a face is found where it was drawn", detectsFace},
		{"a photo without a face gives no face, no view and no error", detectsNothing},
		{"two people give two faces, widest first", detectsTwo},
		{"a large photo gives a box in its own pixels", detectsInLargePhoto},
		{"all eight orientations give a box in the upright photo", detectsOrientations},
		{"grey and CMYK photos are handled", detectsCodings},
		{"landmarks lie upright on the first face and on no other", landmarksOnFirst},
		{"a view shows the first face", viewShowsFirst},
		{"damaged picture data are refused with a reason", refusesDamage},
		{"the answer depends on the photo alone", detectsRepeatably},
		{"a context that has ended ends the work", detectorHonoursContext},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// mustPhoto reads the header of a JPEG that a test made.
func mustPhoto(t *testing.T, jpeg []byte) photo.Photo {
	t.Helper()
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatalf("reading a drawn photo: %v", err)
	}
	return p
}

func mustDetect(t *testing.T, d ports.FaceDetector, jpeg []byte) face.Detection {
	t.Helper()
	found, err := d.DetectFaces(t.Context(), mustPhoto(t, jpeg))
	if err != nil {
		t.Fatalf("DetectFaces: %v", err)
	}
	return found
}

func boxOf(r image.Rectangle) face.Box {
	return face.Box{X: r.Min.X, Y: r.Min.Y, Width: r.Dx(), Height: r.Dy()}
}

// wantFaces compares what was found with what was drawn.
func wantFaces(t *testing.T, found []face.Face, o portrait.Options) {
	t.Helper()
	truth := portrait.Truth(o)
	if got, want := len(found), len(truth); got != want {
		t.Fatalf("%d faces, want %d: %+v", got, want, found)
	}
	for _, drawn := range truth {
		covers := func(f face.Face) bool { return f.Box.Overlap(boxOf(drawn.Box)) >= minOverlap }
		if !slices.ContainsFunc(found, covers) {
			t.Errorf("no box overlaps %v by %v: %+v", drawn.Box, minOverlap, found)
		}
	}
}

func detectsFace(t *testing.T, d ports.FaceDetector) {
	for _, o := range []portrait.Options{{}, {Seed: 7}, {Width: 640, Height: 480}, {Tilt: 10}, {Light: 0.5}, {Blur: 2}} {
		wantFaces(t, mustDetect(t, d, portrait.JPEG(portrait.Draw(o), 90)).Faces, o)
	}
}

func detectsNothing(t *testing.T, d ports.FaceDetector) {
	for name, img := range map[string]image.Image{
		"landscape": portrait.Landscape(640, 480, 1),
		"backdrop":  portrait.Draw(portrait.Options{Faces: portrait.NoFaces}),
		"tiny":      portrait.Landscape(16, 12, 1),
	} {
		found := mustDetect(t, d, portrait.JPEG(img, 90))
		if len(found.Faces) != 0 {
			t.Errorf("%s: %d faces, want none: %+v", name, len(found.Faces), found.Faces)
		}
		if found.View.Valid() {
			t.Errorf("%s: there is a view, want none", name)
		}
	}
}

func detectsTwo(t *testing.T, d ports.FaceDetector) {
	o := portrait.Options{Width: 960, Height: 600, Faces: 2}
	faces := mustDetect(t, d, portrait.JPEG(portrait.Draw(o), 90)).Faces
	wantFaces(t, faces, o)
	if !slices.IsSortedFunc(faces, func(a, b face.Face) int { return b.Box.Width - a.Box.Width }) {
		t.Errorf("faces are not sorted by width: %+v", faces)
	}
}

func detectsInLargePhoto(t *testing.T, d ports.FaceDetector) {
	o := portrait.Options{Width: 2400, Height: 3000}
	wantFaces(t, mustDetect(t, d, portrait.JPEG(portrait.Draw(o), 85)).Faces, o)
}

func detectsOrientations(t *testing.T, d ports.FaceDetector) {
	o := portrait.Options{Width: 400, Height: 600, Seed: 2}
	upright := portrait.Draw(o)
	for orientation := 1; orientation <= 8; orientation++ {
		stored := portrait.JPEG(portrait.Rotate(upright, orientation), 90)
		wantFaces(t, mustDetect(t, d, portrait.WithOrientation(stored, orientation)).Faces, o)
	}
}

func detectsCodings(t *testing.T, d ports.FaceDetector) {
	o := portrait.Options{Seed: 3}
	img := portrait.Draw(o)
	cmyk, err := portrait.CMYKJPEG(img)
	if err != nil {
		t.Fatal(err)
	}
	ycck, err := portrait.YCCKJPEG(img)
	if err != nil {
		t.Fatal(err)
	}
	for name, jpeg := range map[string][]byte{"grey": portrait.GreyJPEG(img, 90), "CMYK": cmyk, "YCCK": ycck} {
		t.Run(name, func(t *testing.T) { wantFaces(t, mustDetect(t, d, jpeg).Faces, o) })
	}
}

// refusesDamage overwrites the second half of the picture data with an end of
// image: the header reads well, half of the picture is missing.
func refusesDamage(t *testing.T, d ports.FaceDetector) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	half := append(slices.Clone(jpeg[:len(jpeg)/2]), 0xff, 0xd9)
	_, err := d.DetectFaces(t.Context(), mustPhoto(t, half))
	if got, want := domain.KindOf(err), domain.KindPhotoRefused; got != want {
		t.Errorf("kind %v, want %v (%v)", got, want, err)
	}
	if len(domain.ReasonsOf(err)) == 0 {
		t.Errorf("no reason in %v", err)
	}
}

func detectsRepeatably(t *testing.T, d ports.FaceDetector) {
	one := portrait.JPEG(portrait.Draw(portrait.Options{Seed: 4}), 90)
	other := portrait.JPEG(portrait.Draw(portrait.Options{Width: 960, Height: 600, Faces: 2}), 90)
	want := mustDetect(t, d, one)
	var together sync.WaitGroup
	for range 8 {
		together.Go(func() {
			if _, err := d.DetectFaces(t.Context(), mustPhoto(t, other)); err != nil {
				t.Errorf("DetectFaces: %v", err)
			}
			got, err := d.DetectFaces(t.Context(), mustPhoto(t, one))
			if err != nil || !slices.EqualFunc(got.Faces, want.Faces, equalFaces) {
				t.Errorf("got %+v, %v, want %+v", got.Faces, err, want.Faces)
			}
			if !equalViews(got.View, want.View) {
				t.Error("got another view than before")
			}
		})
	}
	together.Wait()
}

func detectorHonoursContext(t *testing.T, d ports.FaceDetector) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.DetectFaces(ctx, mustPhoto(t, portrait.JPEG(portrait.Draw(portrait.Options{}), 90)))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want one that is context.Canceled", err)
	}
}
