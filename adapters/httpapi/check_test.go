package httpapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/internal/reportjson"
	"github.com/vestibule-id/vestibule/ports"
)

const checkTarget = "/api/v1/access/identifier/face/check"

// detectorFunc answers what a test tells it to.
type detectorFunc func(context.Context, photo.Photo) (face.Detection, error)

func (f detectorFunc) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	return f(ctx, p)
}

var _ ports.FaceDetector = detectorFunc(nil)

// assessor returns the real Checker, over a detector that finds these faces.
func assessor(faces ...face.Face) *app.Assessor {
	return &app.Assessor{
		Profile: rules.Panel(),
		Detector: detectorFunc(func(context.Context, photo.Photo) (face.Detection, error) {
			return face.Detection{Faces: faces}, nil
		}),
	}
}

// failing returns the real Checker over a detector that fails.
func failing(err error) *app.Assessor {
	return &app.Assessor{
		Profile:  rules.Panel(),
		Detector: detectorFunc(func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{}, err }),
	}
}

// faceAt returns a square face in the middle of a photo of 640x480 px.
func faceAt(width int) face.Face {
	return face.Face{Box: face.Box{X: (640 - width) / 2, Y: (480 - width) / 2, Width: width, Height: width}, Confidence: 1.25}
}

// blank returns a photo of 640x480 px. What is in it is up to the detector.
func blank(quality int) []byte {
	return portrait.JPEG(image.NewNRGBA(image.Rect(0, 0, 640, 480)), quality)
}

func pngOf(width, height int) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// check sends a photo to be checked, as the administrator.
func (w *world) check(query string, file []byte) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.upload(checkTarget+query, form(jpegPart("file", "x.jpg", string(file))))
}

// verdictsOf returns the codes of reasons with what they came to.
func verdictsOf(b reportjson.Report) []string {
	var all []string
	for _, r := range b.Reasons {
		all = append(all, r.Code+" "+r.Verdict)
	}
	return all
}

