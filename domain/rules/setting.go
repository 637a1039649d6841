package rules

import "math"

// Action says what happens when a measure lies outside the limit.
type Action int

// The actions. Off means that the rule is not even measured.
const (
	Off Action = iota
	Warn
	Refuse
)

var actionNames = [...]string{Off: "off", Warn: "warn", Refuse: "refuse"}

// String returns the action as a configuration names it: "off", "warn",
// "refuse".
func (a Action) String() string {
	if a < 0 || int(a) >= len(actionNames) {
		return "?"
	}
	return actionNames[a]
}

// Setting says how a profile applies one rule. A zero Range in it is open.
type Setting struct {
	Action Action
	Limit  Range // what is acceptable; Action befalls what lies outside
	Prefer Range // what is good; a warning befalls what lies outside
}

// refuse returns the setting that refuses what lies outside a range.
func refuse(limit Range) Setting { return Setting{Action: Refuse, Limit: limit, Prefer: anything} }

// warn returns the setting that warns of what lies outside a range.
func warn(limit Range) Setting { return Setting{Action: Warn, Limit: limit, Prefer: anything} }

// orWarn adds a warning to a setting that refuses.
func (s Setting) orWarn(prefer Range) Setting {
	s.Prefer = prefer
	return s
}

// off is the setting of a rule that does not apply.
var off = Setting{Action: Off, Limit: anything, Prefer: anything}

// Range is a range of values, both ends included. An end at infinity is open.
type Range struct{ Min, Max float64 }

var anything = Range{math.Inf(-1), math.Inf(1)}

func atLeast(x float64) Range    { return Range{x, math.Inf(1)} }
func atMost(x float64) Range     { return Range{math.Inf(-1), x} }
func between(a, b float64) Range { return Range{a, b} }

// within returns the range that is as wide on both sides of zero.
func within(x float64) Range { return Range{-x, x} }

// Contains reports whether a value lies in the range.
func (r Range) Contains(v float64) bool { return r.Min <= v && v <= r.Max }

// Open reports whether the range has no end on either side.
func (r Range) Open() bool { return r.openBelow() && r.openAbove() }

func (r Range) openBelow() bool { return math.IsInf(r.Min, -1) }
func (r Range) openAbove() bool { return math.IsInf(r.Max, 1) }

// intersect returns what both ranges contain.
func (r Range) intersect(o Range) Range { return Range{max(r.Min, o.Min), min(r.Max, o.Max)} }

// nearest returns the end of the range, not open on both sides, that is nearer
// to a value.
func (r Range) nearest(v float64) float64 {
	if math.Abs(v-r.Min) < math.Abs(v-r.Max) {
		return r.Min
	}
	return r.Max
}

func isBad(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }
