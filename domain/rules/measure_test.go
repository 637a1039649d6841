package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestVerdict(t *testing.T) {
	for _, tt := range []struct {
		verdict Verdict
		name    string
	}{{OK, "ok"}, {Warning, "warn"}, {Refusal, "refuse"}} {
		if got, want := tt.verdict.String(), tt.name; got != want {
			t.Errorf("verdict %d is %q, want %q", int(tt.verdict), got, want)
		}
		if got, ok := ParseVerdict(tt.name); !ok || got != tt.verdict {
			t.Errorf("%q is %v, %t", tt.name, got, ok)
		}
	}
	for _, v := range []Verdict{-1, Refusal + 1} {
		if got, want := v.String(), "?"; got != want {
			t.Errorf("verdict %d is %q, want %q", int(v), got, want)
		}
	}
	for _, name := range []string{"", "OK", "?", "refused", "off"} {
		if v, ok := ParseVerdict(name); ok {
			t.Errorf("%q is %v, want no verdict", name, v)
		}
	}
	if !(OK < Warning && Warning < Refusal) {
		t.Error("the verdicts are not from good to bad")
	}
}

func TestJudge(t *testing.T) {
	rule := &Rule{Code: "rule", Unit: "px", Low: "low", High: "high"}
	one := refuse(atLeast(10))
	both := refuse(between(10, 20)).orWarn(between(12, 18))
	tests := []struct {
		name    string
		setting Setting
		value   float64
		verdict Verdict
		limit   float64
	}{
		// One limit.
		{"beyond the limit", one, 9, Refusal, 10},
		{"at the limit", one, 10, OK, 10},
		{"far within", one, 1e9, OK, 10},
		{"beyond an upper limit", refuse(atMost(10)), 11, Refusal, 10},
		{"at an upper limit", refuse(atMost(10)), 10, OK, 10},
		{"beyond a limit that only warns", warn(atLeast(10)), 9, Warning, 10},
		{"at a limit that only warns", warn(atLeast(10)), 10, OK, 10},

		// Two limits.
		{"between both limits", one.orWarn(atLeast(15)), 12, Warning, 15},
		{"at the warning limit", one.orWarn(atLeast(15)), 15, OK, 15},
		{"at the refusing limit", one.orWarn(atLeast(15)), 10, Warning, 15},
		{"beyond both limits", one.orWarn(atLeast(15)), 9, Refusal, 10},
		{"beyond both limits, which only warn", warn(atLeast(10)).orWarn(atLeast(15)), 9, Warning, 10},
		{"a limit on the other side", one.orWarn(atMost(15)), 16, Warning, 15},
		{"nothing is refused", refuse(anything).orWarn(atLeast(15)), 14, Warning, 15},
		{"nothing is refused and all is well", refuse(anything).orWarn(atLeast(15)), 16, OK, 15},

		// Two sides.
		{"below", both, 9, Refusal, 10},
		{"at the lower limit", both, 10, Warning, 12},
		{"at the lower warning limit", both, 12, OK, 12},
		{"nearer to the lower end", both, 14, OK, 12},
		{"nearer to the upper end", both, 16, OK, 18},
		{"at the upper warning limit", both, 18, OK, 18},
		{"at the upper limit", both, 20, Warning, 18},
		{"above", both, 21, Refusal, 20},
		{"nearer to a warning limit on one side", refuse(between(10, 20)).orWarn(atMost(14)), 13, OK, 14},
		{"nearer to a limit on the other", refuse(between(10, 20)).orWarn(atMost(14)), 11, OK, 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := Measure{Code: "rule", Value: tt.value, Limit: tt.limit, Unit: "px", Verdict: tt.verdict}
			if got := rule.judge(tt.value, tt.setting); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// A value exactly at a limit is kept, the next number beyond it is not.
func TestEveryLimitIncludesItself(t *testing.T) {
	for _, p := range Profiles() {
		for _, r := range table {
			s := p.Setting(r.Code)
			if s.Action == Off {
				continue
			}
			for _, limit := range []float64{s.Limit.Min, s.Limit.Max, s.Prefer.Min, s.Prefer.Max} {
				if math.IsInf(limit, 0) {
					continue
				}
				for _, v := range []float64{math.Nextafter(limit, math.Inf(-1)), limit, math.Nextafter(limit, math.Inf(1))} {
					m := r.judge(v, s)
					verdict, limit, low := outcome(s, v)
					if m.Verdict != verdict || m.Limit != limit || m.Value != v || m.Code != r.Code || m.Unit != r.Unit {
						t.Errorf("%s: %v is %+v, want %v by %v", p.Name(), v, m, verdict, limit)
					}
					reason := r.High
					if low {
						reason = r.Low
					}
					if got := m.reason().Code; verdict != OK && (got != reason || got == "") {
						t.Errorf("%s: %s of %v is blamed as %q, want %q", p.Name(), r.Code, v, got, reason)
					}
				}
			}
		}
	}
}

func TestReason(t *testing.T) {
	tests := []struct {
		name    string
		measure Measure
		want    domain.Reason
	}{
		{
			"too low", Measure{Code: "luminance_mean", Value: 0.01, Limit: 0.02, Unit: "share", Verdict: Refusal},
			domain.Reason{Code: "too_dark", Rule: "luminance_mean", Measured: domain.Number(0.01), Limit: domain.Number(0.02), Unit: "share"},
		},
		{
			"too high", Measure{Code: "luminance_mean", Value: 0.9, Limit: 0.8, Unit: "share", Verdict: Warning},
			domain.Reason{Code: "too_bright", Rule: "luminance_mean", Measured: domain.Number(0.9), Limit: domain.Number(0.8), Unit: "share"},
		},
		{
			"a rule with a low side only", Measure{Code: "faces", Value: 0, Limit: 1, Unit: "faces", Verdict: Refusal},
			domain.Reason{Code: "no_face", Rule: "faces", Measured: domain.Number(0), Limit: domain.Number(1), Unit: "faces"},
		},
		{
			"a rule with a high side only", Measure{Code: "noise", Value: 30, Limit: 25, Unit: "levels", Verdict: Refusal},
			domain.Reason{Code: "noisy", Rule: "noise", Measured: domain.Number(30), Limit: domain.Number(25), Unit: "levels"},
		},
		{
			"a rule that has no such side, as it may once have had", Measure{Code: "noise", Value: 3, Limit: 25, Unit: "levels", Verdict: Refusal},
			domain.Reason{Code: "noise", Rule: "noise", Measured: domain.Number(3), Limit: domain.Number(25), Unit: "levels"},
		},
		{
			"a rule that there is no more", Measure{Code: "whiskers", Value: 30, Limit: 25, Unit: "cm", Verdict: Refusal},
			domain.Reason{Code: "whiskers", Rule: "whiskers", Measured: domain.Number(30), Limit: domain.Number(25), Unit: "cm"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.measure.reason(), tt.want; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestComponentWithoutAScale(t *testing.T) {
	for _, code := range []string{"photo_area", "faces", "whiskers", ""} {
		for verdict, want := range map[Verdict]int{OK: 100, Warning: 100, Refusal: 0} {
			m := Measure{Code: code, Value: 12, Verdict: verdict}
			if got := m.Component(); got != want {
				t.Errorf("%q, %v: component is %d, want %d", code, verdict, got, want)
			}
		}
	}
}

// The better side of a limit never has the worse component.
func TestComponentsFollowTheLimits(t *testing.T) {
	for _, r := range table {
		if r.component == nil {
			continue
		}
		const steps = 2000
		rises, falls := 0, 0
		before := Measure{Code: r.Code, Value: r.Values.Min}.Component()
		for i := 1; i <= steps; i++ {
			v := r.Values.Min + float64(i)/steps*(r.Values.Max-r.Values.Min)
			c := Measure{Code: r.Code, Value: v}.Component()
			if c < 0 || c > 100 {
				t.Fatalf("%s: the component of %v is %d", r.Code, v, c)
			}
			switch {
			case c > before && falls > 0:
				t.Fatalf("%s: the component falls and rises again at %v", r.Code, v)
			case c > before:
				rises++
			case c < before:
				falls++
			}
			before = c
		}
		if rises > 0 && r.Low == "" {
			t.Errorf("%s: the component rises, yet no value is too low", r.Code)
		}
		if falls > 0 && r.High == "" {
			t.Errorf("%s: the component falls, yet no value is too high", r.Code)
		}
		if rises == 0 && falls == 0 {
			t.Errorf("%s: the component is always the same", r.Code)
		}
	}
}

func TestMeasures(t *testing.T) {
	of := func(code string, v Verdict) Measure { return Measure{Code: code, Value: 1, Limit: 2, Verdict: v} }
	tests := []struct {
		name               string
		measures           Measures
		refusals, warnings []string // rules
		kind               domain.Kind
	}{
		{"nothing was measured", nil, nil, nil, 0},
		{"all is well", Measures{of("faces", OK), of("noise", OK)}, nil, nil, 0},
		{"a warning is no refusal", Measures{of("faces", OK), of("noise", Warning)}, nil, []string{"noise"}, 0},
		{
			"refusals and warnings each in their order",
			Measures{of("photo_area", Refusal), of("face_width", Warning), of("sharpness", Refusal), of("roll", OK), of("noise", Warning), of("colour", Refusal)},
			[]string{"photo_area", "sharpness", "colour"}, []string{"face_width", "noise"}, domain.KindPhotoRefused,
		},
		{"no face is a kind of its own", Measures{of("faces", Refusal)}, []string{"faces"}, nil, domain.KindNoFace},
		{"no face first, whatever comes behind", Measures{of("faces", Refusal), of("noise", Refusal)}, []string{"faces", "noise"}, nil, domain.KindNoFace},
		{"no face behind something worse is not", Measures{of("photo_area", Refusal), of("faces", Refusal)}, []string{"photo_area", "faces"}, nil, domain.KindPhotoRefused},
		{"a warning before it does not count", Measures{of("photo_area", Warning), of("faces", Refusal)}, []string{"faces"}, []string{"photo_area"}, domain.KindNoFace},
		{"a warning of no face is no refusal", Measures{of("faces", Warning), of("noise", Refusal)}, []string{"noise"}, []string{"faces"}, domain.KindPhotoRefused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkRules(t, "refusals", tt.measures.Refusals(), tt.refusals)
			checkRules(t, "warnings", tt.measures.Warnings(), tt.warnings)
			if got, want := tt.measures.Acceptable(), len(tt.refusals) == 0; got != want {
				t.Errorf("acceptable is %t, want %t", got, want)
			}
			err := tt.measures.Err()
			if got, want := err != nil, len(tt.refusals) > 0; got != want {
				t.Fatalf("error is %v, want one to be %t", err, want)
			}
			if err == nil {
				return
			}
			if got, want := domain.KindOf(err), tt.kind; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
			if got, want := domain.ReasonsOf(err), tt.measures.Refusals(); !reflect.DeepEqual(got, want) {
				t.Errorf("the error's reasons are %+v, want %+v", got, want)
			}
		})
	}
}

func checkRules(t *testing.T, what string, reasons []domain.Reason, want []string) {
	t.Helper()
	var got []string
	for _, r := range reasons {
		got = append(got, r.Rule)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s are %v, want %v", what, got, want)
	}
}

// Whatever a setting allows, the judgement is that of its definition.
func TestJudgeOfRandomSettings(t *testing.T) {
	random := rand.New(rand.NewPCG(46, 47))
	for range 5000 {
		r := table[random.IntN(len(table))]
		s := randomSetting(random, r)
		width := r.Values.Max - r.Values.Min
		v := r.Values.Min + (1.2*random.Float64()-0.1)*width
		m := r.judge(v, s)
		if verdict, limit, _ := outcome(s, v); m.Verdict != verdict || m.Limit != limit {
			t.Fatalf("%s: %v against %+v is %+v, want %v by %v", r.Code, v, s, m, verdict, limit)
		}
		if isBad(m.Limit) {
			t.Fatalf("%s: %v against %+v has the limit %v", r.Code, v, s, m.Limit)
		}
	}
}
