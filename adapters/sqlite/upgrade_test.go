//go:build cgo

package sqlite

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"reflect"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
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
func exec(t testing.TB, db *DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.writer.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// fill stores identifiers, two cards and a face in turn, the way programs did
// that knew the first step of the schema. Their uids are 1 to count, and so are
// the numbers of the cards.
func fill(t testing.TB, db *DB, count int) {
	t.Helper()
	exec(t, db, `
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO identifiers (owner_name, owner_type, type, number, lock, state,
			time_permanent, passes_permanent, passes_max, passes_left)
		SELECT 'Owner ' || i, iif(i % 5, 'owner', 'guest'), iif(i % 3, 'card', 'face_id'), iif(i % 3, i, ''),
			iif(i % 7, 'first', 'all'), iif(i % 3, 'complete', 'temporary'), 1, 1, 0, -1
		FROM n`, count)
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
	fill(t, old, 2)
	const without, enrolled = identifier.UID(1), identifier.UID(2)
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

// Versions up to 4 were released; the rest are where an upgrade can fail.
func TestADatabaseOfAnyVersionIsUpgraded(t *testing.T) {
	for version := 1; version < stepCount(t); version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) { upgrade(t, version, 1_000) })
	}
	t.Run("version 4 with 100,000 identifiers", func(t *testing.T) { upgrade(t, 4, 100_000) })
}

// upgrade upgrades a database with so many identifiers, and looks for them.
func upgrade(t *testing.T, version, count int) {
	dir := t.TempDir()
	old := connected(t, dir)
	if _, err := migrate(t.Context(), old.writer, released(t, version)); err != nil {
		t.Fatal(err)
	}
	fill(t, old, count)

	db := openFor(t, dir)
	wantCounts(t, db)
	wantPages(t, db, storedUIDs(t, db), listing.MaxLimit)
	last := identifier.UID(count)
	id, err := db.Identifiers().Get(t.Context(), last)
	if err != nil || id.Links() != (identifier.Links{}) || id.Apartment() != 0 {
		t.Errorf("got %+v, %v, want no links and no apartment", id, err)
	}
	q := listing.Query{Filter: listing.Comparison{Field: identifier.FieldNumber, Value: listing.Text("100")}, Page: listing.NewPage(1, 10)}
	if page, total, err := db.Identifiers().List(t.Context(), q); len(page) != 1 || total != 1 || err != nil || page[0].UID() != 100 {
		t.Errorf("got %+v, %d in all, %v, want card 100", page, total, err)
	}

	// An old program that has the database open goes on.
	createWith(t, old, int64(count)+9)
	exec(t, old, `DELETE FROM identifiers WHERE uid = ?`, last)
	wantCounts(t, db)
	if uid := createCard(t, db, "new"); uid != last+10 {
		t.Errorf("uid is %d, want %d", uid, last+10)
	}
	wantPages(t, db, storedUIDs(t, db), listing.MaxLimit)
}

// A program that knew no keys and has the database open while a newer one
// upgrades it can store no face in clear.
func TestVersion3StoresNoFaceAfterTheUpgrade(t *testing.T) {
	db := openFor(t, t.TempDir())
	uid := createCard(t, db, "1")
	if _, err := db.writer.ExecContext(t.Context(), `INSERT INTO portraits (uid, photo) VALUES (?, x'ffd8')`, uid); err == nil {
		t.Error("a photo was stored in clear")
	}
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
