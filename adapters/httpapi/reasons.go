package httpapi

import (
	"math"
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
)

// reasonBody is a domain.Reason in words. Measured and Limit are numbers, or
// texts where a rule compares names; an absent one is left out, so that neither
// is ever null.
type reasonBody struct {
	Code     string `json:"code"`
	Rule     string `json:"rule,omitempty"` // code of the measure; absent if no rule was broken
	Message  string `json:"message"`
	Measured any    `json:"measured,omitempty"`
	Limit    any    `json:"limit,omitempty"`
	Unit     string `json:"unit"`
	Advice   string `json:"advice"`
}

// inWords returns reasons in the language that the request wants, and puts into
// the header of the answer which that is and that it depends on the request. It
// returns nil if there are none: then there are no words either.
func inWords(w http.ResponseWriter, r *http.Request, reasons []domain.Reason) []reasonBody {
	if len(reasons) == 0 {
		return nil
	}
	lang := languageOf(r)
	w.Header().Set("Content-Language", string(lang))
	w.Header().Set("Vary", "Accept-Language")
	var bodies []reasonBody
	for _, reason := range reasons {
		text := lang.Of(reason)
		bodies = append(bodies, reasonBody{
			Code:     reason.Code,
			Rule:     reason.Rule,
			Message:  text.Message,
			Measured: jsonValue(reason.Measured),
			Limit:    jsonValue(reason.Limit),
			Unit:     reason.Unit,
			Advice:   text.Advice,
		})
	}
	return bodies
}

// jsonValue returns a float64, a string or, for what is absent or no JSON
// number, nil.
func jsonValue(v domain.Value) any {
	if v.IsZero() {
		return nil
	}
	n, isNumber := v.Number()
	switch {
	case !isNumber:
		return v.String()
	case math.IsNaN(n) || math.IsInf(n, 0):
		return nil
	default:
		return n
	}
}