func TestCheck(t *testing.T) {
	small, poor := blank(90), blank(15)
	damaged := slices.Concat(small[:2], []byte{0xff, 0xc0, 0, 2}, small[2:]) // a frame header that is too short
	tests := []struct {
		name    string
		checker *app.Assessor
		file    []byte
		want    []string // reasons
		face    bool
	}{
		{"a photo that is good has no reasons", assessor(faceAt(200)), small, nil, true},
		{"a photo that is passable has warnings", assessor(faceAt(100)), small, []string{"face_too_small warn"}, true},
		{"a photo that is refused has all refusals, worst first, and then the warnings", assessor(faceAt(60), faceAt(59)), poor,
			[]string{"several_faces refuse", "face_too_small refuse", "too_compressed warn"}, true},
		{"a photo without a face has none in the answer", assessor(), small, []string{"no_face refuse"}, false},
		{"a photo that is cut off is refused, not an error", assessor(faceAt(200)), small[:len(small)/2], []string{"photo_cut_off refuse"}, false},
		{"a photo that is damaged is refused, not an error", assessor(faceAt(200)), damaged, []string{"photo_damaged refuse"}, false},
		{"a photo that is nothing but its first bytes is refused, not an error", assessor(), small[:3], []string{"photo_cut_off refuse"}, false},
		{"a photo that turns out to be damaged when it is decoded is refused, not an error",
			failing(domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_damaged"})), small, []string{"photo_damaged refuse"}, false},
		{"a photo that is too large to decode is not decoded", failing(errors.New("decoded")), portrait.Declaring(12_001, 100),
			[]string{"image_too_large refuse"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.checker = tt.checker
			rec := w.check("", tt.file)
			wantStatus(t, rec, 200)
			wantJSONHeaders(t, rec)
			body := decode[reportjson.Report](t, rec)
			if got := verdictsOf(body); !slices.Equal(got, tt.want) {
				t.Errorf("reasons %q, want %q", got, tt.want)
			}
			if refused := strings.Contains(strings.Join(tt.want, ","), "refuse"); body.Acceptable == refused {
				t.Errorf("acceptable is %v with reasons %q", body.Acceptable, tt.want)
			}
			if got := body.Face != nil; got != tt.face {
				t.Errorf("a face is there: %v, want %v", got, tt.face)
			}
			if body.Photo.Format != "jpeg" || body.Photo.Bytes != len(tt.file) {
				t.Errorf("photo %+v, want %d bytes", body.Photo, len(tt.file))
			}
			wantNone(t, w.logged.String(), "the log", "request failed", "reason=", "kind=")
		})
	}
}

// One answer as a whole. The words are those of package texts.
func TestTheAnswerToACheck(t *testing.T) {
	damage := domain.Reason{Code: "photo_coding", Measured: domain.Text("lossless"), Limit: domain.Text("baseline")}
	report := rules.Report{
		Profile: "strict",
		Header:  photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Progressive: true, Scans: 10, Orientation: photo.TurnRight, Quality: 92},
		Face: &face.Face{
			Box:        face.Box{X: 130, Y: -7, Width: 206, Height: 207},
			Confidence: 1.5,
			Landmarks:  face.Landmarks{{X: 1.25, Y: 2}, {X: 3, Y: 4}, {X: 5, Y: 6.04}, {X: 7, Y: 8}, {X: 9.99, Y: 10}},
		},
		Measures: rules.Measures{
			{Code: "photo_scans", Value: 10, Limit: 100, Unit: "scans", Verdict: rules.OK},
			{Code: "photo_long_side", Value: 470.5, Limit: 480, Unit: "px", Verdict: rules.Warning},
			{Code: "photo_short_side", Value: 480, Limit: 600, Unit: "px", Verdict: rules.Refusal},
		},
		Damage: []domain.Reason{damage},
	}
	refusal, warning := report.Measures.Refusals()[0], report.Warnings()[0]
	var got struct {
		jpeg    string
		profile string
	}
	w := newWorld(t)
	w.checker = &checkerDouble{
		CheckFn: func(_ context.Context, jpeg []byte, p rules.Profile) (rules.Report, error) {
			got.jpeg, got.profile = string(jpeg), p.Name()
			return report, nil
		},
		ProfileNamedFn: assessor().ProfileNamed,
	}
	rec := w.check("?profile=strict", []byte("the photo"))
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{
		"acceptable": false,
		"profile": "strict",
		"photo": {"format": "jpeg", "width": 480, "height": 640, "orientation": 6, "components": 3, "progressive": true, "scans": 10, "quality": 92, "bytes": 9},
		"face": {"box": {"x": 130, "y": -7, "width": 206, "height": 207}, "confidence": 1.5, "landmarks": [[1.3, 2], [3, 4], [5, 6], [7, 8], [10, 10]]},
		"measures": [
			{"code": "photo_scans", "value": 10, "component": 100, "unit": "scans", "limit": 100, "verdict": "ok"},
			{"code": "photo_long_side", "value": 470.5, "component": 100, "unit": "px", "limit": 480, "verdict": "warn"},
			{"code": "photo_short_side", "value": 480, "component": 0, "unit": "px", "limit": 600, "verdict": "refuse"}
		],
		"reasons": [
			{"code": "photo_coding", "measured": "lossless", "limit": "baseline", "unit": "", `+english(damage)+`, "verdict": "refuse"},
			{"code": "image_too_small", "rule": "photo_short_side", "measured": 480, "limit": 600, "unit": "px", `+english(refusal)+`, "verdict": "refuse"},
			{"code": "image_too_small", "rule": "photo_long_side", "measured": 470.5, "limit": 480, "unit": "px", `+english(warning)+`, "verdict": "warn"}
		]}`)
	if got.jpeg != "the photo" || got.profile != "strict" {
		t.Errorf("checked %+v", got)
	}
}

// Lists that are empty and numbers that are not known are there all the same.
func TestTheAnswerToACheckThatFoundNothing(t *testing.T) {
	w := newWorld(t)
	rec := w.check("", nil)
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{
		"acceptable": true,
		"profile": "panel",
		"photo": {"format": "jpeg", "width": 0, "height": 0, "orientation": 1, "components": 0, "progressive": false, "scans": 0, "quality": 0, "bytes": 0},
		"face": null, "measures": [], "reasons": []}`)
}

func TestLandmarksOfACheckAreNeverAbsent(t *testing.T) {
	w := newWorld(t)
	w.checker = assessor(faceAt(200))
	rec := w.check("", blank(90))
	if !strings.Contains(rec.Body.String(), `"landmarks":[]`) {
		t.Errorf("body %s", rec.Body)
	}
}

func TestTheSizeOfACheckedPhotoIsThatOfTheUprightOne(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		w := newWorld(t)
		w.checker = assessor(faceAt(200))
		got := decode[reportjson.Report](t, w.check("", portrait.WithOrientation(blank(90), orientation))).Photo
		width, height := 640, 480
		if orientation > 4 { // a quarter turn
			width, height = height, width
		}
		if got.Width != width || got.Height != height || got.Orientation != orientation {
			t.Errorf("orientation %d: %+v, want %dx%d", orientation, got, width, height)
		}
	}
}

