package conformance

import (
	"context"
	"errors"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

// A DescriberHarness is a describer and the detector that finds its faces.
type DescriberHarness struct {
	Describer ports.FaceDescriber
	Detector  ports.FaceDetector
}

// RunFaceDescriber runs the contract of ports.FaceDescriber on drawn
// portraits. They say nothing about accuracy: only that the same face gives
// the same descriptor, however it is stored. open returns a harness that is
// ready; whoever opened it closes it, with t.Cleanup.
func RunFaceDescriber(t *testing.T, open func(t *testing.T) DescriberHarness) {
	for _, c := range []struct {
		name string
		test func(*testing.T, DescriberHarness)
	}{
		{"the descriptor carries the model's name", namesModel},
		{"the same photo gives the same descriptor", describesRepeatably},
		{"orientation and coding do not matter", describesHoweverStored},
		{"a face outside the photo is an error", refusesOutside},
		{"a context that has ended ends the work", describerHonoursContext},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// sameFace is the distance below which two descriptors are of one picture that
// was stored in two ways.
const sameFace = 0.25

func mustDescribe(t *testing.T, h DescriberHarness, jpeg []byte) face.Descriptor {
	t.Helper()
	found := mustDetect(t, h.Detector, jpeg)
	if len(found.Faces) == 0 {
		t.Fatal("no face was found to describe")
	}
	d, err := h.Describer.Describe(t.Context(), mustPhoto(t, jpeg), found)
	if err != nil {
		t.Fatalf("Describe: %v", err)
	}
	return d
}

func namesModel(t *testing.T, h DescriberHarness) {
	d := mustDescribe(t, h, portrait.JPEG(portrait.Draw(portrait.Options{}), 90))
	if d.Model == "" || d.Model != h.Describer.Model() {
		t.Errorf("model %q, want %q, not empty", d.Model, h.Describer.Model())
	}
	if d.Vector == [face.DescriptorLength]float32{} {
		t.Error("the vector is all zero")
	}
}

func describesRepeatably(t *testing.T, h DescriberHarness) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{Seed: 5}), 90)
	if first, second := mustDescribe(t, h, jpeg), mustDescribe(t, h, jpeg); first != second {
		t.Error("two descriptors of one photo differ")
	}
}

func describesHoweverStored(t *testing.T, h DescriberHarness) {
	img := portrait.Draw(portrait.Options{Seed: 6})
	plain := mustDescribe(t, h, portrait.JPEG(img, 90))
	cmyk, err := portrait.CMYKJPEG(img)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[string][]byte{"CMYK": cmyk}
	for orientation := 2; orientation <= 8; orientation++ {
		turned := portrait.JPEG(portrait.Rotate(img, orientation), 90)
		stored["orientation "+string(rune('0'+orientation))] = portrait.WithOrientation(turned, orientation)
	}
	for name, jpeg := range stored {
		distance, err := plain.Distance(mustDescribe(t, h, jpeg))
		if err != nil || distance > sameFace {
			t.Errorf("%s: distance %.3f, %v; want at most %v", name, distance, err, sameFace)
		}
	}
	mustDescribe(t, h, portrait.GreyJPEG(img, 90)) // without its colours the face may look like another
}

func refusesOutside(t *testing.T, h DescriberHarness) {
	p := mustPhoto(t, portrait.JPEG(portrait.Draw(portrait.Options{}), 90))
	outside := face.Detection{Faces: []face.Face{{Box: face.Box{X: 10_000, Y: 10_000, Width: 100, Height: 100}}}}
	if _, err := h.Describer.Describe(t.Context(), p, outside); err == nil {
		t.Error("no error")
	}
}

func describerHonoursContext(t *testing.T, h DescriberHarness) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	found := mustDetect(t, h.Detector, jpeg)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Describer.Describe(ctx, mustPhoto(t, jpeg), found); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want one that is context.Canceled", err)
	}
}
