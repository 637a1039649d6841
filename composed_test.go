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
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
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
	logins   atomic.Int64 // of the client
}

// RoundTrip implements http.RoundTripper: it counts the client's logins.
func (c *composed) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/login") {
		c.logins.Add(1)
	}
	return http.DefaultTransport.RoundTrip(r)
}

func compose(t *testing.T, dir string) *composed {
	t.Helper()
	keyset, err := keys.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	vault, err := keys.Open(t.Context(), keys.Text{Keyset: string(keyset)})
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(t.Context(), dir, vault)
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
	c.Client, err = client.New(server.URL, "admin", "correct horse", client.WithHTTPClient(&http.Client{Transport: c}))
	if err != nil {
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