// What cannot be: no JSON has a number for it, and so the answer has null.
func TestNoNumberOfACheckIsBeyondJSON(t *testing.T) {
	for _, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		w := newWorld(t)
		w.checker = &checkerDouble{
			CheckFn: func(context.Context, []byte, rules.Profile) (rules.Report, error) {
				return rules.Report{
					Face:     &face.Face{Confidence: odd, Landmarks: face.Landmarks{4: {X: odd}}},
					Measures: rules.Measures{{Code: "odd", Value: odd, Limit: odd, Verdict: rules.Refusal}},
				}, nil
			},
			ProfileNamedFn: assessor().ProfileNamed,
		}
		rec := w.check("", nil)
		wantStatus(t, rec, 200)
		body := decode[map[string]any](t, rec)
		measure := body["measures"].([]any)[0].(map[string]any)
		found := body["face"].(map[string]any)
		reason := body["reasons"].([]any)[0].(map[string]any)
		if measure["value"] != nil || measure["limit"] != nil || found["confidence"] != nil || len(found["landmarks"].([]any)) != 0 {
			t.Errorf("%v: body %s", odd, rec.Body)
		}
		if reason["measured"] != nil || reason["limit"] != nil {
			t.Errorf("%v: reason %v", odd, reason)
		}
	}
}

func TestCheckErrors(t *testing.T) {
	whole := form(jpegPart("file", "x.jpg", string(blank(90))))
	over := form(jpegPart("file", "x.jpg", strings.Repeat("x", 100_001)))
	tests := []struct {
		name, contentType string
		body              io.Reader
		checker           Checker
		status            int
		text, code        string
	}{
		{"a PNG is no JPEG", formType, strings.NewReader(form(jpegPart("file", "x.jpg", string(pngOf(320, 240))))), assessor(), 400, "Wrong file format", "wrong_format"},
		{"an empty file is no JPEG", formType, strings.NewReader(form(jpegPart("file", "x.jpg", ""))), assessor(), 400, "Wrong file format", "wrong_format"},
		{"a photo as it is is no upload", "image/jpeg", bytes.NewReader(blank(90)), &checkerDouble{}, 400, "Loading file error", "not_multipart"},
		{"a form without a file is no upload", formType, strings.NewReader(form()), &checkerDouble{}, 400, "Loading file error", "no_file"},
		{"a body that is cut off is no upload", formType, strings.NewReader(whole[:len(whole)/2]), &checkerDouble{}, 400, "Loading file error", "upload_incomplete"},
		{"a body that breaks is no upload", formType, broken(whole[:len(whole)/2]), &checkerDouble{}, 400, "Loading file error", "upload_incomplete"},
		{"a file that is too large is not read", formType, strings.NewReader(over), &checkerDouble{}, 400, "Loading file error", "file_too_large"},
		{"a file that is too large, of unknown size, is not read", formType, sized(over, false), &checkerDouble{}, 400, "Loading file error", "file_too_large"},
		{"a detector that fails is our fault", formType, strings.NewReader(whole), failing(errors.New("cuda: device lost")), 500, "Internal error", ""},
		{"a check that was given up is no fault", formType, strings.NewReader(whole), failing(fmt.Errorf("detecting: %w", context.Canceled)), 503, "Loading file error", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxPhotoBytes = 100_000
			if asked, ok := tt.checker.(*checkerDouble); ok { // for the profile alone
				asked.ProfileNamedFn = assessor().ProfileNamed
			}
			w.checker = tt.checker
			rec := w.uploadAs(checkTarget, tt.contentType, tt.body)
			wantError(t, rec, tt.status, tt.text)
			if got := decode[struct{ Reason reportjson.Reason }](t, rec).Reason.Code; got != tt.code {
				t.Errorf("reason %q, want %q", got, tt.code)
			}
			if got := w.handler().uploads.count(); got != 0 {
				t.Errorf("%d slots are taken", got)
			}
			if got, want := strings.Contains(w.logged.String(), "level=ERROR"), tt.status == 500; got != want {
				t.Errorf("an error is logged: %v, want %v:\n%s", got, want, w.logged)
			}
		})
	}
}

func TestACheckEndsWithItsRequest(t *testing.T) {
	w := newWorld(t)
	ctx, hangUp := context.WithCancel(t.Context())
	checker := assessor()
	checker.Detector = detectorFunc(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
		hangUp()
		<-ctx.Done()
		return face.Detection{}, ctx.Err()
	})
	w.checker = checker
	r := httptest.NewRequest("POST", checkTarget, strings.NewReader(form(jpegPart("file", "x.jpg", string(blank(90)))))).WithContext(ctx)
	r.Header.Set("Authorization", "Bearer "+string(adminToken))
	r.Header.Set("Content-Type", formType)
	wantStatus(t, w.do(r), 503)
	wantNone(t, w.logged.String(), "the log", "level=ERROR", "level=WARN")
}

