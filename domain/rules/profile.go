package rules

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// Profile is a named set of limits: how each rule is applied. The zero Profile
// has no name and applies no rule; start from one of Profiles.
type Profile struct {
	name     string
	settings map[string]Setting // by code of the measure
}

// The names of the built-in profiles.
const (
	PanelName  = "panel"
	StrictName = "strict"
	OffName    = "off"
)

// Panel returns the default profile: what a door panel can use. It is the
// vendor's photo requirements (BAS-IP product manual) where they have a number,
// and refuses beyond them only what no recogniser could use.
func Panel() Profile {
	return newProfile(PanelName, func(r *Rule) Setting { return r.Panel })
}

// Strict returns a profile close to a passport photo (ISO/IEC 19794-5, ICAO
// Doc 9303).
func Strict() Profile {
	return newProfile(StrictName, func(r *Rule) Setting { return r.Strict })
}

// Unchecked returns the profile "off": a JPEG within size and one dominant
// face, no more.
func Unchecked() Profile {
	return newProfile(OffName, func(r *Rule) Setting {
		if r.always {
			s := r.Panel
			s.Prefer = anything
			return s
		}
		return off
	})
}

// Profiles returns the built-in profiles, the default first.
func Profiles() []Profile { return []Profile{Panel(), Strict(), Unchecked()} }

// ProfileByName returns the built-in profile of that name, or false.
func ProfileByName(name string) (Profile, bool) {
	for _, p := range Profiles() {
		if p.name == name {
			return p, true
		}
	}
	return Profile{}, false
}

func newProfile(name string, of func(*Rule) Setting) Profile {
	p := Profile{name: name, settings: map[string]Setting{}}
	for _, r := range table {
		p.settings[r.Code] = of(r)
	}
	return p
}

// Name returns the profile's name: "panel".
func (p Profile) Name() string { return p.name }

// Setting returns how the rule of that code is applied; Off if there is none.
func (p Profile) Setting(code string) Setting {
	if s, ok := p.settings[code]; ok {
		return s
	}
	return off
}

// Set returns the profile, under its name, with another setting for one rule,
// in the words of a configuration: Set("face_width", "refuse 120"). Validate
// judges the result.
func (p Profile) Set(code, text string) (Profile, error) {
	r, ok := ByCode(code)
	if !ok {
		return p, fmt.Errorf("there is no rule %s", code)
	}
	s, err := r.ParseSetting(text, p.Setting(code))
	if err != nil {
		return p, err
	}
	return p.With(code, s), nil
}

// With returns the profile, under its name, with another setting for one rule.
// Validate judges the result.
func (p Profile) With(code string, s Setting) Profile {
	if s.Limit == (Range{}) {
		s.Limit = anything
	}
	if s.Prefer == (Range{}) {
		s.Prefer = anything
	}
	settings := maps.Clone(p.settings)
	if settings == nil {
		settings = map[string]Setting{}
	}
	settings[code] = s
	return Profile{name: p.name, settings: settings}
}

// Validate reports every fault at once, joined; nil if there is none.
func (p Profile) Validate() error {
	var faults []error
	if p.name == "" {
		faults = append(faults, errors.New("the profile has no name"))
	}
	for _, code := range slices.Sorted(maps.Keys(p.settings)) {
		r, ok := ByCode(code)
		if !ok {
			faults = append(faults, fmt.Errorf("there is no rule %s", code))
			continue
		}
		if err := r.validate(p.settings[code]); err != nil {
			faults = append(faults, fmt.Errorf("rule %s: %w", code, err))
		}
	}
	return errors.Join(faults...)
}

// validate returns why a setting makes no sense for the rule.
func (r *Rule) validate(s Setting) error {
	switch {
	case s.Action < Off || s.Action > Refuse:
		return errors.New("the action is none of off, warn and refuse")
	case r.always && s.Action != Refuse:
		return errors.New("it can only refuse")
	case s.Action == Off:
		return nil
	case s.Limit.Open() && (r.always || s.Prefer.Open()):
		return errors.New("it has no limit")
	}
	faults := []error{r.validateRange("limit", s.Limit), r.validateRange("warning limit", s.Prefer)}
	if s.Prefer != anything && s.Prefer.intersect(s.Limit) != s.Prefer {
		faults = append(faults, errors.New("the warning limit is looser than the limit"))
	}
	return errors.Join(faults...)
}

func (r *Rule) validateRange(what string, limit Range) error {
	switch {
	case math.IsNaN(limit.Min) || math.IsNaN(limit.Max):
		return fmt.Errorf("the %s is not a number", what)
	case limit.Min > limit.Max:
		return fmt.Errorf("the %s begins at %g, above its end %g", what, limit.Min, limit.Max)
	case r.Low == "" && !limit.openBelow() || r.High == "" && !limit.openAbove():
		return fmt.Errorf("the %s is on a side where the rule has none", what)
	case !limit.openBelow() && !r.Values.Contains(limit.Min) || !limit.openAbove() && !r.Values.Contains(limit.Max):
		return fmt.Errorf("the %s lies outside what can be measured, %g to %g %s", what, r.Values.Min, r.Values.Max, r.Unit)
	}
	return nil
}
