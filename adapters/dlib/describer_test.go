//go:build cgo

package dlib_test

import (
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

// withModels opens workers that have go-face's models.
func withModels(t testing.TB, workers int) *dlib.Workers {
	t.Helper()
	dir := os.Getenv("VESTIBULE_MODELS")
	if dir == "" {
		t.Skip("VESTIBULE_MODELS is not set: no model files")
	}
	models, err := dlib.FindModels(dir)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, dlib.Options{Models: &models, Workers: workers})
}

func TestDescriberKeepsTheContract(t *testing.T) {
	w := withModels(t, 1) // loading takes a second: once for the suite
	conformance.RunFaceDescriber(t, func(t *testing.T) conformance.DescriberHarness {
		return conformance.DescriberHarness{Describer: w.Describer(), Detector: w.Detector()}
	})
}

func TestDetectorWithModelsKeepsTheContract(t *testing.T) {
	w := withModels(t, 2)
	conformance.RunFaceDetector(t, func(t *testing.T) ports.FaceDetector { return w.Detector() })
}

func TestTheNetworkFindsWhatTheFrontalDetectorDoesNot(t *testing.T) {
	o := portrait.Options{Tilt: 60}
	jpeg := portrait.JPEG(portrait.Draw(o), 90)
	if faces := detect(t, newDetector(t), jpeg); len(faces) != 0 {
		t.Fatalf("without the network %+v was found: this tests nothing", faces)
	}
	faces := detect(t, withModels(t, 1).Detector(), jpeg)
	truth := portrait.Truth(o)[0].Box
	drawn := face.Box{X: truth.Min.X, Y: truth.Min.Y, Width: truth.Dx(), Height: truth.Dy()}
	if len(faces) != 1 || faces[0].Box.Overlap(drawn) < 0.4 || faces[0].Confidence >= 0 {
		t.Errorf("got %+v, want one face at %+v with a confidence below 0", faces, drawn)
	}
}

// dlib's published threshold: nearer is the same person.
const samePerson = 0.6

func TestDescriberTellsPeopleApart(t *testing.T) {
	paths, w := samplePhotos(t, "johns"), withModels(t, 1)
	descriptors := make([]face.Descriptor, len(paths))
	for i, path := range paths {
		jpeg, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := photo.New(jpeg)
		if err != nil {
			t.Fatal(err)
		}
		if descriptors[i], err = w.Describer().Describe(t.Context(), p, detection(t, w.Detector(), jpeg)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	pairs := 0
	for i, a := range descriptors {
		for j, b := range descriptors[:i] {
			distance, err := a.Distance(b)
			if err != nil {
				t.Fatal(err)
			}
			same := filepath.Dir(paths[i]) == filepath.Dir(paths[j])
			if same != (distance < samePerson) {
				t.Errorf("%s and %s: distance %.3f, same person: %v", paths[i], paths[j], distance, same)
			}
			pairs++
		}
	}
	t.Logf("%d pairs", pairs)
}

func TestFindModelsNamesWhatIsMissing(t *testing.T) {
	_, err := dlib.FindModels(t.TempDir())
	for _, name := range []string{"dlib_face_recognition_resnet_model_v1.dat", "mmod_human_face_detector.dat"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want it to name %s", err, name)
		}
	}
}