func TestCheckIsHeldAgainstTheProfileOfThatName(t *testing.T) {
	for query, want := range map[string]string{
		"": "panel", "?profile=": "panel", "?profile=panel": "panel", "?profile=strict": "strict", "?profile=off": "off",
		"?profile=strict&profile=off": "strict", "?locale=ru&profile=off": "off",
	} {
		t.Run(query, func(t *testing.T) {
			w := newWorld(t)
			w.checker = assessor(faceAt(100)) // passable for panel, too small for strict, well for off
			rec := w.check(query, blank(90))
			wantStatus(t, rec, 200)
			body := decode[reportjson.Report](t, rec)
			if body.Profile != want {
				t.Errorf("profile %q, want %q", body.Profile, want)
			}
			verdict := map[string]string{"panel": "face_too_small warn", "strict": "face_too_small refuse"}[want]
			if got := verdictsOf(body); verdict != "" && !slices.Contains(got, verdict) || verdict == "" && got != nil {
				t.Errorf("reasons %q, want %q among them", got, verdict)
			}
			if got := body.Acceptable; got != (want != "strict") {
				t.Errorf("acceptable is %v", got)
			}
		})
	}
}

func TestUnknownProfiles(t *testing.T) {
	long := strings.Repeat("ы", 63)
	for name, told := range map[string]string{
		"passport": "passport", "Panel": "Panel", " ": " ", "panel ": "panel ", "<b>": "<b>",
		long + "x": long + "x", long + "xy": long + "x", strings.Repeat("z", 10_000): strings.Repeat("z", 64),
	} {
		w := newWorld(t)
		w.config.MaxUploads = 1
		w.checker = assessor()
		w.fillSlot() // what is wrong with the query needs no slot
		r := httptest.NewRequest("POST", checkTarget, untouchable{t})
		r.URL.RawQuery = "profile=" + url.QueryEscape(name)
		r.Header.Set("Authorization", "Bearer "+string(adminToken))
		r.Header.Set("Content-Type", formType)
		rec := w.do(r)
		wantError(t, rec, 400, "Wrong query parameter")
		reason := domain.Reason{Code: "unknown_profile", Measured: domain.Text(told), Limit: domain.Text("panel, strict, off")}
		wantJSON(t, rec, `{"error": "Wrong query parameter", "reason": {"code": "unknown_profile", "measured": `+quoted(told)+`,
			"limit": "panel, strict, off", "unit": "", `+english(reason)+`}}`)
		if strings.Contains(w.logged.String(), strings.Repeat("z", 65)) {
			t.Error("the log repeats all of a long name")
		}
	}
}

func TestAProfileThatCannotBeHadIsOurFault(t *testing.T) {
	w := newWorld(t)
	w.checker = &checkerDouble{ProfileNamedFn: func(string) (rules.Profile, error) { return rules.Profile{}, errors.New("disk on fire") }}
	wantError(t, w.check("", nil), 500, "Internal error")
}

// Who, what and whether there is room: none of it takes a byte of the body.
func TestCheckIsRefusedBeforeItsBodyIsRead(t *testing.T) {
	tests := []struct {
		name, authorization, query string
		full                       bool
		status                     int
		text                       string
	}{
		{"credentials go before all", "", "?profile=x", true, 401, "Log In"},
		{"then the role", "Bearer " + string(userToken), "?profile=x", true, 403, "Administrator rights required"},
		{"then the role, of whoever has a password", basic(userName, userPassword), "?profile=x", true, 403, "Administrator rights required"},
		{"then the profile", "Bearer " + string(adminToken), "?profile=x", true, 400, "Wrong query parameter"},
		{"then the room", "Bearer " + string(adminToken), "", true, 503, "Loading file error"},
		{"then what the body says of its size", "Bearer " + string(adminToken), "", false, 400, "Loading file error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxUploads = 1
			w.checker = assessor()
			if tt.full {
				w.fillSlot()
			}
			r := httptest.NewRequest("POST", checkTarget+tt.query, untouchable{t})
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

// Checks and uploads share the slots: it is the photos' memory that counts.
func TestACheckTakesASlotOfTheUploads(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 1
	inside, finish := make(chan struct{}), make(chan struct{})
	w.checker = &checkerDouble{
		CheckFn: func(context.Context, []byte, rules.Profile) (rules.Report, error) {
			close(inside)
			<-finish
			return rules.Report{}, nil
		},
		ProfileNamedFn: assessor().ProfileNamed,
	}
	w.handler()
	answer := make(chan *httptest.ResponseRecorder)
	go func() { answer <- w.check("", nil) }()
	<-inside
	wantError(t, w.upload(faceTarget, form(jpegPart("file", "x.jpg", "p"))), 503, "Loading file error")
	close(finish)
	wantStatus(t, <-answer, 200)
	wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "x.jpg", "p"))), 200)
}
