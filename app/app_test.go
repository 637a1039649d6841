package app_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

var start = time.Date(2026, 11, 23, 12, 0, 0, 500, time.UTC)

// detector answers what a test tells it to.
type detector func(context.Context, photo.Photo) (face.Detection, error)

func (d detector) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	return d(ctx, p)
}

// describer does, too.
type describer func() (face.Descriptor, error)

func (d describer) Describe(context.Context, photo.Photo, face.Detection) (face.Descriptor, error) {
	return d()
}

func (describer) Model() string { return "test" }

var oneFace = face.Face{Box: face.Box{X: 100, Y: 50, Width: 120, Height: 120}, Confidence: 1}

// fixture has every use case over memory, with a detector that finds one face.
type fixture struct {
	*app.Enroller
	identifiers  *app.Identifiers
	profiles     *app.TimeProfiles
	apartments   *app.Apartments
	settings     *app.Settings
	access       *app.Access
	synchroniser *app.Synchroniser
	journal      *app.Journal

	store    ports.Store
	repo     *memory.Identifiers
	events   *fragileLog
	audited  *fragileAuditLog
	clock    time.Time
	operator *bytes.Buffer // the operator's log
}

func newFixture() *fixture {
	store := memory.New()
	f := &fixture{repo: store.Identifiers(), store: store.Ports(), clock: start, operator: new(bytes.Buffer)}
	f.events = &fragileLog{EventRepo: f.store.Events}
	f.audited = &fragileAuditLog{AuditRepo: f.store.Audit}
	f.store.Events, f.store.Audit = f.events, f.audited
	log := slog.New(slog.NewTextHandler(f.operator, nil))
	clock := func() time.Time { return f.clock }
	f.journal = &app.Journal{Store: f.store, Keep: 1000, Now: clock, Log: log}
	f.identifiers = &app.Identifiers{Store: f.store, Journal: f.journal}
	f.profiles = &app.TimeProfiles{Store: f.store, Journal: f.journal}
	f.apartments = &app.Apartments{Store: f.store, Journal: f.journal}
	f.settings = &app.Settings{Store: f.store, Journal: f.journal}
	f.access = &app.Access{Store: f.store, Journal: f.journal, Zone: time.UTC, Now: clock}
	f.Enroller = &app.Enroller{
		Assessor: &app.Assessor{
			Detector: finds(oneFace),
			Profile:  rules.Panel(),
			Now:      clock,
		},
		Store:    f.store,
		Journal:  f.journal,
		LeaseFor: time.Minute,
		Log:      log,
	}
	f.synchroniser = &app.Synchroniser{Identifiers: f.identifiers, Enroller: f.Enroller}
	return f
}

// keepNoLog takes the journal from every use case.
func (f *fixture) keepNoLog() {
	f.identifiers.Journal, f.profiles.Journal, f.apartments.Journal = nil, nil, nil
	f.settings.Journal, f.access.Journal, f.Enroller.Journal = nil, nil, nil
}

// errDisk is what a broken store says.
var errDisk = errors.New("disk full")

// fragileLog is a log that a test can break.
type fragileLog struct {
	ports.EventRepo
	broken bool
}

func (l *fragileLog) Append(ctx context.Context, e event.Event) error {
	if l.broken {
		return errDisk
	}
	return l.EventRepo.Append(ctx, e)
}

// fragileAuditLog is an audit log that a test can break.
type fragileAuditLog struct {
	ports.AuditRepo
	broken bool
}

func (l *fragileAuditLog) Append(ctx context.Context, e audit.Entry) (audit.Entry, error) {
	if l.broken {
		return audit.Entry{}, errDisk
	}
	return l.AuditRepo.Append(ctx, e)
}

// breaking is a context with which one call of a store fails, after so many that
// do not. A repository in memory looks at the context once in each call.
type breaking struct {
	context.Context
	calls *int // before the one that fails; negative once it has
}

func (b breaking) Err() error {
	*b.calls--
	if *b.calls == -1 {
		return errDisk
	}
	return nil
}

// breakEachCall does something again and again, each time with a store that
// fails at the next one of its calls, until all of them have failed once. It
// wants the store's error each time.
func breakEachCall(t *testing.T, do func(context.Context) error) {
	t.Helper()
	for failing := range 100 {
		calls := failing
		err := do(breaking{t.Context(), &calls})
		if calls >= 0 {
			if err != nil || failing == 0 {
				t.Errorf("of %d calls none failed, error %v", failing, err)
			}
			return
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("call %d failed, error %v, want %v", failing, err, errDisk)
		}
	}
	t.Error("there is no end to its calls")
}

// log returns the log, oldest first, without the events' IDs.
func (f *fixture) log(t *testing.T) []event.Event {
	t.Helper()
	all, _, err := f.journal.List(t.Context(), everything)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].ID = 0
	}
	return all
}

// everything asks for a whole list, as long as it fits one page.
var everything = listing.Query{Page: listing.NewPage(1, listing.MaxLimit)}

// atOnce calls work from so many goroutines at once and returns what each
// returned.
func atOnce(workers int, work func(worker int) error) []error {
	errs := make([]error, workers)
	begin := make(chan struct{})
	var done sync.WaitGroup
	for worker := range workers {
		done.Go(func() {
			<-begin
			errs[worker] = work(worker)
		})
	}
	close(begin)
	done.Wait()
	return errs
}

// wantKind wants an error of that kind.
func wantKind(t *testing.T, err error, want domain.Kind) {
	t.Helper()
	if got := domain.KindOf(err); err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[T any](t *testing.T, v T, err error) T {
	t.Helper()
	ok(t, err)
	return v
}

func finds(faces ...face.Face) detector {
	return func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{Faces: faces}, nil }
}

// broken is a detector that fails for no fault of the photo.
var broken = detector(func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{}, errDisk })

// spec returns a valid spec without limits.
func spec(typ identifier.Type, number string) identifier.Spec {
	return identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:     typ,
		Number:   number,
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	}
}

func (f *fixture) create(t *testing.T, typ identifier.Type, number string) identifier.UID {
	t.Helper()
	uid, err := f.identifiers.Create(t.Context(), spec(typ, number))
	return must(t, uid, err)
}

func (f *fixture) get(t *testing.T, uid identifier.UID) identifier.Entry {
	t.Helper()
	e, err := f.identifiers.Get(t.Context(), uid)
	return must(t, e, err)
}

func (f *fixture) state(t *testing.T, uid identifier.UID) identifier.State {
	t.Helper()
	return f.get(t, uid).State()
}

// jpegOf returns a photo whose faces the test's detector makes up.
func jpegOf(width, height int) []byte {
	return portrait.JPEG(portrait.Landscape(width, height, 1), 80)
}

// unreleased is a repository whose leases nobody releases, as after a crash.
type unreleased struct{ *memory.Identifiers }

func (unreleased) ReleaseLease(context.Context, enrolment.Lease) error { return nil }
