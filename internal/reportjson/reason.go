package reportjson

import (
	"math"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// Reason is a domain.Reason in words. Measured and Limit are numbers, or texts
// where a rule compares names; an absent one is left out, so that neither is
// ever null.
type Reason struct {
	Code     string `json:"code"`
	Rule     string `json:"rule,omitempty"` // code of the measure; absent if no rule was broken
	Message  string `json:"message"`
	Measured any    `json:"measured,omitempty"`
	Limit    any    `json:"limit,omitempty"`
	Unit     string `json:"unit"`
	Advice   string `json:"advice"`
}

// Reasons returns reasons in words; nil if there are none.
func Reasons(reasons []domain.Reason, lang texts.Language) []Reason {
	var list []Reason
	for _, r := range reasons {
		text := lang.Of(r)
		list = append(list, Reason{
			Code:     r.Code,
			Rule:     r.Rule,
			Message:  text.Message,
			Measured: value(r.Measured),
			Limit:    value(r.Limit),
			Unit:     r.Unit,
			Advice:   text.Advice,
		})
	}
	return list
}

// value returns a float64, a string or, for what is absent or no JSON number,
// nil.
func value(v domain.Value) any {
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
