package httpapi

import (
	"context"
	"errors"
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
)

// UploadOutcome is what became of an upload to an identifier, for whoever
// counts.
type UploadOutcome string

// The outcomes. Uploads of callers who may not upload are not counted.
const (
	UploadEnrolled  UploadOutcome = "enrolled"
	UploadRefused   UploadOutcome = "refused"   // the photo breaks a photo rule, or is none
	UploadInvalid   UploadOutcome = "invalid"   // it did not arrive whole, or is for what takes no face now
	UploadBusy      UploadOutcome = "busy"      // told to come back: no slot was free, or its time was over
	UploadAbandoned UploadOutcome = "abandoned" // the client hung up while its photo was looked at
	UploadFailed    UploadOutcome = "failed"    // our own fault
)

// UploadOutcomes returns all outcomes, as they are counted.
func UploadOutcomes() []string {
	var all []string
	for _, o := range []UploadOutcome{UploadEnrolled, UploadRefused, UploadInvalid, UploadBusy, UploadAbandoned, UploadFailed} {
		all = append(all, string(o))
	}
	return all
}

// outcomeOf returns the outcome of an upload that ended with err.
func outcomeOf(r *http.Request, err error) UploadOutcome {
	switch kind := domain.KindOf(err); {
	case err == nil:
		return UploadEnrolled
	case kind == domain.KindWrongFormat, kind == domain.KindPhotoRefused, kind == domain.KindNoFace:
		return UploadRefused
	case hungUp(r, err): // of kind busy, too
		return UploadAbandoned
	case kind == domain.KindBusy:
		return UploadBusy
	case answers[kind].status == http.StatusBadRequest:
		return UploadInvalid
	}
	return UploadFailed
}

// hungUp reports whether something failed because the client is gone.
func hungUp(r *http.Request, err error) bool {
	return r.Context().Err() != nil && errors.Is(err, context.Canceled)
}

// metrics answers with the figures of this service, for whoever can log in:
// Prometheus can, with a password.
func (a *API) metrics(w http.ResponseWriter, r *http.Request) error {
	if a.figures == nil {
		return absent(w, r)
	}
	visitOf(r).quiet = true
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	a.figures.ServeHTTP(w, r)
	return nil
}
