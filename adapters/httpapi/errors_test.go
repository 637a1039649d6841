package httpapi

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/texts"
)

func TestEveryKindHasAnAnswer(t *testing.T) {
	for _, kind := range domain.Kinds() {
		ans, ok := answers[kind]
		if !ok {
			t.Errorf("kind %q has none", kind)
			continue
		}
		if ans.status < 400 || ans.text == "" {
			t.Errorf("kind %q is answered %d %q", kind, ans.status, ans.text)
		}
	}
	if got, want := len(answers), len(domain.Kinds()); got != want {
		t.Errorf("%d answers for %d kinds", got, want)
	}
}

// Typed again from the contract, not taken from the table.
func TestTheAnswersAreTheContracts(t *testing.T) {
	tests := []struct {
		err    error
		status int
		text   string
	}{
		{errors.New("disk on fire"), 500, "Internal error"},
		{domain.KindInternal, 500, "Internal error"},
		{domain.E(domain.KindUnauthenticated, ""), 401, "Log In"},
		{domain.E(domain.KindForbidden, ""), 403, "Administrator rights required"},
		{domain.E(domain.KindBadLogin, ""), 400, "Wrong login or password"},
		{domain.E(domain.KindMissingParam, ""), 400, "Required parameters missed"},
		{domain.E(domain.KindInvalid, ""), 400, "Wrong JSON body"},
		{domain.Missing("identifier_owner.name"), 400, "Wrong JSON body: no value for `identifier_owner.name`"},
		{domain.WrongType("valid.time.from"), 400, "Wrong JSON body: value `valid.time.from` was of the wrong type"},
		{domain.E(domain.KindConflict, ""), 400, "Identifier with that type and number already exist"},
		{domain.E(domain.KindNotFound, ""), 400, "Wrong Identifier uid"},
		{domain.E(domain.KindNotTemporary, ""), 400, "Wrong identifier-uid. Missed temporary identifier for adding faceId"},
		{domain.E(domain.KindUploadBroken, ""), 400, "Loading file error"},
		{domain.E(domain.KindWrongFormat, ""), 400, "Wrong file format"},
		{domain.E(domain.KindPhotoRefused, ""), 400, "Wrong image file"},
		{domain.E(domain.KindNoFace, ""), 400, "Face hasn't been detected on image"},
		{domain.E(domain.KindInProgress, ""), 400, "Loading file in progress. Wait for result"},
		{domain.E(domain.KindBusy, ""), 503, "Loading file error"},
		{domain.E(domain.KindWrongParam, ""), 400, "Wrong query parameter"},
		{context.DeadlineExceeded, 503, "Loading file error"},
		{domain.E(domain.Kind(999), ""), 500, "Internal error"},
		{fmt.Errorf("wrapped: %w", domain.E(domain.KindConflict, "")), 400, "Identifier with that type and number already exist"},
		{domain.E(domain.KindNotTemporary, "%w", domain.E(domain.KindNotFound, "")), 400, "Wrong identifier-uid. Missed temporary identifier for adding faceId"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.err), func(t *testing.T) {
			w := newWorld(t)
			w.improbable = true
			w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
				return identifier.Identifier{}, tt.err
			}
			rec := w.ask("GET", itemTarget, nil)
			wantError(t, rec, tt.status, tt.text)
			if got, want := rec.Header().Get("Retry-After"), map[bool]string{true: "1"}[tt.status == 503]; got != want {
				t.Errorf("Retry-After is %q, want %q", got, want)
			}
		})
	}
}

