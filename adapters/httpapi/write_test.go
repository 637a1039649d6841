package httpapi

import (
	"math"
	"net/http/httptest"
	"testing"
)

func TestAnAnswerThatIsNoJSONIsNotBegun(t *testing.T) {
	rec := httptest.NewRecorder()
	if err := writeJSON(rec, 200, math.NaN()); err == nil {
		t.Error("no error")
	}
	if rec.Body.Len() != 0 || len(rec.Header()) != 0 {
		t.Errorf("wrote %q, header %v", rec.Body, rec.Header())
	}
}
