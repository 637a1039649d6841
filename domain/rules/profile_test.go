package rules

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestProfiles(t *testing.T) {
	var names []string
	for _, p := range Profiles() {
		names = append(names, p.Name())
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", p.Name(), err)
		}
		found, ok := ProfileByName(p.Name())
		if !ok || found.Name() != p.Name() {
			t.Errorf("%s is found as %q, %t", p.Name(), found.Name(), ok)
		}
		for _, r := range All() {
			if got, want := found.Setting(r.Code), p.Setting(r.Code); got != want {
				t.Errorf("%s: %s is %+v when found by name, want %+v", p.Name(), r.Code, got, want)
			}
		}
	}
	if want := []string{"panel", "strict", "off"}; !slices.Equal(names, want) {
		t.Errorf("profiles are %v, want %v", names, want)
	}
	for _, name := range []string{"", "Panel", "lax"} {
		if p, ok := ProfileByName(name); ok || p.Name() != "" {
			t.Errorf("%q is profile %q, %t", name, p.Name(), ok)
		}
	}
}

func TestPanelAndStrictAreTheRulesOwn(t *testing.T) {
	for _, r := range All() {
		if got, want := Panel().Setting(r.Code), r.Panel; got != want {
			t.Errorf("panel: %s is %+v, want %+v", r.Code, got, want)
		}
		if got, want := Strict().Setting(r.Code), r.Strict; got != want {
			t.Errorf("strict: %s is %+v, want %+v", r.Code, got, want)
		}
	}
}

// The profile "off" refuses what Panel refuses by the rules that apply always,
// and does nothing else.
func TestUncheckedAppliesOnlyWhatAppliesAlways(t *testing.T) {
	for _, r := range All() {
		s := Unchecked().Setting(r.Code)
		want := off
		if r.always {
			want = refuse(r.Panel.Limit)
		}
		if s != want {
			t.Errorf("%s is %+v, want %+v", r.Code, s, want)
		}
	}
	always := []string{"photo_side", "photo_area", "photo_scans", "photo_long_side", "photo_short_side", "faces", "single_face"}
	seen := look(flat(3)) // far too dark, without any detail
	seen.Faces[0].Landmarks = front68()
	if got, want := codes(Apply(seen.Header, seen.Detection, Unchecked())), always; !slices.Equal(got, want) {
		t.Errorf("measures are %v, want %v", got, want)
	}
}

// Strict says nothing better of any value than Panel does.
func TestStrictIsNowhereLooserThanPanel(t *testing.T) {
	for _, r := range All() {
		panel, strict := Panel().Setting(r.Code), Strict().Setting(r.Code)
		var values []float64
		for _, of := range []Range{panel.Limit, panel.Prefer, strict.Limit, strict.Prefer, r.Values} {
			for _, v := range []float64{of.Min, of.Max} {
				if !math.IsInf(v, 0) {
					values = append(values, math.Nextafter(v, math.Inf(-1)), v, math.Nextafter(v, math.Inf(1)))
				}
			}
		}
		const steps = 1000
		for i := range steps {
			values = append(values, r.Values.Min+float64(i)/steps*(r.Values.Max-r.Values.Min))
		}
		for _, v := range values {
			if got, want := r.judge(v, strict).Verdict, r.judge(v, panel).Verdict; got < want {
				t.Errorf("%s: of %v strict says %v, panel %v", r.Code, v, got, want)
				break
			}
		}
	}
}

func TestSettingOfAnUnknownRuleIsOff(t *testing.T) {
	for _, p := range append(Profiles(), Profile{}) {
		if got, want := p.Setting("whiskers"), off; got != want {
			t.Errorf("%q: got %+v, want %+v", p.Name(), got, want)
		}
	}
}

func TestWith(t *testing.T) {
	before := Panel()
	changed := warn(atLeast(123))
	after := before.With("face_width", changed)
	if got, want := after.Name(), "panel"; got != want {
		t.Errorf("name is %q, want %q", got, want)
	}
	for _, r := range All() {
		want := before.Setting(r.Code)
		if r.Code == "face_width" {
			want = changed
		}
		if got := after.Setting(r.Code); got != want {
			t.Errorf("%s is %+v, want %+v", r.Code, got, want)
		}
	}
	if got, want := before.Setting("face_width"), faceWidth.Panel; got != want {
		t.Errorf("the profile before is %+v, want %+v", got, want)
	}
	if got, want := Panel().Setting("face_width"), faceWidth.Panel; got != want {
		t.Errorf("the next profile is %+v, want %+v", got, want)
	}
	if got, want := (Profile{}).With("noise", changed).Setting("noise"), changed; got != want {
		t.Errorf("on the zero profile: %+v, want %+v", got, want)
	}
}

