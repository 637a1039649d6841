package conformance

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// leaseTime is how long the suite's leases last.
const leaseTime = time.Minute

// limited is a validity with every field set.
func limited() identifier.Validity {
	return identifier.Validity{
		Time:   identifier.TimeWindow{From: now.Add(-time.Hour), To: now.Add(48 * time.Hour)},
		Passes: identifier.Passes{Max: 12},
	}
}

// spec fills every field: at its zero value a field would come back right even
// if the adapter dropped it.
func spec(typ identifier.Type, number string) identifier.Spec {
	return identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Guest},
		Type:     typ,
		Number:   number,
		Lock:     identifier.SecondLock,
		Validity: limited(),
	}
}

func newIdentifier(t *testing.T, s identifier.Spec) identifier.Identifier {
	t.Helper()
	id, err := identifier.New(s)
	return must(t, id, err)
}

func newFace(t *testing.T) identifier.Identifier {
	t.Helper()
	return newIdentifier(t, spec(identifier.FaceID, ""))
}

// link returns a link_id; those of different numbers differ.
func link(n int) domain.LinkID {
	return domain.LinkID(fmt.Sprintf("0b7c2a54-51d2-4b55-9d0b-%012x", n))
}

// links fills both links; those of different numbers differ in both.
func links(n int) identifier.Links {
	return identifier.Links{Identifier: link(n), Apartment: link(1000 + n)}
}

// card returns a card with the link of that number.
func card(t *testing.T, n int) identifier.Identifier {
	t.Helper()
	return newIdentifier(t, spec(identifier.Card, fmt.Sprint(n))).Linked(links(n))
}

func lease(uid identifier.UID, holder string) enrolment.Lease {
	return enrolment.Lease{UID: uid, Holder: holder, Expires: now.Add(leaseTime)}
}

// newPhoto returns a small valid photo; photos of different seeds differ.
func newPhoto(t *testing.T, seed int) photo.Photo {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for y := range 48 {
		for x := range 64 {
			img.Set(x, y, color.RGBA{R: uint8(x + seed), G: uint8(y * seed), B: uint8(31 * seed), A: 255})
		}
	}
	var file bytes.Buffer
	ok(t, jpeg.Encode(&file, img, nil))
	p, err := photo.New(file.Bytes())
	return must(t, p, err)
}

// newEnrolment fills every field; enrolments of different seeds differ in each.
func newEnrolment(t *testing.T, seed int) enrolment.Enrolment {
	t.Helper()
	return enrolment.Enrolment{
		Portrait: newPhoto(t, seed),
		Face: face.Face{
			Box:        face.Box{X: -seed, Y: 40 + seed, Width: 160 + seed, Height: 170 + seed},
			Confidence: 0.1 + float64(seed)/3,
			Landmarks:  newLandmarks(face.Points68, seed),
		},
		Profile: fmt.Sprintf("profile %d", seed),
		// Not in alphabetical or numerical order, so that only an adapter
		// that keeps the order returns it.
		Measures: rules.Measures{
			{Code: "photo_side", Value: 320.5 + float64(seed), Limit: 12_000, Unit: "px", Verdict: verdict(seed)},
			{Code: "faces", Value: float64(seed), Limit: 1, Unit: "faces", Verdict: verdict(seed + 1)},
			{Code: "second_face_share", Value: 1.0 / float64(3+seed), Limit: 0.5, Unit: "share", Verdict: verdict(seed + 2)},
		},
		Descriptor: newDescriptor(seed),
		At:         now.Add(time.Duration(seed) * time.Second),
	}
}

// verdict returns one of the verdicts, the next one for the next number.
func verdict(n int) rules.Verdict {
	return [...]rules.Verdict{rules.OK, rules.Warning, rules.Refusal}[n%3]
}

// newLandmarks returns n points, some of them beyond the top left corner. Their
// coordinates take all the digits of a float64.
func newLandmarks(n, seed int) face.Landmarks {
	var l face.Landmarks
	for i := range n {
		l = append(l, face.Point{X: float64(i-2) / float64(3+seed), Y: 1000.0/float64(7+i) - 100})
	}
	return l
}

func newDescriptor(seed int) face.Descriptor {
	d := face.Descriptor{Model: "dlib_face_recognition_resnet_model_v1"}
	for i := range d.Vector {
		d.Vector[i] = float32(i-64) / float32(100+seed)
	}
	return d
}
