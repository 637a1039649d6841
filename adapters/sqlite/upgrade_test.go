//go:build cgo

package sqlite

import (
	"bytes"
	"image"
	"image/jpeg"
	"reflect"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// smallPhoto returns a photo that a database can hold.
func smallPhoto(t *testing.T) photo.Photo {
	t.Helper()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	p, err := photo.New(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// exec runs a statement that changes the database behind the repository's back.
func exec(t *testing.T, db *DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.writer.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// insertAsVersion3 stores an enrolment the way programs did that knew the first
// three steps of the schema.
func insertAsVersion3(t *testing.T, db *DB, uid identifier.UID, e enrolment.Enrolment) {
	t.Helper()
	b := e.Face.Box
	exec(t, db, `
		INSERT INTO enrolments (uid, face_x, face_y, face_width, face_height, confidence, enrolled_at)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, uid, b.X, b.Y, b.Width, b.Height, e.Face.Confidence, e.At.Unix())
	exec(t, db, `INSERT INTO portraits (uid, photo) VALUES (?, ?)`, uid, e.Portrait.JPEG())
	for i, m := range e.Measures {
		exec(t, db, `INSERT INTO measures (uid, position, code, measured, allowed, unit) VALUES (?, ?, ?, ?, ?, ?)`,
			uid, i, m.Code, m.Value, m.Limit, m.Unit)
	}
	exec(t, db, `INSERT INTO descriptors (uid, model, vector) VALUES (?, ?, ?)`,
		uid, e.Descriptor.Model, packVector(&e.Descriptor.Vector))
}

// before is what was known of a face before there were profiles, verdicts and
// landmarks.
func before(t *testing.T) enrolment.Enrolment {
	t.Helper()
	return enrolment.Enrolment{
		Portrait: smallPhoto(t),
		Face:     face.Face{Box: face.Box{X: -1, Y: 2, Width: 3, Height: 4}, Confidence: 0.5},
		Measures: rules.Measures{
			{Code: "photo_side", Value: 600, Limit: 12_000, Unit: "px", Verdict: rules.OK},
			{Code: "face_width", Value: 216.5, Limit: 80, Unit: "px", Verdict: rules.OK},
		},
		Descriptor: face.Descriptor{Model: "model", Vector: [face.DescriptorLength]float32{0.25, -1}},
		At:         time.Date(2024, time.March, 1, 12, 0, 0, 0, time.UTC),
	}
}

func wantEnrolment(t *testing.T, db *DB, uid identifier.UID, want enrolment.Enrolment) {
	t.Helper()
	got, err := db.Identifiers().Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got profile %q, %+v, %+v, %d bytes, %v; want %q, %+v, %+v, %d bytes, %v",
			got.Profile, got.Face, got.Measures, len(got.Portrait.JPEG()), got.At,
			want.Profile, want.Face, want.Measures, len(want.Portrait.JPEG()), want.At)
	}
}

func TestADatabaseOfVersion3IsUpgraded(t *testing.T) {
	dir := t.TempDir()
	old := connected(t, dir)
	if got, err := migrate(t.Context(), old.writer, released(t, 3)); err != nil || got != 3 {
		t.Fatalf("applied %d steps, %v, want 3", got, err)
	}
	want := before(t)
	without, enrolled := createCard(t, old, "1"), createCard(t, old, "2")
	insertAsVersion3(t, old, enrolled, want)

	db := openFor(t, dir)
	wantEnrolment(t, db, enrolled, want)
	uids, err := db.Identifiers().Enrolled(t.Context(), 0, 10)
	if err != nil || !reflect.DeepEqual(uids, []identifier.UID{enrolled}) {
		t.Errorf("enrolled are %d, %v, want %d alone", uids, err, enrolled)
	}
	for _, uid := range []identifier.UID{without, enrolled} {
		if _, err := db.Identifiers().Get(t.Context(), uid); err != nil {
			t.Error(err)
		}
	}

	// The old face is replaced by one that has all there is now.
	want.Profile, want.Face.Landmarks = "strict", make(face.Landmarks, face.Points68)
	want.Measures[1].Verdict = rules.Warning
	commit(t, db, enrolled, want)
	wantEnrolment(t, db, enrolled, want)
}

// A program that has the database open while a newer one upgrades it goes on.
func TestVersion3StillWritesAfterTheUpgrade(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid, want := createCard(t, db, "1"), before(t)
	insertAsVersion3(t, db, uid, want)
	wantEnrolment(t, db, uid, want)
}

func commit(t *testing.T, db *DB, uid identifier.UID, e enrolment.Enrolment) {
	t.Helper()
	l := enrolment.Lease{UID: uid, Holder: "holder", Expires: e.At.Add(time.Minute)}
	if err := db.Identifiers().AcquireLease(t.Context(), l, e.At); err != nil {
		t.Fatal(err)
	}
	if err := db.Identifiers().CommitEnrolment(t.Context(), l, identifier.Enrolled, e); err != nil {
		t.Fatal(err)
	}
}
