package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// The rules of these tests: one of each shape.
var (
	floor     = &Rule{Code: "floor", Low: "low", Values: Range{0, 1000}}
	ceiling   = &Rule{Code: "ceiling", High: "high", Values: Range{0, 1000}}
	twoSided  = &Rule{Code: "two_sided", Low: "low", High: "high", Values: Range{0, 1000}}
	deviation = &Rule{Code: "deviation", Low: "low", High: "high", Values: within(90)}
)

func TestParseSetting(t *testing.T) {
	profile := refuse(between(7, 8)).orWarn(between(7.2, 7.5))
	tests := []struct {
		name string
		rule *Rule
		text string
		want Setting
	}{
		// The action alone.
		{"off keeps the limits for later", floor, "off", Setting{Off, profile.Limit, profile.Prefer}},
		{"refuse keeps the limits", floor, "refuse", profile},
		{"warn keeps the limits", floor, "warn", Setting{Warn, profile.Limit, profile.Prefer}},

		// One limit.
		{"a number for a rule with a low side", floor, "refuse 60", refuse(atLeast(60))},
		{"a number for a rule with a high side", ceiling, "refuse 60", refuse(atMost(60))},
		{"a number for a rule that measures a deviation", deviation, "refuse 15", refuse(between(-15, 15))},
		{"a number that only warns", floor, "warn 60", warn(atLeast(60))},
		{"a range", twoSided, "refuse 0.1..0.8", refuse(between(0.1, 0.8))},
		{"a range open above", twoSided, "refuse 0.1..", refuse(atLeast(0.1))},
		{"a range open below", twoSided, "warn ..0.8", warn(atMost(0.8))},
		{"a range open at both ends", twoSided, "refuse ..", refuse(anything)},
		{"a range for a rule that measures a deviation", deviation, "refuse -10..20", refuse(between(-10, 20))},
		{"a range for a rule with one side", floor, "refuse 60..", refuse(atLeast(60))},
		{"a negative range", deviation, "refuse -20..-10", refuse(between(-20, -10))},

		// Two limits.
		{"refuse and warn", floor, "refuse 60 warn 90", refuse(atLeast(60)).orWarn(atLeast(90))},
		{"refuse and warn, of a high side", ceiling, "refuse 60 warn 30", refuse(atMost(60)).orWarn(atMost(30))},
		{"refuse and warn, of a deviation", deviation, "refuse 15 warn 8", refuse(within(15)).orWarn(within(8))},
		{"refuse and warn, of ranges", twoSided, "refuse 1..9 warn 2..8", refuse(between(1, 9)).orWarn(between(2, 8))},
		{"warn twice", floor, "warn 60 warn 90", warn(atLeast(60)).orWarn(atLeast(90))},
		{"nothing is refused, something warned of", twoSided, "refuse .. warn 2..8", refuse(anything).orWarn(between(2, 8))},

		// Writing.
		{"spaces do not matter", floor, "  refuse\t60   warn 90 ", refuse(atLeast(60)).orWarn(atLeast(90))},
		{"an exponent", floor, "refuse 6e1", refuse(atLeast(60))},
		{"zero", ceiling, "refuse 0", refuse(atMost(0))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.rule.ParseSetting(tt.text, profile)
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.want; got != want {
				t.Errorf("%q is %+v, want %+v", tt.text, got, want)
			}
		})
	}
}

func TestParseSettingRefuses(t *testing.T) {
	tests := []struct {
		name string
		rule *Rule
		text string
		want string // in the error
	}{
		// The action.
		{"nothing", floor, "", "nothing is said"},
		{"spaces", floor, " \t ", "nothing is said"},
		{"another word", floor, "deny", `"deny" is none of off, warn and refuse`},
		{"a capital", floor, "Refuse 60", `"Refuse" is none of off, warn and refuse`},
		{"a limit without an action", floor, "60", `"60" is none of off, warn and refuse`},
		{"a limit behind off", floor, "off 60", `nothing may follow "off"`},

		// Numbers.
		{"a word for a number", floor, "refuse much", `"much" is not a number`},
		{"a number with a unit", floor, "refuse 60px", `"60px" is not a number`},
		{"a decimal comma", floor, "refuse 0,5", `"0,5" is not a number`},
		{"NaN", floor, "refuse NaN", `"NaN" is not a number`},
		{"infinity", floor, "refuse Inf", `"Inf" is not a number`},
		{"infinity below", floor, "refuse -infinity", `"-infinity" is not a number`},
		{"a number beyond all", floor, "refuse 1e999", `"1e999" is not a number`},
		{"NaN as the start of a range", twoSided, "refuse nan..3", `"nan" is not a number`},
		{"infinity as the end of a range", twoSided, "refuse 3..+Inf", `"+Inf" is not a number`},
		{"a word as the start of a range", twoSided, "refuse a..3", `"a" is not a number`},
		{"a range of three", twoSided, "refuse 1..2..3", `"2..3" is not a number`},
		{"NaN as a warning limit", floor, "refuse 60 warn nan", `"nan" is not a number`},
		{"a word for the first of two", floor, "refuse much warn 60", `"much" is not a number`},

		// Sides.
		{"one number for two sides", twoSided, "refuse 60", `"60" is one limit, the rule has two: write FROM..TO`},
		{"one number for two sides as a warning limit", twoSided, "refuse 1..2 warn 60", `"60" is one limit, the rule has two: write FROM..TO`},

		// What follows.
		{"two numbers", floor, "refuse 60 90", `"60 90" is not a limit`},
		{"warn without a limit", floor, "refuse 60 warn", `"60 warn" is not a limit`},
		{"a second action that is not warn", floor, "warn 90 refuse 60", `"90 refuse 60" is not a limit`},
		{"a limit too many", floor, "refuse 60 warn 90 warn 100", `"60 warn 90 warn 100" is not a limit`},
		{"a warning limit alone", floor, "refuse warn 90", `"warn 90" is not a limit`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := tt.rule.ParseSetting(tt.text, refuse(atLeast(1)))
			if err == nil {
				t.Fatalf("%q is %+v, want an error", tt.text, s)
			}
			if got, want := err.Error(), "rule "+tt.rule.Code+": "+tt.want; got != want {
				t.Errorf("error is %q, want %q", got, want)
			}
		})
	}
}