func TestWithTakesZeroRangesForOpen(t *testing.T) {
	for _, tt := range []struct{ setting, want Setting }{
		{Setting{Action: Refuse, Limit: atLeast(9)}, refuse(atLeast(9))},
		{Setting{Action: Warn, Prefer: atLeast(9)}, warn(anything).orWarn(atLeast(9))},
		{Setting{}, off},
		{refuse(between(0, 9)).orWarn(between(0, 5)), refuse(between(0, 9)).orWarn(between(0, 5))},
	} {
		if got, want := Panel().With("roll", tt.setting).Setting("roll"), tt.want; got != want {
			t.Errorf("%+v is %+v, want %+v", tt.setting, got, want)
		}
	}
}

func TestSet(t *testing.T) {
	before := Panel()
	tests := []struct {
		name, code, text string
		want             Setting
	}{
		{"a limit", "face_width", "refuse 123", refuse(atLeast(123))},
		{"two limits", "roll", "refuse 20 warn 10", refuse(within(20)).orWarn(within(10))},
		{"off", "noise", "off", Setting{Off, noise.Panel.Limit, noise.Panel.Prefer}},
		{"an action alone keeps the limits of the profile", "noise", "warn", Setting{Warn, noise.Panel.Limit, noise.Panel.Prefer}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after, err := before.Set(tt.code, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := after.Setting(tt.code), tt.want; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got, want := after.Name(), before.Name(); got != want {
				t.Errorf("name is %q, want %q", got, want)
			}
			if err := after.Validate(); err != nil {
				t.Error(err)
			}
			rule, _ := ByCode(tt.code)
			if got, want := before.Setting(tt.code), rule.Panel; got != want {
				t.Errorf("the profile before is %+v, want %+v", got, want)
			}
		})
	}
}

func TestSetRefuses(t *testing.T) {
	for _, tt := range []struct{ name, code, text, want string }{
		{"an unknown rule", "whiskers", "off", "there is no rule whiskers"},
		{"a text that says nothing", "noise", "", "rule noise: nothing is said"},
		{"a bad limit", "noise", "refuse much", `rule noise: "much" is not a number`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after, err := Strict().Set(tt.code, tt.text)
			if err == nil || err.Error() != tt.want {
				t.Fatalf("error is %v, want %q", err, tt.want)
			}
			for _, r := range All() {
				if got, want := after.Setting(r.Code), r.Strict; got != want {
					t.Errorf("%s is %+v, want %+v", r.Code, got, want)
				}
			}
		})
	}
}

// What Set reads, Validate judges.
func TestSetAcceptsWhatOnlyValidateRefuses(t *testing.T) {
	p, err := Panel().Set("photo_area", "off")
	if err != nil {
		t.Fatal(err)
	}
	checkFaults(t, p.Validate(), []string{"rule photo_area: it can only refuse"})
}

