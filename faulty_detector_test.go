package vestibule_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

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
