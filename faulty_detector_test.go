package vestibule_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// detectorFunc is a detector that does what a test wants.
type detectorFunc func(context.Context, photo.Photo) (face.Detection, error)

func (d detectorFunc) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	return d(ctx, p)
}

// oneFace finds a face in any photo.
func oneFace(context.Context, photo.Photo) (face.Detection, error) {
	return face.Detection{Faces: []face.Face{{Box: face.Box{X: 131, Y: 206, Width: 229, Height: 229}, Confidence: 1}}}, nil
}

// lockedBuffer is a log that may be written and read at once.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// composed is the service with a detector of the test's: HTTP, use cases and
// SQLite are the real ones. There is one slot for uploads.
type composed struct {
	*client.Client
	assessor *app.Assessor
	enroller *app.Enroller
	api      *httpapi.API
	log      lockedBuffer
	clock    func() time.Time
}

func compose(t *testing.T, dir string) *composed {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c := &composed{clock: time.Now}
	now := func() time.Time { return c.clock() }
	log, store := slog.New(slog.NewTextHandler(&c.log, nil)), db.Ports()
	auth, err := localauth.New(localauth.Options{Accounts: db.Accounts(), TokenFor: time.Hour, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	journal := &app.Journal{Store: store, Keep: 1000, Now: now, Log: log}
	accounts := &app.Accounts{Store: auth, Journal: journal, Log: log}
	if _, err := accounts.EnsureAdministrator(t.Context(), "correct horse"); err != nil {
		t.Fatal(err)
	}
	c.assessor = &app.Assessor{Detector: detectorFunc(oneFace), Profile: rules.Panel(), Now: now}
	c.enroller = &app.Enroller{Assessor: c.assessor, Store: store, Journal: journal, LeaseFor: time.Minute, Log: log}
	identifiers := &app.Identifiers{Store: store, Journal: journal}
	config := httpapi.DefaultConfig()
	config.MaxUploads = 1
	c.api, err = httpapi.New(httpapi.Deps{
		Enroller: c.enroller, Checker: c.assessor, Identifiers: identifiers,
		TimeProfiles: &app.TimeProfiles{Store: store}, Apartments: &app.Apartments{Store: store},
		Synchroniser: &app.Synchroniser{Identifiers: identifiers, Enroller: c.enroller},
		Access:       &app.Access{Store: store, Zone: time.UTC, Now: now}, Settings: &app.Settings{Store: store},
		Events: journal, Auth: &app.Sessions{AuthService: auth, Journal: journal}, Now: now, Log: log,
		Probers: []httpapi.NamedProber{{Name: "database", Prober: db}},
	}, config)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(c.api)
	t.Cleanup(server.Close)
	if c.Client, err = client.New(server.URL, "admin", "correct horse"); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *composed) create(t *testing.T) int64 {
	t.Helper()
	uid, err := c.CreateIdentifier(t.Context(), client.IdentifierSpec{
		Owner: client.Owner{Name: "Maria Lindqvist", Type: client.Resident}, Type: client.FaceID, Lock: client.FirstLock,
	})
	if err != nil {
		t.Fatal(err)
	}
	return uid
}

func (c *composed) upload(t *testing.T, uid int64, jpeg []byte) error {
	t.Helper()
	_, err := c.UploadFace(t.Context(), uid, client.PhotoOf(bytes.NewReader(jpeg)), client.UploadOptions{})
	return err
}

// wantStatus wants that a call was answered with an error of that status.
func wantStatus(t *testing.T, err error, status int, text string) {
	t.Helper()
	var answer *client.Error
	if !errors.As(err, &answer) || answer.Status != status || answer.Text != text {
		t.Errorf("got %v, want %d %q", err, status, text)
	}
}

func TestAFaultyDetectorHarmsNobodyElse(t *testing.T) {
	const lease = 500 * time.Millisecond
	hanging := make(chan struct{})
	for _, c := range []struct {
		name    string
		detect  detectorFunc
		status  int
		text    string
		logged  []string
		waiting time.Duration // at most
	}{
		{"it fails", func(context.Context, photo.Photo) (face.Detection, error) {
			return face.Detection{}, errors.New("an exception in C++")
		}, 500, "Internal error", []string{"level=ERROR", "an exception in C++"}, lease},
		{"it panics", func(context.Context, photo.Photo) (face.Detection, error) { panic("index out of range") },
			500, "Internal error", []string{"level=ERROR", "msg=panic", "index out of range", "faulty_detector_test.go"}, lease},
		{"it takes too long", func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
			<-ctx.Done()
			return face.Detection{}, ctx.Err()
		}, 503, "Loading file error", []string{"level=WARN", "deadline exceeded"}, 4 * time.Second},
		{"it hangs, whatever its context", func(context.Context, photo.Photo) (face.Detection, error) {
			<-hanging
			return face.Detection{}, nil
		}, 503, "Loading file error", []string{"level=WARN", "no result"}, 10 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := compose(t, t.TempDir())
			w.enroller.LeaseFor = lease
			w.assessor.Detector = c.detect
			uid, jpeg := w.create(t), portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
			began := time.Now()
			wantStatus(t, w.upload(t, uid, jpeg), c.status, c.text)
			if took := time.Since(began); took > lease+c.waiting {
				t.Errorf("the answer took %v", took)
			}
			for _, want := range c.logged {
				if !strings.Contains(w.log.String(), want) {
					t.Errorf("the log lacks %q:\n%s", want, w.log.String())
				}
			}
			if taken, _ := w.api.Slots(); taken != 0 {
				t.Errorf("%d slots are still taken", taken)
			}

			// The same identifier at once, and the service as a whole.
			w.enroller.LeaseFor = time.Minute
			w.assessor.Detector = detectorFunc(oneFace)
			if err := w.upload(t, uid, jpeg); err != nil {
				t.Errorf("the next upload: %v", err)
			}
			if stored, err := w.Portrait(t.Context(), uid); err != nil || !bytes.Equal(stored, jpeg) {
				t.Errorf("%d bytes are stored, %v", len(stored), err)
			}
			wantReady(t, w.api)
		})
	}
	close(hanging)
}

func wantReady(t *testing.T, api http.Handler) {
	t.Helper()
	rec := httptest.NewRecorder()
	api.ServeHTTP(rec, httptest.NewRequest("GET", "/readyz", nil))
	if rec.Code != http.StatusOK {
		t.Errorf("/readyz answers %d %s", rec.Code, rec.Body)
	}
}
