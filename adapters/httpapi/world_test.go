package httpapi

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// world is an API on doubles that all say yes. A test changes what must differ
// before it first asks.
type world struct {
	t           *testing.T
	enroller    *enrollerDouble
	checker     Checker
	identifiers *identifiersDouble
	auth        *authDouble
	probers     []NamedProber
	stages      *stagesDouble
	outcomes    *outcomesDouble
	figures     http.Handler
	config      Config
	limits      limits
	logged      *syncBuffer
	improbable  bool         // the doubles say what the use case never says: what is answered is not documented
	deps        Deps         // what takes the place of the doubles
	store       ports.Store  // of a real world
	journal     *app.Journal // of a real world
	api         *API
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{
		t: t,
		enroller: &enrollerDouble{func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
			found := face.Face{Box: face.Box{X: 11, Y: 22, Width: 33, Height: 44}, Confidence: 1.5}
			return enrolment.Enrolment{Face: found, Profile: rules.PanelName}, nil
		}},
		checker: &checkerDouble{
			CheckFn: func(_ context.Context, _ []byte, p rules.Profile) (rules.Report, error) {
				return rules.Report{Profile: p.Name()}, nil
			},
			ProfileNamedFn: func(string) (rules.Profile, error) { return rules.Panel(), nil },
		},
		identifiers: &identifiersDouble{
			CreateFn: func(context.Context, identifier.Spec) (identifier.UID, error) { return 214, nil },
			GetFn: func(_ context.Context, uid identifier.UID) (identifier.Identifier, error) {
				s := identifier.Spec{
					Owner: identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
					Type:  identifier.Card, Number: "3090417", Lock: identifier.FirstLock, Validity: identifier.Permanent(),
				}
				return identifier.Restore(uid, s, identifier.Complete, identifier.AlwaysLeft), nil
			},
			DeleteFn:   func(context.Context, identifier.UID) error { return nil },
			PortraitFn: func(context.Context, identifier.UID) (photo.Photo, error) { return photo.Photo{}, nil },
		},
		auth:     &authDouble{login, func(context.Context, account.Token) error { return nil }, byToken, byPassword},
		stages:   &stagesDouble{},
		outcomes: &outcomesDouble{},
		figures:  http.HandlerFunc(figures),
		config:   DefaultConfig(),
		limits:   defaultLimits,
		logged:   &syncBuffer{},
	}
}

// clock is what time it is in every test here.
var clock = time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)

// newRealWorld returns a world whose use cases are the real ones, on a store in
// memory, but for a detector that finds one good face in any photo.
func newRealWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.store = memory.New().Ports()
	now := func() time.Time { return clock }
	log := slog.New(slog.NewTextHandler(w.logged, nil))
	assessor := &app.Assessor{Detector: detectorDouble{}, Profile: rules.Panel(), Now: now}
	w.journal = &app.Journal{Store: w.store, Keep: 1000, Now: now, Log: log}
	enroller := &app.Enroller{Assessor: assessor, Store: w.store, Journal: w.journal, LeaseFor: time.Minute, Log: log}
	identifiers := &app.Identifiers{Store: w.store, Journal: w.journal}
	w.deps = Deps{
		Enroller:     enroller,
		Checker:      assessor,
		Identifiers:  identifiers,
		TimeProfiles: &app.TimeProfiles{Store: w.store, Journal: w.journal},
		Apartments:   &app.Apartments{Store: w.store, Journal: w.journal},
		Synchroniser: &app.Synchroniser{Identifiers: identifiers, Enroller: enroller},
		Access:       &app.Access{Store: w.store, Journal: w.journal, Zone: time.UTC, Now: now},
		Settings:     &app.Settings{Store: w.store, Journal: w.journal},
		Events:       w.journal,
		Auth:         &app.Sessions{AuthService: w.auth, Journal: w.journal},
		Now:          now,
	}
	return w
}

// detectorDouble finds one face in the middle of any photo but a square of the
// side faceless, which has none.
type detectorDouble struct{}

func (detectorDouble) DetectFaces(_ context.Context, p photo.Photo) (face.Detection, error) {
	h := p.Header()
	if h.Width == faceless && h.Height == faceless {
		return face.Detection{}, nil
	}
	side := min(h.Width, h.Height) / 2
	return face.Detection{Faces: []face.Face{{Box: face.Box{X: h.Width / 4, Y: h.Height / 4, Width: side, Height: side}, Confidence: 1}}}, nil
}

// faceless is the side of photos in which the double finds no face.
const faceless = 400

func (w *world) handler() *API {
	w.t.Helper()
	if w.api != nil {
		return w.api
	}
	d := w.deps
	if d.Identifiers == nil {
		d = Deps{
			Enroller: w.enroller, Checker: w.checker, Identifiers: w.identifiers, Auth: w.auth,
			// No test on doubles calls these.
			TimeProfiles: &app.TimeProfiles{}, Apartments: &app.Apartments{}, Synchroniser: &app.Synchroniser{},
			Access: &app.Access{}, Settings: &app.Settings{}, Events: &app.Journal{},
		}
	}
	d.Probers = w.probers
	d.Meter, d.CountUpload, d.Metrics = w.stages.begin, w.outcomes.count, w.figures
	d.Log = slog.New(slog.NewTextHandler(w.logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	api, err := newAPI(d, w.config, w.limits)
	if err != nil {
		w.t.Fatal(err)
	}
	w.api = api
	return api
}

func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	w.t.Helper()
	method, path := r.Method, r.URL.Path
	rec := httptest.NewRecorder()
	w.handler().ServeHTTP(rec, r)
	if w.improbable {
		return rec
	}
	if err := checker(w.t).Answer(method, path, rec.Code, rec.Header(), rec.Body.Bytes()); err != nil {
		w.t.Errorf("the answer is not as documented: %v", err)
	}
	answered.note(method, path, rec.Code)
	return rec
}

// fillSlot takes a slot for something that is being processed.
func (w *world) fillSlot() (release func()) {
	w.t.Helper()
	return fill(w.handler())
}

func fill(a *API) (release func()) {
	s, err := a.uploads.take(context.Background(), nil, time.Now())
	if err != nil {
		panic(err)
	}
	return func() { a.uploads.release(s) }
}

// ask sends a request of the administrator.
func (w *world) ask(method, target string, body io.Reader) *httptest.ResponseRecorder {
	w.t.Helper()
	r := httptest.NewRequest(method, target, body)
	r.Header.Set("Authorization", "Bearer "+string(adminToken))
	return w.do(r)
}

func basic(name, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
}

// syncBuffer is a log that may be written and read at once.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// Checks.

func wantStatus(t *testing.T, rec *httptest.ResponseRecorder, want int) {
	t.Helper()
	if got := rec.Code; got != want {
		t.Errorf("status %d, want %d; body %s", got, want, rec.Body)
	}
}

// wantError checks status and text of an error, and that it is JSON.
func wantError(t *testing.T, rec *httptest.ResponseRecorder, status int, text string) {
	t.Helper()
	wantStatus(t, rec, status)
	if got := decode[struct{ Error string }](t, rec).Error; got != text {
		t.Errorf("error %q, want %q", got, text)
	}
	wantJSONHeaders(t, rec)
}

func wantJSONHeaders(t *testing.T, rec *httptest.ResponseRecorder) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Type":           "application/json",
		"Cache-Control":          "no-store",
		"X-Content-Type-Options": "nosniff",
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// wantJSON checks a whole body, whatever its order and spaces.
func wantJSON(t *testing.T, rec *httptest.ResponseRecorder, want string) {
	t.Helper()
	if got := canonical(t, rec.Body.Bytes()); got != canonical(t, []byte(want)) {
		t.Errorf("body\n%s\nwant\n%s", got, canonical(t, []byte(want)))
	}
}

func canonical(t *testing.T, text []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	out, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// quoted returns a text as JSON.
func quoted(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func decode[T any](t *testing.T, rec *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %q", err, rec.Body)
	}
	return v
}

func wantNone(t *testing.T, text, what string, forbidden ...string) {
	t.Helper()
	for _, f := range forbidden {
		if strings.Contains(strings.ToLower(text), strings.ToLower(f)) {
			t.Errorf("%s contains %q:\n%s", what, f, text)
		}
	}
}
