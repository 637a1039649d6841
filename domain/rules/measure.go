package rules

import (
	"cmp"
	"math"

	"github.com/vestibule-id/vestibule/domain"
)

// Verdict is what a rule says of a photo.
type Verdict int

// The verdicts, from good to bad.
const (
	OK Verdict = iota
	Warning
	Refusal
)

var verdictNames = [...]string{OK: "ok", Warning: "warn", Refusal: "refuse"}

// String returns the verdict as answers name it: "ok", "warn", "refuse".
func (v Verdict) String() string {
	if v < 0 || int(v) >= len(verdictNames) {
		return "?"
	}
	return verdictNames[v]
}

// ParseVerdict returns the verdict of that name, or false.
func ParseVerdict(name string) (Verdict, bool) {
	for v, n := range verdictNames {
		if n == name {
			return Verdict(v), true
		}
	}
	return OK, false
}

// Measure is what one rule found. Measures of an accepted photo are stored
// with the enrolment.
//
// Units: "px" of the upright photo, "megapixels", "scans", "faces", "degrees",
// "share" (0 to 1), "bits", "levels" (of 256), "quality" (1 to 100), "eye
// distances", "head heights" (from the middle of the eyes to the chin), and
// "" for a ratio.
type Measure struct {
	Code    string  // the rule's: "face_width"
	Value   float64 // what the photo has; finite
	Limit   float64 // the limit that decided or, if all is well, the nearest
	Unit    string
	Verdict Verdict
}

// judge holds a value against a setting.
func (r *Rule) judge(value float64, s Setting) Measure {
	m := Measure{Code: r.Code, Value: value, Unit: r.Unit}
	switch {
	case !s.Limit.Contains(value):
		m.Limit = s.Limit.nearest(value)
		m.Verdict = Warning
		if s.Action == Refuse {
			m.Verdict = Refusal
		}
	case !s.Prefer.Contains(value):
		m.Limit = s.Prefer.nearest(value)
		m.Verdict = Warning
	default:
		m.Limit = s.Limit.intersect(s.Prefer).nearest(value)
	}
	return m
}

// Component returns the measure on the scale of ISO/IEC 29794-5, a whole
// number from 0 (worst) to 100. Measures without a scale have 100, or 0 if they
// are refused.
func (m Measure) Component() int {
	r, ok := ByCode(m.Code)
	if !ok || r.component == nil {
		if m.Verdict == Refusal {
			return 0
		}
		return 100
	}
	return int(math.Round(max(0, min(100, r.component(m.Value)))))
}

// reason returns why the measure is refused or warned of.
func (m Measure) reason() domain.Reason {
	reason := domain.Reason{
		Code:     m.Code,
		Rule:     m.Code,
		Measured: domain.Number(m.Value),
		Limit:    domain.Number(m.Limit),
		Unit:     m.Unit,
	}
	// A stored measure may be of a rule that was dropped or lost this side;
	// the measure's own code still says something.
	if r, ok := ByCode(m.Code); ok {
		code := r.Low
		if m.Value > m.Limit {
			code = r.High
		}
		reason.Code = cmp.Or(code, m.Code)
	}
	return reason
}

// Measures are what the rules found in one photo, worst rule first.
type Measures []Measure

// Acceptable reports whether no rule refuses the photo.
func (ms Measures) Acceptable() bool { return len(ms.Refusals()) == 0 }

// Refusals returns the reasons to refuse the photo, worst first.
func (ms Measures) Refusals() []domain.Reason { return ms.reasons(Refusal) }

// Warnings returns what is not good and yet no reason to refuse the photo,
// worst first.
func (ms Measures) Warnings() []domain.Reason { return ms.reasons(Warning) }

func (ms Measures) reasons(v Verdict) []domain.Reason {
	var reasons []domain.Reason
	for _, m := range ms {
		if m.Verdict == v {
			reasons = append(reasons, m.reason())
		}
	}
	return reasons
}

// Err returns nil if the photo is acceptable, otherwise the refusal: KindNoFace
// if that there is no face is the worst, KindPhotoRefused in any other case.
func (ms Measures) Err() error {
	reasons := ms.Refusals()
	switch {
	case len(reasons) == 0:
		return nil
	case reasons[0].Rule == facePresent.Code:
		return domain.Refuse(domain.KindNoFace, reasons...)
	default:
		return domain.Refuse(domain.KindPhotoRefused, reasons...)
	}
}
