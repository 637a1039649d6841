package httpapi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// failsOnce is a detector that fails at the first photo, and then works.
type failsOnce struct {
	fail func(ctx context.Context) error // nil once it has
	detectorDouble
}

func (d *failsOnce) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	if fail := d.fail; fail != nil {
		d.fail = nil
		return face.Detection{}, fail(ctx)
	}
	return d.detectorDouble.DetectFaces(ctx, p)
}

func TestADetectorThatFailsHarmsNoOtherPhoto(t *testing.T) {
	thrown := errors.New("dlib: bad allocation")
	for _, c := range []struct {
		name   string
		fail   func(ctx context.Context) error
		status int
		text   string
		logged string
		line   string // of the log, how it begins
	}{
		{"an exception", func(context.Context) error { return thrown }, 500, "Internal error", "bad allocation", `level=ERROR msg="request failed"`},
		{"a panic", func(context.Context) error { panic(thrown) }, 500, "Internal error", "bad allocation", "level=ERROR msg=panic"},
		{"no answer while the lease lasts", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, 503, "Loading file error", "deadline exceeded", `level=WARN msg="request failed"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newRealWorld(t)
				w.deps.Enroller.(*app.Enroller).Assessor.Detector = &failsOnce{fail: c.fail}
				uid := w.create(v1+"/access/identifier", identifierBody("face_id", "", ""))
				target := fmt.Sprintf("%s/access/identifier/item/face/file/%d", v1, uid)
				upload := form(jpegPart("file", "a.jpg", string(portrait.JPEG(portrait.Draw(portrait.Options{}), 90))))

				rec := w.upload(target, upload)
				wantError(t, rec, c.status, c.text)
				wantNone(t, rec.Body.String(), "the answer", c.logged)
				if log := w.logged.String(); !strings.Contains(log, c.logged) || !strings.Contains(log, c.line) {
					t.Errorf("the log lacks %q or a line of %s:\n%s", c.logged, c.line, log)
				}
				wantStatus(t, w.upload(target, upload), 200)
			})
		})
	}
}
