//go:build cgo

package sqlite_test

import (
	"bytes"
	"crypto/rand"
	"image"
	"image/jpeg"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

var now = time.Date(2041, time.February, 3, 4, 5, 6, 0, time.UTC)

func newFace(t testing.TB) identifier.Identifier {
	t.Helper()
	id, err := identifier.New(identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Guest},
		Type:     identifier.FaceID,
		Lock:     identifier.SecondLock,
		Validity: identifier.Permanent(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func create(t testing.TB, db *sqlite.DB) identifier.UID {
	t.Helper()
	uid, err := db.Identifiers().Create(t.Context(), newFace(t))
	if err != nil {
		t.Fatal(err)
	}
	return uid
}

func leaseOn(uid identifier.UID, holder string) enrolment.Lease {
	return enrolment.Lease{UID: uid, Holder: holder, Expires: now.Add(time.Minute)}
}

// enrol makes an identifier with a face whose photo has at least size bytes.
func enrol(t *testing.T, db *sqlite.DB, size int) (identifier.UID, enrolment.Enrolment) {
	t.Helper()
	uid, repo, e := create(t, db), db.Identifiers(), newEnrolment(t, size)
	l := leaseOn(uid, "holder")
	if err := repo.AcquireLease(t.Context(), l, now); err != nil {
		t.Fatal(err)
	}
	if err := repo.CommitEnrolment(t.Context(), l, identifier.Enrolled, e); err != nil {
		t.Fatal(err)
	}
	return uid, e
}

// newEnrolment returns a face whose photo has at least size bytes.
func newEnrolment(t testing.TB, size int) enrolment.Enrolment {
	t.Helper()
	return enrolment.Enrolment{
		Portrait: newPhoto(t, size),
		Face: face.Face{
			Box: face.Box{X: 1, Y: 2, Width: 3, Height: 4}, Confidence: 0.5,
			Landmarks: face.Landmarks{{X: 3.5, Y: 2.25}, {X: 3, Y: 2.25}, {X: -1, Y: 2.1}, {X: 2, Y: 2.2}, {X: 2.5, Y: 3}},
		},
		Profile:    "panel",
		Measures:   rules.Measures{{Code: "face_width", Value: 81, Limit: 100, Unit: "px", Verdict: rules.Warning}},
		Descriptor: face.Descriptor{Model: "model", Vector: [face.DescriptorLength]float32{0.25, -1}},
		At:         now,
	}
}

// newPhoto returns a photo of at least size bytes: a small picture with
// comments before it that no two photos share.
func newPhoto(t testing.TB, size int) photo.Photo {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	file := append([]byte{}, picture.Next(2)...) // the start-of-image marker
	for len(file) < size {
		comment := make([]byte, 65_533)
		rand.Read(comment)
		file = append(file, 0xff, 0xfe, 0xff, 0xff) // COM, the largest there is
		file = append(file, comment...)
	}
	p, err := photo.New(append(file, picture.Bytes()...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
