package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

func TestMetricsAreForWhoeverCanLogIn(t *testing.T) {
	for name, authorization := range map[string]string{
		"an administrator": "Bearer " + string(adminToken), "a user": "Bearer " + string(userToken), "a password": basic(userName, userPassword),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			r := httptest.NewRequest("GET", "/metrics", nil)
			r.Header.Set("Authorization", authorization)
			rec := w.do(r)
			wantStatus(t, rec, 200)
			if got := rec.Body.String(); got != someFigures {
				t.Errorf("body %q", got)
			}
			for header, want := range map[string]string{
				"Content-Type": "text/plain; version=0.0.4", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
			} {
				if got := rec.Header().Get(header); got != want {
					t.Errorf("%s is %q, want %q", header, got, want)
				}
			}
			if log := w.logged.String(); !strings.Contains(log, "level=DEBUG msg=request") || strings.Contains(log, "level=INFO") {
				t.Errorf("a scrape is worth a line: %s", log)
			}
		})
	}
	wantError(t, newWorld(t).do(httptest.NewRequest("GET", "/metrics", nil)), 401, "Log In")
}

func TestWithoutMetricsThePathIsAbsent(t *testing.T) {
	w := newWorld(t)
	w.figures = nil
	wantError(t, w.ask("GET", "/metrics", nil), 404, "Not found")
}

func TestUploadsAreCountedByOutcome(t *testing.T) {
	whole := form(jpegPart("file", "x.jpg", "photo"))
	ending := func(err error) func(*world) {
		return func(w *world) {
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				return enrolment.Enrolment{}, err
			}
			w.upload(faceTarget, whole)
		}
	}
	tests := []struct {
		name string
		do   func(*world)
		want UploadOutcome // "" means that nothing is counted
	}{
		{"an accepted photo", func(w *world) { w.upload(faceTarget, whole) }, UploadEnrolled},
		{"a file that is no JPEG", ending(domain.E(domain.KindWrongFormat, "")), UploadRefused},
		{"a photo that breaks a rule", ending(domain.E(domain.KindPhotoRefused, "")), UploadRefused},
		{"a photo without a face", ending(fmt.Errorf("enrolling: %w", domain.E(domain.KindNoFace, ""))), UploadRefused},
		{"an identifier that takes no face", ending(domain.E(domain.KindNotTemporary, "")), UploadInvalid},
		{"an identifier that takes another photo", ending(domain.E(domain.KindInProgress, "")), UploadInvalid},
		{"a uid that is none", func(w *world) { w.upload(strings.Replace(faceTarget, "214", "x", 1), whole) }, UploadInvalid},
		{"a body that is cut off", func(w *world) { w.upload(faceTarget, whole[:90]) }, UploadInvalid},
		{"no slot", func(w *world) {
			w.config.MaxUploads = 1
			w.fillSlot()
			w.upload(faceTarget, whole)
		}, UploadBusy},
		{"no worker in time", ending(fmt.Errorf("waiting: %w", context.DeadlineExceeded)), UploadBusy},
		{"an end of the context that is none of the client's", ending(fmt.Errorf("waiting: %w", context.Canceled)), UploadBusy},
		{"a fault of ours", ending(errors.New("disk full")), UploadFailed},
		{"a panic", func(w *world) {
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) { panic("boom") }
			w.upload(faceTarget, whole)
		}, UploadFailed},
		{"a client that hangs up", func(w *world) {
			ctx, hangUp := context.WithCancel(t.Context())
			w.enroller.EnrolFn = func(ctx context.Context, _ identifier.UID, _ []byte, _ bool) (enrolment.Enrolment, error) {
				hangUp()
				return enrolment.Enrolment{}, fmt.Errorf("enrolling: %w", ctx.Err())
			}
			r := httptest.NewRequestWithContext(ctx, "POST", faceTarget, strings.NewReader(whole))
			r.Header.Set("Authorization", "Bearer "+string(adminToken))
			r.Header.Set("Content-Type", formType)
			w.do(r)
		}, UploadAbandoned},
		{"a check", func(w *world) { w.upload(checkTarget, whole) }, ""},
		{"a caller who may not upload", func(w *world) { w.do(httptest.NewRequest("POST", faceTarget, strings.NewReader(whole))) }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			tt.do(w)
			var want []string
			if tt.want != "" {
				want = []string{string(tt.want)}
			}
			if got := w.outcomes.counted; !slices.Equal(got, want) {
				t.Errorf("counted %q, want %q", got, want)
			}
			if tt.want != "" && !slices.Contains(UploadOutcomes(), string(tt.want)) {
				t.Errorf("%s is not among the outcomes", tt.want)
			}
		})
	}
}

func TestReceivingIsMeasured(t *testing.T) {
	whole := form(jpegPart("file", "x.jpg", "photo"))
	once := []ports.Stage{ports.StageReceive}
	for _, tt := range []struct {
		name         string
		target, body string
		full         bool
		want         []ports.Stage
	}{
		{"an upload", faceTarget, whole, false, once},
		{"a check", checkTarget, whole, false, once},
		{"an upload that is cut off", faceTarget, whole[:90], false, once},
		{"one that is told to come back is not received", faceTarget, whole, true, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxUploads = 1
			if tt.full {
				w.fillSlot()
			}
			// It is over before the use case begins.
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				if !slices.Equal(w.stages.ended, once) {
					t.Errorf("ended %q", w.stages.ended)
				}
				return enrolment.Enrolment{}, nil
			}
			w.upload(tt.target, tt.body)
			if !slices.Equal(w.stages.begun, tt.want) || !slices.Equal(w.stages.ended, tt.want) {
				t.Errorf("begun %q, ended %q, want %q", w.stages.begun, w.stages.ended, tt.want)
			}
		})
	}
}

func TestSlots(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 3
	wantSlots := func(want int) {
		t.Helper()
		if taken, all := w.handler().Slots(); taken != want || all != 3 {
			t.Errorf("%d of %d slots are taken, want %d of 3", taken, all, want)
		}
	}
	wantSlots(0)
	w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
		wantSlots(1)
		return enrolment.Enrolment{}, nil
	}
	w.upload(faceTarget, form(jpegPart("file", "x.jpg", "photo")))
	wantSlots(0)
}

// Nothing of what measures must be there.
func TestAnAPIThatMeasuresNothing(t *testing.T) {
	w := newRealWorld(t)
	w.deps.Log = slog.New(slog.DiscardHandler)
	api, err := New(w.deps, w.config)
	if err != nil {
		t.Fatal(err)
	}
	w.api = api
	uid := w.create(v1+"/access/identifier", identifierBody("face_id", "", ""))
	wantStatus(t, w.upload(fmt.Sprintf("%s/access/identifier/item/face/file/%d", v1, uid), form(jpegPart("file", "x.jpg", string(blank(90))))), 200)
}
