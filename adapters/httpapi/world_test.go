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

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
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
	config      Config
	logged      *syncBuffer
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
				return identifier.Restore(uid, identifier.Spec{Type: identifier.Card}, identifier.Complete, identifier.AlwaysLeft), nil
			},
			DeleteFn:   func(context.Context, identifier.UID) error { return nil },
			PortraitFn: func(context.Context, identifier.UID) (photo.Photo, error) { return photo.Photo{}, nil },
		},
		auth:   &authDouble{login, func(context.Context, account.Token) error { return nil }, byToken, byPassword},
		config: DefaultConfig(),
		logged: &syncBuffer{},
	}
}

func (w *world) handler() *API {
	w.t.Helper()
	if w.api != nil {
		return w.api
	}
	api, err := New(Deps{
		Enroller: w.enroller, Checker: w.checker, Identifiers: w.identifiers, Auth: w.auth, Probers: w.probers,
		Log: slog.New(slog.NewTextHandler(w.logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, w.config)
	if err != nil {
		w.t.Fatal(err)
	}
	w.api = api
	return api
}

func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.handler().ServeHTTP(rec, r)
	return rec
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