func TestValidate(t *testing.T) {
	nan, infinity := math.NaN(), math.Inf(1)
	tests := []struct {
		name    string
		code    string
		setting Setting
		faults  []string // what each line says; none for a good setting
	}{
		// Good ones.
		{"a rule may be off", "roll", off, nil},
		{"a rule that is off may have any limits", "roll", Setting{Off, Range{9, 1}, Range{nan, nan}}, nil},
		{"a rule may only warn", "roll", warn(within(10)), nil},
		{"the lowest and the highest value are limits", "roll", refuse(within(180)), nil},
		{"a limit may be open on one side of two", "roll", refuse(atMost(10)), nil},
		{"a limit may be open if the warning limit is not", "roll", refuse(anything).orWarn(within(10)), nil},
		{"a warning limit may be the limit", "roll", refuse(within(10)).orWarn(within(10)), nil},
		{"a warning limit may be on the other side", "roll", refuse(atMost(10)).orWarn(between(-10, 10)), nil},
		{"a rule that applies always may have other limits", "faces", refuse(atLeast(1)), nil},
		{"a warning limit that is the zero range is none", "roll", Setting{Action: Refuse, Limit: within(10)}, nil},
		{"a limit that is the zero range is none beside a warning limit", "roll", Setting{Action: Refuse, Prefer: within(10)}, nil},
		{"a limit of one value", "luminance_mean", refuse(between(0.5, 0.5)), nil},

		// Actions.
		{"an action below off", "roll", Setting{Action: Off - 1, Limit: within(10), Prefer: anything}, []string{"rule roll: the action is none of off, warn and refuse"}},
		{"an action above refuse", "roll", Setting{Action: Refuse + 1, Limit: within(10), Prefer: anything}, []string{"rule roll: the action is none of off, warn and refuse"}},
		{"a rule that applies always cannot be off", "photo_area", off, []string{"rule photo_area: it can only refuse"}},
		{"a rule that applies always cannot warn", "single_face", warn(atMost(0.25)), []string{"rule single_face: it can only refuse"}},

		// No limit.
		{"no limit", "roll", refuse(anything), []string{"rule roll: it has no limit"}},
		{"no limit to warn of", "roll", warn(anything), []string{"rule roll: it has no limit"}},
		{"a rule that applies always needs a limit", "photo_area", refuse(anything).orWarn(atMost(10)), []string{"rule photo_area: it has no limit"}},

		// Limits.
		{"a limit that is no number", "noise", refuse(atMost(nan)), []string{"rule noise: the limit is not a number"}},
		{"a start that is no number", "sharpness", refuse(atLeast(nan)), []string{"rule sharpness: the limit is not a number"}},
		{"a limit that ends before it begins", "luminance_mean", refuse(between(0.6, 0.4)), []string{"rule luminance_mean: the limit begins at 0.6, above its end 0.4"}},
		{"a limit below what there can be", "luminance_mean", refuse(between(-0.1, 0.5)), []string{"rule luminance_mean: the limit lies outside what can be measured, 0 to 1 share"}},
		{"a limit above what there can be", "luminance_mean", refuse(between(0.1, 1.1)), []string{"rule luminance_mean: the limit lies outside what can be measured, 0 to 1 share"}},
		{"a limit that begins at infinity", "roll", refuse(between(infinity, infinity)), []string{"rule roll: the limit lies outside what can be measured, -180 to 180 degrees"}},
		{"a limit that ends at infinity below", "roll", refuse(between(-infinity, -infinity)), []string{"rule roll: the limit lies outside what can be measured, -180 to 180 degrees"}},
		{"a limit below for a rule with none", "noise", refuse(between(1, 2)), []string{"rule noise: the limit is on a side where the rule has none"}},
		{"a limit above for a rule with none", "sharpness", refuse(between(1, 2)), []string{"rule sharpness: the limit is on a side where the rule has none"}},
		{"a limit that is the zero range is none", "roll", Setting{Action: Refuse}, []string{"rule roll: it has no limit"}},

		// Warning limits.
		{"a warning limit looser below", "luminance_mean", refuse(between(0.2, 0.8)).orWarn(between(0.1, 0.7)), []string{"rule luminance_mean: the warning limit is looser than the limit"}},
		{"a warning limit looser above", "luminance_mean", refuse(between(0.2, 0.8)).orWarn(between(0.3, 0.9)), []string{"rule luminance_mean: the warning limit is looser than the limit"}},
		{"a warning limit open where the limit is not", "luminance_mean", refuse(between(0.2, 0.8)).orWarn(atLeast(0.3)), []string{"rule luminance_mean: the warning limit is looser than the limit"}},
		{"a warning limit beyond what there can be", "noise", refuse(anything).orWarn(atMost(256)), []string{"rule noise: the warning limit lies outside what can be measured, 0 to 255 levels"}},

		// Several.
		{"a bad limit and a bad warning limit", "noise", refuse(atMost(300)).orWarn(atMost(-1)), []string{
			"rule noise: the limit lies outside what can be measured, 0 to 255 levels",
			"the warning limit lies outside what can be measured, 0 to 255 levels",
		}},
		{"three faults of one rule", "luminance_mean", refuse(between(0.9, 0.1)).orWarn(between(-1, 2)), []string{
			"rule luminance_mean: the limit begins at 0.9, above its end 0.1",
			"the warning limit lies outside what can be measured, 0 to 1 share",
			"the warning limit is looser than the limit",
		}},
		{"an unknown rule", "whiskers", warn(atLeast(3)), []string{"there is no rule whiskers"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkFaults(t, Panel().With(tt.code, tt.setting).Validate(), tt.faults)
		})
	}
}

func checkFaults(t *testing.T, err error, want []string) {
	t.Helper()
	var got []string
	if err != nil {
		got = strings.Split(err.Error(), "\n")
	}
	if len(got) != len(want) {
		t.Fatalf("%d faults, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("fault %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// All faults of all rules are reported together, by the names of the rules.
func TestValidateReportsEveryFault(t *testing.T) {
	p := Panel().
		With("yaw", warn(anything)).
		With("faces", off).
		With("whiskers", off).
		With("noise", refuse(atMost(300)).orWarn(atMost(-1))).
		With("colour", Setting{Action: 7})
	checkFaults(t, p.Validate(), []string{
		"rule colour: the action is none of off, warn and refuse",
		"rule faces: it can only refuse",
		"rule noise: the limit lies outside what can be measured, 0 to 255 levels",
		"the warning limit lies outside what can be measured, 0 to 255 levels",
		"there is no rule whiskers",
		"rule yaw: it has no limit",
	})
	checkFaults(t, Profile{}.Validate(), []string{"the profile has no name"})
	checkFaults(t, Profile{}.With("yaw", warn(anything)).Validate(), []string{"the profile has no name", "rule yaw: it has no limit"})
}

// No configuration can do without what applies always.
func TestWhatAppliesAlwaysCannotBeSwitchedOff(t *testing.T) {
	for _, r := range All() {
		for _, p := range Profiles() {
			s := p.Setting(r.Code)
			if s.Action == Off {
				s = r.Panel
			}
			for _, action := range []Action{Off, Warn} {
				s.Action = action
				if got, want := p.With(r.Code, s).Validate() != nil, r.always; got != want {
					t.Errorf("%s: %s set to %v is a fault: %t, want %t", p.Name(), r.Code, action, got, want)
				}
			}
		}
	}
}
