package rules

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ParseSetting reads a setting as a configuration writes it and changes that
// of a profile accordingly:
//
//	off                 the rule does not apply
//	refuse              refuse beyond the limits that the profile has
//	warn                only warn beyond them
//	refuse 60           refuse beyond 60, without a further warning
//	refuse 60 warn 90   refuse beyond 60, warn beyond 90
//	warn 90             only warn, beyond 90
//	warn 60 warn 90     only warn, beyond 60 and beyond 90
//
// A limit is a number where the rule has one side, or is the same on both
// ("15" stands for "-15..15"), and otherwise a range, "0.1..0.8", which may be
// open: "0.1..".
func (r *Rule) ParseSetting(text string, profile Setting) (Setting, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return Setting{}, fmt.Errorf("rule %s: nothing is said", r.Code)
	}
	s := profile
	switch words[0] {
	case "off":
		s.Action = Off
		if len(words) > 1 {
			return Setting{}, fmt.Errorf("rule %s: nothing may follow %q", r.Code, "off")
		}
		return s, nil
	case "warn":
		s.Action = Warn
	case "refuse":
		s.Action = Refuse
	default:
		return Setting{}, fmt.Errorf("rule %s: %q is none of off, warn and refuse", r.Code, words[0])
	}
	limits, err := r.parseLimits(words[1:])
	if err != nil {
		return Setting{}, fmt.Errorf("rule %s: %w", r.Code, err)
	}
	if limits != nil {
		s.Limit, s.Prefer = limits[0], limits[1]
	}
	return s, nil
}

// parseLimits reads what follows the action: limit and warning limit, or nil
// if nothing does.
func (r *Rule) parseLimits(words []string) ([]Range, error) {
	switch {
	case len(words) == 0:
		return nil, nil
	case len(words) == 1:
		limit, err := r.parseRange(words[0])
		return []Range{limit, anything}, err
	case len(words) == 3 && words[1] == "warn":
		limit, err := r.parseRange(words[0])
		if err != nil {
			return nil, err
		}
		prefer, err := r.parseRange(words[2])
		return []Range{limit, prefer}, err
	}
	return nil, fmt.Errorf("%q is not a limit", strings.Join(words, " "))
}

func (r *Rule) parseRange(text string) (Range, error) {
	if low, high, ok := strings.Cut(text, ".."); ok {
		a, err := parseEnd(low, math.Inf(-1))
		if err != nil {
			return Range{}, err
		}
		b, err := parseEnd(high, math.Inf(1))
		return Range{a, b}, err
	}
	v, err := parseEnd(text, math.NaN())
	switch {
	case err != nil:
		return Range{}, err
	case r.High == "":
		return atLeast(v), nil
	case r.Low == "":
		return atMost(v), nil
	case r.symmetric():
		return within(v), nil
	}
	return Range{}, fmt.Errorf("%q is one limit, the rule has two: write FROM..TO", text)
}

// parseEnd reads a number; empty is what nothing means.
func parseEnd(text string, empty float64) (float64, error) {
	if text == "" && !math.IsNaN(empty) {
		return empty, nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || isBad(v) {
		return 0, fmt.Errorf("%q is not a number", text)
	}
	return v, nil
}

// symmetric reports whether the rule measures a deviation to either side.
func (r *Rule) symmetric() bool { return r.Values.Min == -r.Values.Max }

// FormatSetting writes a setting so that ParseSetting reads it.
func (r *Rule) FormatSetting(s Setting) string {
	if s.Action == Off {
		return s.Action.String()
	}
	text := s.Action.String()
	if !s.Limit.Open() || !s.Prefer.Open() {
		text += " " + r.formatRange(s.Limit)
	}
	if !s.Prefer.Open() {
		text += " warn " + r.formatRange(s.Prefer)
	}
	return text
}

func (r *Rule) formatRange(limit Range) string {
	number := func(v float64) string {
		if math.IsInf(v, 0) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	switch {
	case limit.Open():
		return ".."
	case r.High == "":
		return number(limit.Min)
	case r.Low == "":
		return number(limit.Max)
	case r.symmetric() && limit.Min == -limit.Max:
		return number(limit.Max)
	}
	return number(limit.Min) + ".." + number(limit.Max)
}
