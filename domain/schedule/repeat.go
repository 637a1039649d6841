package schedule

import (
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// MaxStep is the largest n of "every n-th" (repeat_looper).
const MaxStep = 1000

// Cycle is how an occurrence repeats (repeat_type).
type Cycle string

// The cycles. All but CustomCycle repeat from the local day of Spec.From.
const (
	Daily       Cycle = "day"
	Weekly      Cycle = "week"
	TwoWeekly   Cycle = "twoWeeks"
	Monthly     Cycle = "month"
	Yearly      Cycle = "year"
	CustomCycle Cycle = "custom"
)

// cycles says what the cycles mean that say all by their name.
var cycles = map[Cycle]Custom{
	Daily:     {Unit: DayUnit, Step: 1},
	Weekly:    {Unit: WeekUnit, Step: 1},
	TwoWeekly: {Unit: WeekUnit, Step: 2},
	Monthly:   {Unit: MonthUnit, Step: 1},
	Yearly:    {Unit: YearUnit, Step: 1},
}

// Unit is what a custom cycle counts (repeat_point_type).
type Unit string

// The units. A week begins on Monday.
const (
	DayUnit   Unit = "day"
	WeekUnit  Unit = "week"
	MonthUnit Unit = "month"
	YearUnit  Unit = "year"
)

// Repeat says whether, how and how long a first occurrence repeats
// (repeat_options).
type Repeat struct {
	Enabled bool      // repeat_enable; if not, the rest is kept and has no effect
	Cycle   Cycle     // "" if there is no repeat_format; then Enabled is false
	Until   time.Time // repeat_end.date: no occurrence begins after it. Zero: it never ends
	Custom  Custom    // of CustomCycle only
}

// Custom is a cycle of the client's own (repeat_custom). Only the parts that
// belong to the unit may be there. A date that does not exist, such as 31
// April or 29 February in most years, is left out, not moved.
type Custom struct {
	Unit      Unit
	Step      int       // every n-th unit, 1 to MaxStep, counted from the unit that the day of Spec.From is in
	Weekdays  []Weekday // WeekUnit; empty: the weekday of Spec.From
	MonthDays []int     // MonthUnit, 1 to 31; empty and Nth zero: the day of the month of Spec.From
	Nth       NthDay    // MonthUnit instead of MonthDays; YearUnit: in each of Months, zero: the day of the month of Spec.From
	Months    []int     // YearUnit, 1 to 12; empty: the month of Spec.From
}

func (r Repeat) validate(from time.Time) error {
	if err := r.validateCycle(); err != nil {
		return err
	}
	if r.Until.IsZero() {
		return nil
	}
	if !inYears(r.Until) {
		return outsideYears(r.Until)
	}
	if r.Until.Before(from) {
		return domain.E(domain.KindInvalidTimes, "time profile repeats until %d, before it begins at %d", r.Until.Unix(), from.Unix())
	}
	return nil
}

func (r Repeat) validateCycle() error {
	_, named := cycles[r.Cycle]
	switch {
	case r.Cycle == CustomCycle:
		return r.Custom.validate()
	case r.Cycle != "" && !named:
		return domain.E(domain.KindInvalid, "cycle %.64q does not exist", r.Cycle)
	case !r.Custom.isZero():
		return domain.E(domain.KindInvalidTimes, "cycle %.64q has parts of a custom one", r.Cycle)
	case r.Cycle == "" && (r.Enabled || !r.Until.IsZero()):
		return domain.E(domain.KindInvalidTimes, "a time profile repeats without a cycle")
	}
	return nil
}

func (c Custom) isZero() bool {
	return c.Unit == "" && c.Step == 0 && c.isPlain()
}

// isPlain reports whether c has none of the parts that only some units have.
func (c Custom) isPlain() bool {
	return len(c.Weekdays) == 0 && len(c.MonthDays) == 0 && len(c.Months) == 0 && c.Nth == NthDay{}
}

func (c Custom) validate() error {
	if c.Unit == "" {
		return domain.E(domain.KindInvalidTimes, "a custom cycle has no unit")
	}
	if !slices.Contains([]Unit{DayUnit, WeekUnit, MonthUnit, YearUnit}, c.Unit) {
		return domain.E(domain.KindInvalid, "unit %.64q does not exist", c.Unit)
	}
	if c.Step < 1 || c.Step > MaxStep {
		return domain.E(domain.KindInvalidTimes, "a cycle of every %d-th %s, must be 1 to %d", c.Step, c.Unit, MaxStep)
	}
	if err := c.validateUnit(); err != nil {
		return err
	}
	return c.validateParts()
}

// validateUnit takes away the parts that belong to the unit and refuses the
// rest.
func (c Custom) validateUnit() error {
	rest := c
	switch c.Unit {
	case WeekUnit:
		rest.Weekdays = nil
	case MonthUnit:
		rest.MonthDays = nil
		if len(c.MonthDays) == 0 {
			rest.Nth = NthDay{}
		}
	case YearUnit:
		rest.Months, rest.Nth = nil, NthDay{}
	}
	if !rest.isPlain() {
		return domain.E(domain.KindInvalidTimes, "a cycle of unit %.64q has parts that do not belong to it", c.Unit)
	}
	return nil
}

func (c Custom) validateParts() error {
	if err := validateNumbers("days of the month", c.MonthDays, 31); err != nil {
		return err
	}
	if err := validateNumbers("months", c.Months, 12); err != nil {
		return err
	}
	if n := len(c.Weekdays); n > len(weekdays) {
		return domain.E(domain.KindInvalidTimes, "a cycle has %d weekdays, there are %d", n, len(weekdays))
	}
	for _, w := range c.Weekdays {
		if !slices.Contains(weekdays[:], w) {
			return domain.E(domain.KindInvalid, "weekday %.64q does not exist", w)
		}
	}
	return c.Nth.validate()
}

// validateNumbers refuses numbers that are not 1 to highest, and more of them
// than there are.
func validateNumbers(what string, numbers []int, highest int) error {
	if n := len(numbers); n > highest {
		return domain.E(domain.KindInvalidTimes, "a cycle has %d %s, there are %d", n, what, highest)
	}
	for _, n := range numbers {
		if n < 1 || n > highest {
			return domain.E(domain.KindInvalidTimes, "%d is not among the %s, 1 to %d", n, what, highest)
		}
	}
	return nil
}
