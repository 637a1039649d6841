package httpapi

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
)

const (
	faceTarget = "/api/v1/access/identifier/item/face/file/214"
	boundary   = "----b7e2"
	formType   = "multipart/form-data; boundary=" + boundary
)

// part returns one part of a form: its headers, a line each, and its content.
func part(content string, headers ...string) string {
	return "--" + boundary + "\r\n" + strings.Join(headers, "\r\n") + "\r\n\r\n" + content + "\r\n"
}

func jpegPart(name, file, content string) string {
	return part(content, `Content-Disposition: form-data; name="`+name+`"; filename="`+file+`"`, "Content-Type: image/jpeg")
}

func form(parts ...string) string { return strings.Join(parts, "") + "--" + boundary + "--\r\n" }

// upload sends a form as the administrator.
func (w *world) upload(target, body string) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.uploadAs(target, formType, strings.NewReader(body))
}

func (w *world) uploadAs(target, contentType string, body io.Reader) *httptest.ResponseRecorder {
	w.t.Helper()
	r := httptest.NewRequest("POST", target, body)
	r.Header.Set("Authorization", "Bearer "+string(adminToken))
	r.Header.Set("Content-Type", contentType)
	return w.do(r)
}

// enrolled is what reached the use case.
type enrolled struct {
	uid     identifier.UID
	jpeg    string
	replace bool
	calls   int
}

func (w *world) spy() *enrolled {
	got := &enrolled{}
	answer := w.enroller.EnrolFn
	w.enroller.EnrolFn = func(ctx context.Context, uid identifier.UID, jpeg []byte, replace bool) (enrolment.Enrolment, error) {
		*got = enrolled{uid, string(jpeg), replace, got.calls + 1}
		return answer(ctx, uid, jpeg, replace)
	}
	return got
}

