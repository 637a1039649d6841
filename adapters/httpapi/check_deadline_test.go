package httpapi

import (
	"context"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/rules"
)

// Whoever does not hang up must not keep a slot for ever.
func TestACheckHasATimeLimit(t *testing.T) {
	w := newWorld(t)
	checker := w.checker.(*checkerDouble)
	var left time.Duration
	checker.CheckFn = func(ctx context.Context, _ []byte, p rules.Profile) (rules.Report, error) {
		until, _ := ctx.Deadline()
		left = time.Until(until)
		return rules.Report{Profile: p.Name()}, nil
	}
	wantStatus(t, w.upload(checkTarget, form(jpegPart("file", "x.jpg", "photo"))), 200)
	if left <= 0 || left > writeTimeout {
		t.Errorf("%v are left, want at most %v", left, writeTimeout)
	}
}