func TestReasons(t *testing.T) {
	small := domain.Reason{Code: "face_too_small", Rule: "face_width", Measured: domain.Number(61), Limit: domain.Number(80.5), Unit: "px"}
	format := domain.Reason{Code: "wrong_format", Measured: domain.Text("PNG"), Limit: domain.Text("JPEG")}
	none := domain.Reason{Code: "photo_damaged"}
	zero := domain.Reason{Code: "no_face", Rule: "faces", Measured: domain.Number(0), Limit: domain.Number(1), Unit: "faces"}
	odd := domain.Reason{Code: "odd", Measured: domain.Number(math.NaN()), Limit: domain.Number(math.Inf(1))}
	var (
		smallJSON  = `{"code": "face_too_small", "rule": "face_width", "measured": 61, "limit": 80.5, "unit": "px", ` + english(small) + `}`
		formatJSON = `{"code": "wrong_format", "measured": "PNG", "limit": "JPEG", "unit": "", ` + english(format) + `}`
	)
	tests := []struct {
		name    string
		reasons []domain.Reason
		want    string
	}{
		{"none", nil, `{"error": "Wrong image file"}`},
		{"one is the reason alone", []domain.Reason{small}, `{"error": "Wrong image file", "reason": ` + smallJSON + `}`},
		{"several: the first is the reason, all are reasons", []domain.Reason{small, format},
			`{"error": "Wrong image file", "reason": ` + smallJSON + `, "reasons": [` + smallJSON + `, ` + formatJSON + `]}`},
		{"a text is a text", []domain.Reason{format}, `{"error": "Wrong image file", "reason": ` + formatJSON + `}`},
		{"what is absent is left out", []domain.Reason{none},
			`{"error": "Wrong image file", "reason": {"code": "photo_damaged", "unit": "", ` + english(none) + `}}`},
		{"zero is a number", []domain.Reason{zero},
			`{"error": "Wrong image file", "reason": {"code": "no_face", "rule": "faces", "measured": 0, "limit": 1, "unit": "faces", ` + english(zero) + `}}`},
		{"what JSON has no number for is left out", []domain.Reason{odd},
			`{"error": "Wrong image file", "reason": {"code": "odd", "unit": "", ` + english(odd) + `}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				return enrolment.Enrolment{}, fmt.Errorf("enrolling: %w", domain.Refuse(domain.KindPhotoRefused, tt.reasons...))
			}
			rec := w.upload(faceTarget, form(jpegPart("file", "x.jpg", "photo")))
			wantStatus(t, rec, 400)
			wantJSON(t, rec, tt.want)
		})
	}
}

// english returns the words of a reason as JSON: two fields of an object.
func english(r domain.Reason) string {
	text := texts.English.Of(r)
	return fmt.Sprintf(`"message": %s, "advice": %s`, quoted(text.Message), quoted(text.Advice))
}

// What a client must never read, whatever went wrong.
func TestErrorsTellClientsNothingOfTheInside(t *testing.T) {
	inside := []string{".go:", "sql", "stack", "goroutine", "/var/lib", "secret", string(account.DigestOf(adminPassword)), string(adminToken), adminPassword}
	cause := errors.New("store.go:12: sqlite: SQL logic error in /var/lib/secret; stack follows")
	failures := map[string]func() error{
		"an unclassified error":     func() error { return cause },
		"a classified one":          func() error { return domain.E(domain.KindInternal, "reading: %w", cause) },
		"a panic with an error":     func() error { panic(cause) },
		"a panic with a text":       func() error { panic("handler.go:7: secret") },
		"a panic of the runtime":    func() error { return []error{}[len(inside)] },
		"a refusal with a cause":    func() error { return domain.E(domain.KindNotFound, "sql: %w", cause) },
		"an upload with a cause":    func() error { return cutOff(cause) },
		"a kind that nobody knows":  func() error { return domain.E(domain.Kind(-4), "stack: %w", cause) },
		"a context that ran out":    func() error { return fmt.Errorf("sql: %w", context.DeadlineExceeded) },
		"a missing field, and more": func() error { return domain.Missing("lock") },
	}
	for name, failure := range failures {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.improbable = true
			w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
				return identifier.Identifier{}, failure()
			}
			rec := w.ask("GET", itemTarget, nil)
			if rec.Code < 400 {
				t.Errorf("status %d", rec.Code)
			}
			wantNone(t, rec.Body.String(), "the answer", inside...)
			wantJSONHeaders(t, rec)
		})
	}
}

func TestOurFaultsAreLoggedWithTheirCause(t *testing.T) {
	w := newWorld(t)
	w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
		return identifier.Identifier{}, fmt.Errorf("reading identifier: %w", errors.New("disk on fire"))
	}
	w.ask("GET", itemTarget, nil)
	if log := w.logged.String(); !strings.Contains(log, "level=ERROR") || !strings.Contains(log, "disk on fire") {
		t.Errorf("log:\n%s", log)
	}
}

func TestTheClientsFaultsAreNoErrorsInTheLog(t *testing.T) {
	for _, kind := range domain.Kinds()[1:] {
		w := newWorld(t)
		w.improbable = true
		w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
			return identifier.Identifier{}, domain.E(kind, "because")
		}
		w.ask("GET", itemTarget, nil)
		wantNone(t, w.logged.String(), "the log", "level=ERROR", "level=WARN")
		if got := w.logged.String(); !strings.Contains(got, kind.String()) {
			t.Errorf("the log does not name kind %q:\n%s", kind, got)
		}
	}
}

// An operator is told why something took too long, and not that there is much to
// do.
func TestWhatMakesUsBusyIsAWarning(t *testing.T) {
	for _, c := range []struct {
		name  string
		cause error
		want  bool
	}{
		{"another program has the database", domain.E(domain.KindBusy, "create: %w", errors.New("locked")), true},
		{"time was over", fmt.Errorf("detecting: %w", context.DeadlineExceeded), true},
		{"no slot is free", domain.E(domain.KindBusy, "64 uploads are being read"), false},
	} {
		w := newWorld(t)
		w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
			return identifier.Identifier{}, c.cause
		}
		rec := w.ask("GET", itemTarget, nil)
		wantError(t, rec, 503, "Loading file error")
		if got := rec.Header().Get("Retry-After"); got == "" {
			t.Errorf("%s: no Retry-After", c.name)
		}
		if got := strings.Contains(w.logged.String(), "level=WARN"); got != c.want {
			t.Errorf("%s: a warning: %t, want %t", c.name, got, c.want)
		}
		wantNone(t, w.logged.String(), "the log", "level=ERROR")
	}
}

func TestAClientThatHungUpIsNoErrorInTheLog(t *testing.T) {
	for _, cause := range []error{context.Canceled, domain.E(domain.KindInternal, "reading: %w", context.Canceled)} {
		w := newWorld(t)
		ctx, hangUp := context.WithCancel(t.Context())
		w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
			hangUp()
			return identifier.Identifier{}, cause
		}
		r := httptest.NewRequest("GET", itemTarget, nil).WithContext(ctx)
		r.Header.Set("Authorization", "Bearer "+string(adminToken))
		w.do(r)
		wantNone(t, w.logged.String(), "the log", "level=ERROR", "level=WARN")
	}
}

// The other way round: a fault of ours stays one, even if the client did not
// wait for it.
func TestAFaultOfOursIsAnErrorEvenIfTheClientHungUp(t *testing.T) {
	w := newWorld(t)
	ctx, hangUp := context.WithCancel(t.Context())
	w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) {
		hangUp()
		return identifier.Identifier{}, errors.New("disk on fire")
	}
	r := httptest.NewRequest("GET", itemTarget, nil).WithContext(ctx)
	r.Header.Set("Authorization", "Bearer "+string(adminToken))
	w.do(r)
	if log := w.logged.String(); !strings.Contains(log, "level=ERROR") {
		t.Errorf("log:\n%s", log)
	}
}
