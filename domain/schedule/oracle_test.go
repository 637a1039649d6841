package schedule

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
)

// These tests ask somebody else's reading of RFC 5545 which days are
// occurrence days.

var rruleWeekdays = map[Weekday]rrule.Weekday{
	Monday: rrule.MO, Tuesday: rrule.TU, Wednesday: rrule.WE, Thursday: rrule.TH,
	Friday: rrule.FR, Saturday: rrule.SA, Sunday: rrule.SU,
}

// rules returns the RFC 5545 rules that together say what r does. A place
// among days of a group is BYSETPOS, which counts over a whole year, so each
// month of a year is a rule of its own.
func rules(r Repeat) []rrule.ROption {
	switch r.Cycle {
	case Daily:
		return []rrule.ROption{{Freq: rrule.DAILY}}
	case Weekly:
		return []rrule.ROption{{Freq: rrule.WEEKLY}}
	case TwoWeekly:
		return []rrule.ROption{{Freq: rrule.WEEKLY, Interval: 2}}
	case Monthly:
		return []rrule.ROption{{Freq: rrule.MONTHLY}}
	case Yearly:
		return []rrule.ROption{{Freq: rrule.YEARLY}}
	}
	c := r.Custom
	option := rrule.ROption{Interval: c.Step, Bymonthday: c.MonthDays, Bymonth: c.Months}
	for _, w := range c.Weekdays {
		option.Byweekday = append(option.Byweekday, rruleWeekdays[w])
	}
	option.Freq = map[Unit]rrule.Frequency{DayUnit: rrule.DAILY, WeekUnit: rrule.WEEKLY, MonthUnit: rrule.MONTHLY, YearUnit: rrule.YEARLY}[c.Unit]
	if c.Nth == (NthDay{}) {
		return []rrule.ROption{option}
	}
	return nthRules(option, c)
}

func nthRules(option rrule.ROption, c Custom) (options []rrule.ROption) {
	n := map[WeekOrder]int{First: 1, Second: 2, Third: 3, Fourth: 4, Fifth: 5, Last: -1}[c.Nth.Order]
	switch c.Nth.Day {
	case WorkingDay:
		option.Byweekday = []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR}
		option.Bysetpos = []int{n}
	case DayOff:
		option.Byweekday = []rrule.Weekday{rrule.SA, rrule.SU}
		option.Bysetpos = []int{n}
	default:
		w := rruleWeekdays[Weekday(c.Nth.Day)]
		option.Byweekday = []rrule.Weekday{w.Nth(n)}
	}
	if c.Unit == MonthUnit {
		return []rrule.ROption{option}
	}
	for _, m := range c.Months {
		of := option
		of.Bymonth = []int{m}
		options = append(options, of)
	}
	return options
}

// oracleDays returns the occurrence days of r from a day on, up to and with
// another, in UTC at midnight.
func oracleDays(t *testing.T, r Repeat, first, from, to time.Time) (days []time.Time) {
	t.Helper()
	for _, option := range rules(r) {
		option.Dtstart, option.Until, option.Wkst = first, to, rrule.MO
		oracle, err := rrule.NewRRule(option)
		if err != nil {
			t.Fatal(err)
		}
		days = append(days, oracle.Between(from, to, true)...)
	}
	slices.SortFunc(days, time.Time.Compare)
	return slices.CompactFunc(days, time.Time.Equal)
}

// What an n-th day may be.
var (
	anyOrder = []WeekOrder{First, Second, Third, Fourth, Fifth, Last}
	anyDay   = []DayType{"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", WorkingDay, DayOff}
)

// randomRepeat returns a repetition that New accepts. With years, the months
// are always said: an RFC 5545 rule for an n-th day of a year has no other way
// to be of one month.
func randomRepeat(r *rand.Rand) Repeat {
	if r.IntN(10) == 0 {
		return every(pick(r, Daily, Weekly, TwoWeekly, Monthly, Yearly))
	}
	c := Custom{Unit: pick(r, DayUnit, WeekUnit, MonthUnit, YearUnit), Step: 1 + r.IntN(pick(r, 1, 4, 30, MaxStep))}
	nth := NthDay{pick(r, anyOrder...), pick(r, anyDay...)}
	switch {
	case c.Unit == WeekUnit:
		c.Weekdays = some(r, 7, weekdays[:]...)
	case c.Unit == MonthUnit && r.IntN(2) == 0:
		c.Nth = nth
	case c.Unit == MonthUnit:
		c.MonthDays = some(r, pick(r, 2, 31), upTo(31)...)
	case c.Unit == YearUnit && r.IntN(2) == 0:
		c.Nth = nth
		c.Months = append(some(r, 3, upTo(11)...), 12)
	case c.Unit == YearUnit:
		c.Months = some(r, 12, upTo(12)...)
	}
	return custom(c)
}

// window returns the days to look at: some from before the first on, or years
// later.
func window(r *rand.Rand, first time.Time) (from, to time.Time) {
	from = first.AddDate(0, 0, -7)
	if r.IntN(2) == 0 {
		from = first.AddDate(r.IntN(40), r.IntN(12), r.IntN(31))
	}
	return from, from.AddDate(0, 0, 30+r.IntN(pick(r, 60, 60, 800)))
}

func TestOccurrenceDaysAreThoseOfRFC5545(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5545))
	zones := allZones(t)
	specs, occurrences := 3000, 0
	for range specs {
		first := time.Date(1972+random.IntN(200), time.Month(1+random.IntN(12)), 1+random.IntN(31), 0, 0, 0, 0, time.UTC)
		if random.IntN(4) == 0 {
			first = time.Date(first.Year()/4*4, 2, 29, 0, 0, 0, 0, time.UTC) // on 1 March 2100
		}
		repeat := randomRepeat(random)
		from, to := window(random, first)
		days := oracleDays(t, repeat, first, from, to)
		occurrences += len(days)

		// No clock of the zones changes after four in the morning; Apia and
		// Kiritimati once left out a day.
		zone, hour := pick(random, zones...), 4+random.IntN(20)
		inZone := func(d time.Time) time.Time {
			return time.Date(d.Year(), d.Month(), d.Day(), hour, 0, 0, 0, zone)
		}
		s := mustNew(t, Spec{From: inZone(first), To: inZone(first), Repeat: repeat})
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			if inZone(d).Day() != d.Day() {
				continue
			}
			_, want := slices.BinarySearchFunc(days, d, time.Time.Compare)
			if got := s.Covers(inZone(d), zone); got != want {
				t.Fatalf("%v from %v: %v is an occurrence day: %t, want %t (%+v)", zone, first, d, got, want, repeat)
			}
		}
	}
	if occurrences < 5*specs {
		t.Errorf("only %d occurrence days in %d repetitions", occurrences, specs)
	}
}
