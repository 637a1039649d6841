package app_test

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

var start = time.Date(2026, 11, 23, 12, 0, 0, 500, time.UTC)

// detector answers what a test tells it to.
type detector func(context.Context, photo.Photo) (face.Detection, error)

func (d detector) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	return d(ctx, p)
}

// describer does, too.
type describer func() (face.Descriptor, error)

func (d describer) Describe(context.Context, photo.Photo, face.Face) (face.Descriptor, error) {
	return d()
}

func (describer) Model() string { return "test" }

var oneFace = face.Face{Box: face.Box{X: 100, Y: 50, Width: 120, Height: 120}, Confidence: 1}

// fixture is an Enroller over memory with a detector that finds one face.
type fixture struct {
	*app.Enroller
	identifiers *app.Identifiers
	repo        *memory.Identifiers
	clock       time.Time
}

func newFixture() *fixture {
	f := &fixture{repo: memory.NewIdentifiers(), clock: start}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	f.identifiers = &app.Identifiers{Repo: f.repo}
	f.Enroller = &app.Enroller{
		Assessor: &app.Assessor{
			Detector: finds(oneFace),
			Profile:  rules.Panel(),
			Now:      func() time.Time { return f.clock },
		},
		Identifiers: f.repo,
		LeaseFor:    time.Minute,
		Log:         log,
	}
	return f
}

func finds(faces ...face.Face) detector {
	return func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{Faces: faces}, nil }
}

func (f *fixture) create(t *testing.T, typ identifier.Type, number string) identifier.UID {
	t.Helper()
	uid, err := f.identifiers.Create(t.Context(), identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:     typ,
		Number:   number,
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return uid
}

func (f *fixture) state(t *testing.T, uid identifier.UID) identifier.State {
	t.Helper()
	id, err := f.identifiers.Get(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	return id.State()
}

// jpegOf returns a photo whose faces the test's detector makes up.
func jpegOf(width, height int) []byte {
	return portrait.JPEG(portrait.Landscape(width, height, 1), 80)
}

// unreleased is a repository whose leases nobody releases, as after a crash.
type unreleased struct{ *memory.Identifiers }

func (unreleased) ReleaseLease(context.Context, enrolment.Lease) error { return nil }
