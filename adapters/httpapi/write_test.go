package httpapi

import (
	"encoding/json"
	"math"
	"net/http/httptest"
	"testing"
)

func TestNumbers(t *testing.T) {
	for n, want := range map[number]string{
		0: "0", 1.5: "1.5", -0.1: "-0.1", 1e21: "1e+21", math.MaxFloat64: "1.7976931348623157e+308",
		number(math.NaN()): "null", number(math.Inf(1)): "null", number(math.Inf(-1)): "null",
	} {
		if got, err := json.Marshal(n); err != nil || string(got) != want {
			t.Errorf("%v: %s, %v, want %s", float64(n), got, err, want)
		}
	}
}

func TestAnAnswerThatIsNoJSONIsNotBegun(t *testing.T) {
	rec := httptest.NewRecorder()
	if err := writeJSON(rec, 200, math.NaN()); err == nil {
		t.Error("no error")
	}
	if rec.Body.Len() != 0 || len(rec.Header()) != 0 {
		t.Errorf("wrote %q, header %v", rec.Body, rec.Header())
	}
}