func TestUpload(t *testing.T) {
	w := newWorld(t)
	got := w.spy()
	rec := w.upload(faceTarget, form(jpegPart("file", "maria.jpg", "the photo")))
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{"profile": "panel", "face": {"box": {"x": 11, "y": 22, "width": 33, "height": 44}, "confidence": 1.5}}`)
	wantJSONHeaders(t, rec)
	if want := (enrolled{214, "the photo", false, 1}); *got != want {
		t.Errorf("enrolled %+v, want %+v", *got, want)
	}
}

func TestReplaceTakesAClearYes(t *testing.T) {
	for query, want := range map[string]bool{
		"": false, "?": false, "?replace": false, "?replace=": false, "?replace=false": false, "?replace=0": false,
		"?replace=yes": false, "?replace=true": true, "?replace=TRUE": true, "?replace=1": true, "?x=1&replace=true": true,
	} {
		w := newWorld(t)
		got := w.spy()
		wantStatus(t, w.upload(faceTarget+query, form(jpegPart("file", "x.jpg", "p"))), 200)
		if got.replace != want {
			t.Errorf("%q: replace is %v, want %v", query, got.replace, want)
		}
	}
}

// Who, whom and whether there is room: in this order, and none of it takes a
// byte of the body.
func TestUploadIsRefusedBeforeItsBodyIsRead(t *testing.T) {
	const badUID = "/api/v1/access/identifier/item/face/file/x"
	tests := []struct {
		name, authorization, target string
		full                        bool
		status                      int
		text                        string
	}{
		{"credentials go before all", "", badUID, true, 401, "Log In"},
		{"then the role", "Bearer " + string(userToken), badUID, true, 403, "Administrator rights required"},
		{"then the uid", "Bearer " + string(adminToken), badUID, true, 400, "Wrong identifier-uid. Missed temporary identifier for adding faceId"},
		{"then the room", "Bearer " + string(adminToken), faceTarget, true, 503, "Loading file error"},
		{"then what the body says of its size", "Bearer " + string(adminToken), faceTarget, false, 400, "Loading file error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxUploads = 1
			if tt.full {
				w.fillSlot()
			}
			r := httptest.NewRequest("POST", tt.target, untouchable{t})
			r.ContentLength = w.config.MaxPhotoBytes + overheadBytes + 1
			r.Header.Set("Authorization", tt.authorization)
			r.Header.Set("Content-Type", formType)
			rec := w.do(r)
			wantError(t, rec, tt.status, tt.text)
			if got, want := rec.Header().Get("Retry-After"), map[bool]string{true: "1"}[tt.status == 503]; got != want {
				t.Errorf("Retry-After is %q, want %q", got, want)
			}
		})
	}
}

// untouchable is a body that must not be read.
type untouchable struct{ t *testing.T }

func (f untouchable) Read([]byte) (int, error) {
	f.t.Error("the body was read")
	return 0, io.EOF
}

func TestOneUploadTooManyIsToldToComeBack(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 2
	inside, finish := make(chan struct{}), make(chan struct{})
	w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
		inside <- struct{}{}
		<-finish
		return enrolment.Enrolment{}, nil
	}
	photo := form(jpegPart("file", "x.jpg", "p"))
	w.handler()
	answers := make(chan *httptest.ResponseRecorder)
	for range w.config.MaxUploads {
		go func() { answers <- w.upload(faceTarget, photo) }()
		<-inside
	}
	rec := w.upload(faceTarget, photo)
	wantError(t, rec, 503, "Loading file error")
	if got := rec.Header().Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After is %q", got)
	}
	close(finish)
	for range w.config.MaxUploads {
		wantStatus(t, <-answers, 200)
	}
	go func() { <-inside }()
	wantStatus(t, w.upload(faceTarget, photo), 200)
}

func TestTheSlotIsFreeAgainHoweverAnUploadEnds(t *testing.T) {
	whole := form(jpegPart("file", "x.jpg", "photo"))
	ends := map[string]func(w *world){
		"accepted":      func(w *world) { wantStatus(t, w.upload(faceTarget, whole), 200) },
		"no multipart":  func(w *world) { wantStatus(t, w.uploadAs(faceTarget, "image/jpeg", strings.NewReader("x")), 400) },
		"no file":       func(w *world) { wantStatus(t, w.upload(faceTarget, form()), 400) },
		"cut off":       func(w *world) { wantStatus(t, w.upload(faceTarget, whole[:len(whole)-20]), 400) },
		"wrong uid":     func(w *world) { wantStatus(t, w.upload("/api/v1/access/identifier/item/face/file/x", whole), 400) },
		"body breaks":   func(w *world) { wantStatus(t, w.uploadAs(faceTarget, formType, broken(whole[:40])), 400) },
		"announced big": func(w *world) { wantStatus(t, w.upload(faceTarget, whole+strings.Repeat("x", 2<<20)), 400) },
		"refused": func(w *world) {
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				return enrolment.Enrolment{}, domain.E(domain.KindNoFace, "")
			}
			wantError(t, w.upload(faceTarget, whole), 400, "Face hasn't been detected on image")
		},
		"panic": func(w *world) {
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				panic("boom")
			}
			wantError(t, w.upload(faceTarget, whole), 500, "Internal error")
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxUploads, w.config.MaxPhotoBytes = 1, 64
			end(w)
			if got := w.handler().uploads.count(); got != 0 {
				t.Errorf("%d slots are taken", got)
			}
		})
	}
}

func TestUploadTellsWhatWasFound(t *testing.T) {
	narrow := rules.Measure{Code: "face_width", Value: 96.5, Limit: 112, Unit: "px", Verdict: rules.Warning}
	turned := rules.Measure{Code: "yaw", Value: 21, Limit: 15, Unit: "degrees", Verdict: rules.Warning}
	sharp := rules.Measure{Code: "sharpness", Value: 0.9, Limit: 0.25, Verdict: rules.OK}
	const box = `"box": {"x": -4, "y": 0, "width": 96, "height": 97}`
	measured := rules.Measures{narrow, sharp, turned}
	tests := []struct {
		name string
		e    enrolment.Enrolment
		want string
	}{
		{"a face without landmarks has none in the answer", enrolment.Enrolment{Profile: "strict"},
			`{"profile": "strict", "face": {` + box + `, "confidence": 0.25}}`},
		{"landmarks are rounded to tenths of a pixel", enrolment.Enrolment{Face: face.Face{Landmarks: face.Landmarks{{X: 1.04, Y: 2.05}, {X: -3.16}, {X: 40}, {Y: 1e3}, {X: 0.99, Y: 9.96}}}},
			`{"profile": "", "face": {` + box + `, "confidence": 0.25, "landmarks": [[1, 2.1], [-3.2, 0], [40, 0], [0, 1000], [1, 10]]}}`},
		{"landmarks of no known scheme are none", enrolment.Enrolment{Face: face.Face{Landmarks: make(face.Landmarks, 6)}},
			`{"profile": "", "face": {` + box + `, "confidence": 0.25}}`},
		{"landmarks that are no places are none", enrolment.Enrolment{Face: face.Face{Landmarks: face.Landmarks{4: {X: math.NaN()}}}},
			`{"profile": "", "face": {` + box + `, "confidence": 0.25}}`},
		{"what is not good and yet accepted is warned of, worst first, and what is good is not", enrolment.Enrolment{Measures: measured},
			`{"profile": "", "face": {` + box + `, "confidence": 0.25}, "warnings": [
				{"code": "face_too_small", "rule": "face_width", "measured": 96.5, "limit": 112, "unit": "px", ` + english(measured.Warnings()[0]) + `},
				{"code": "` + measured.Warnings()[1].Code + `", "rule": "yaw", "measured": 21, "limit": 15, "unit": "degrees", ` + english(measured.Warnings()[1]) + `}]}`},
		{"a confidence that is no number is null", enrolment.Enrolment{Face: face.Face{Confidence: math.NaN()}},
			`{"profile": "", "face": {` + box + `, "confidence": null}}`},
		{"a confidence without end is null", enrolment.Enrolment{Face: face.Face{Confidence: math.Inf(1)}},
			`{"profile": "", "face": {` + box + `, "confidence": null}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				tt.e.Face.Box = face.Box{X: -4, Y: 0, Width: 96, Height: 97}
				tt.e.Face.Confidence = cmp.Or(tt.e.Face.Confidence, 0.25)
				return tt.e, nil
			}
			rec := w.upload(faceTarget, form(jpegPart("file", "x.jpg", "photo")))
			wantStatus(t, rec, 200)
			wantJSON(t, rec, tt.want)
		})
	}
}

// broken returns a body that breaks after its text, as a connection does.
func broken(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text), brokenReader{})
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("connection reset by peer") }