func TestFormatSetting(t *testing.T) {
	tests := []struct {
		rule    *Rule
		setting Setting
		want    string
	}{
		{floor, off, "off"},
		{floor, Setting{Off, atLeast(3), atLeast(4)}, "off"},
		{floor, refuse(atLeast(60)), "refuse 60"},
		{ceiling, refuse(atMost(60)), "refuse 60"},
		{deviation, refuse(within(15)), "refuse 15"},
		{deviation, refuse(between(-10, 15)), "refuse -10..15"},
		{deviation, refuse(atLeast(-10)), "refuse -10.."},
		{twoSided, warn(between(0.1, 0.8)), "warn 0.1..0.8"},
		{twoSided, warn(atMost(0.8)), "warn ..0.8"},
		{floor, refuse(atLeast(60)).orWarn(atLeast(90)), "refuse 60 warn 90"},
		{floor, warn(atLeast(60)).orWarn(atLeast(90)), "warn 60 warn 90"},
		{floor, refuse(anything).orWarn(atLeast(90)), "refuse .. warn 90"},
		{ceiling, refuse(atMost(0.0000001)), "refuse 0.0000001"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			if got, want := tt.rule.FormatSetting(tt.setting), tt.want; got != want {
				t.Errorf("%+v is %q, want %q", tt.setting, got, want)
			}
		})
	}
}

// What a profile has can be written down and read again, over whatever other
// profile.
func TestSettingsOfEveryProfileComeBack(t *testing.T) {
	for _, p := range Profiles() {
		for _, r := range table {
			for _, action := range []Action{Off, Warn, Refuse} {
				s := p.Setting(r.Code)
				if s.Limit.Open() {
					continue // it was off: nothing to warn of or to refuse
				}
				s.Action = action
				checkComesBack(t, r, s, "the "+p.Name()+" profile's")
			}
		}
	}
}

func TestRandomSettingsComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(44, 45))
	for range 3000 {
		r := table[random.IntN(len(table))]
		s := randomSetting(random, r)
		if err := r.validate(s); err != nil {
			t.Fatalf("rule %s: %+v: %v", r.Code, s, err)
		}
		checkComesBack(t, r, s, "a random")
	}
}

// randomSetting returns one that makes sense for the rule.
func randomSetting(random *rand.Rand, r *Rule) Setting {
	inside := func(of Range) Range {
		a := of.Min + random.Float64()*(of.Max-of.Min)
		b := a + random.Float64()*(of.Max-a)
		switch {
		case r.Low == "" || r.High != "" && random.IntN(4) == 0:
			a = math.Inf(-1)
		case r.High == "" || random.IntN(4) == 0:
			b = math.Inf(1)
		}
		return Range{a, b}
	}
	s := Setting{Action: Refuse, Limit: inside(r.Values), Prefer: anything}
	if random.IntN(2) == 0 {
		s.Prefer = inside(r.Values.intersect(s.Limit)).intersect(s.Limit)
	}
	if !r.always && random.IntN(2) == 0 {
		s.Action = Warn
	}
	if !r.always && random.IntN(4) == 0 && !s.Prefer.Open() {
		s.Limit = anything
	}
	return s
}

func checkComesBack(t *testing.T, r *Rule, want Setting, whose string) {
	t.Helper()
	text := r.FormatSetting(want)
	for _, over := range []Setting{off, want, refuse(between(3, 4)).orWarn(between(3, 3.5))} {
		got, err := r.ParseSetting(text, over)
		if err != nil {
			t.Errorf("rule %s: %s setting %q: %v", r.Code, whose, text, err)
			return
		}
		if want.Action == Off {
			if got.Action != Off {
				t.Errorf("rule %s: %q came back as %v", r.Code, text, got.Action)
			}
			continue
		}
		if got != want {
			t.Errorf("rule %s: %s setting %+v came back from %q as %+v", r.Code, whose, want, text, got)
		}
	}
}

// NaN and infinity never get into a setting, wherever they are written.
func TestNoSettingHasNaNOrInfinity(t *testing.T) {
	forms := []string{"%s", "%s..", "..%s", "%s..%s", "1..%s", "%s..1"}
	for _, r := range []*Rule{floor, ceiling, twoSided, deviation} {
		for _, bad := range []string{"nan", "NaN", "-nan", "inf", "Inf", "+Inf", "-Inf", "infinity", "-Infinity", "1e400", "-1e400"} {
			for _, form := range forms {
				limit := strings.ReplaceAll(form, "%s", bad)
				for _, text := range []string{"refuse " + limit, "warn " + limit, "refuse 1.. warn " + limit, "refuse " + limit + " warn 1.."} {
					if s, err := r.ParseSetting(text, refuse(atLeast(1))); err == nil {
						t.Errorf("rule %s: %q is %+v", r.Code, text, s)
					}
				}
			}
		}
	}
}

func ExampleRule_FormatSetting() {
	r, _ := ByCode("roll")
	s, _ := r.ParseSetting("refuse 20 warn -5..10", Panel().Setting("roll"))
	fmt.Println(s.Action, s.Limit, s.Prefer)
	fmt.Println(r.FormatSetting(s))
	// Output:
	// refuse {-20 20} {-5 10}
	// refuse 20 warn -5..10
}
