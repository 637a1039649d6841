package rules

import (
	"fmt"
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// What the table tests of the rules share.

// measureTest is one line of a rule's table: what the rule sees, and what it
// measures.
type measureTest struct {
	name string
	shot shot
	want float64
}

// testMeasure runs a rule's table. Measures are as exact as said: 0 for
// exactly.
func testMeasure(t *testing.T, r *Rule, exact float64, tests []measureTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := r.measure(tt.shot.subject())
			if !ok {
				t.Fatal("not measured")
			}
			if want := tt.want; !(math.Abs(got-want) <= exact) {
				t.Errorf("measure is %v, want %v", got, want)
			}
		})
	}
}

// shotTest is one line of a table that only names photos.
type shotTest struct {
	name string
	shot shot
}

// testUnmeasured wants a rule to leave photos out.
func testUnmeasured(t *testing.T, r *Rule, tests []shotTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := r.measure(tt.shot.subject()); ok {
				t.Errorf("measure is %v, want none", got)
			}
			for _, p := range Profiles() {
				if m, ok := measureIn(p, tt.shot, r.Code); ok {
					t.Errorf("%s: measure is %+v, want none", p.Name(), m)
				}
			}
		})
	}
}

// measureIn returns the measure of a rule under a profile, or false.
func measureIn(p Profile, s shot, code string) (Measure, bool) {
	only := func(r *Rule) bool { return r.Code == code }
	for _, m := range apply(s.subject(), p, only) {
		return m, true
	}
	return Measure{}, false
}

// limitsTest says how to get to the limits of a rule. What they are is the
// rule's own to say.
type limitsTest struct {
	unit      string
	low, high string                   // codes of the reasons
	at        func(value float64) shot // a photo that measures a value
	step      float64                  // beside a limit: 1 for counts
	exact     float64                  // by how much the measure may miss; 0 for exactly
}

// testLimits goes to both sides of every limit that a rule has, and to the
// limits themselves, under both profiles.
func testLimits(t *testing.T, r *Rule, lt limitsTest) {
	t.Helper()
	for _, p := range []Profile{Panel(), Strict()} {
		s := p.Setting(r.Code)
		limits := 0
		for _, limit := range []float64{s.Limit.Min, s.Limit.Max, s.Prefer.Min, s.Prefer.Max} {
			if math.IsInf(limit, 0) {
				continue
			}
			limits++
			for _, value := range []float64{limit - lt.step, limit, limit + lt.step} {
				t.Run(fmt.Sprintf("%.6g against a limit of %v in %s", value, limit, p.Name()), func(t *testing.T) {
					lt.check(t, r, p, value)
				})
			}
		}
		if limits == 0 {
			t.Errorf("%s has no limit to test", p.Name())
		}
	}
}

// check applies a rule to a photo of some value.
func (lt limitsTest) check(t *testing.T, r *Rule, p Profile, value float64) {
	t.Helper()
	m, ok := measureIn(p, lt.at(value), r.Code)
	if !ok {
		t.Fatal("not measured")
	}
	if got, want := m.Value, value; !(math.Abs(got-want) <= lt.exact) {
		t.Fatalf("measure is %v, want %v", got, want)
	}
	if got, want := m.Unit, lt.unit; got != want {
		t.Errorf("unit is %q, want %q", got, want)
	}
	verdict, limit, low := outcome(p.Setting(r.Code), m.Value)
	if got, want := m.Verdict, verdict; got != want {
		t.Errorf("verdict is %v, want %v", got, want)
	}
	if got, want := m.Limit, limit; got != want {
		t.Errorf("limit is %v, want %v", got, want)
	}
	reasons := map[Verdict][]domain.Reason{
		Refusal: Measures{m}.Refusals(),
		Warning: Measures{m}.Warnings(),
	}
	delete(reasons, OK)
	for v, reasons := range reasons {
		if got, want := len(reasons) == 1, v == verdict; got != want {
			t.Fatalf("%d reasons of verdict %v", len(reasons), v)
		}
	}
	if verdict == OK {
		return
	}
	code := lt.high
	if low {
		code = lt.low
	}
	want := domain.Reason{Code: code, Rule: r.Code, Measured: domain.Number(m.Value), Limit: domain.Number(limit), Unit: lt.unit}
	if got := reasons[verdict][0]; got != want {
		t.Errorf("reason is %+v, want %+v", got, want)
	}
}

// outcome is the definition of what a setting says of a value: the verdict, the
// limit that decided or is nearest, and whether the value is on its low side.
func outcome(s Setting, v float64) (verdict Verdict, limit float64, low bool) {
	beyond := Warning
	if s.Action == Refuse {
		beyond = Refusal
	}
	switch {
	case v < s.Limit.Min:
		return beyond, s.Limit.Min, true
	case v > s.Limit.Max:
		return beyond, s.Limit.Max, false
	case v < s.Prefer.Min:
		return Warning, s.Prefer.Min, true
	case v > s.Prefer.Max:
		return Warning, s.Prefer.Max, false
	}
	from, to := math.Max(s.Limit.Min, s.Prefer.Min), math.Min(s.Limit.Max, s.Prefer.Max)
	if v-from < to-v {
		return OK, from, false
	}
	return OK, to, false
}

// componentTest is one line of a table of the handy points of a scale.
type componentTest struct {
	value float64
	want  int
}

func testComponent(t *testing.T, r *Rule, tests []componentTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%v %s has component %d", tt.value, r.Unit, tt.want), func(t *testing.T) {
			m := Measure{Code: r.Code, Value: tt.value}
			if got, want := m.Component(), tt.want; got != want {
				t.Errorf("component is %d, want %d", got, want)
			}
			m.Verdict = Refusal
			if got, want := m.Component(), tt.want; got != want {
				t.Errorf("component of a refusal is %d, want %d", got, want)
			}
		})
	}
}

// near reports whether two numbers are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }
