package schedule

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// good is the kind of no error.
const good = domain.Kind(-1)

// checkNew reports whether New treats s as it should: want is a kind of error,
// or good.
func checkNew(t *testing.T, s Spec, want domain.Kind) {
	t.Helper()
	p, err := New(s)
	if want == good {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if got := domain.KindOf(err); err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
	if got, want := p, (Profile{}); !reflect.DeepEqual(got, want) {
		t.Errorf("a refused profile is %+v, want zero", got)
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		name  string
		value string
		want  domain.Kind
	}{
		{"one character is accepted", "a", good},
		{"no name is refused", "", domain.KindInvalid},
		{"a space alone is refused", " ", domain.KindInvalid},
		{"only space of several sorts is refused", " \t\n\u00a0\u2003", domain.KindInvalid},
		{"a character between spaces is accepted", "  a ", good},
		{"a name exactly as long as the limit is accepted", strings.Repeat("a", MaxName), good},
		{"a name one character longer is refused", strings.Repeat("a", MaxName+1), domain.KindInvalid},
		{"characters count, not bytes: just enough", strings.Repeat("Ж", MaxName), good},
		{"characters count, not bytes: one too many", strings.Repeat("Ж", MaxName+1), domain.KindInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec()
			s.Name = tt.value
			checkNew(t, s, tt.want)
		})
	}
}

var (
	earliest = time.Date(MinYear, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(MaxYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second)
)

func TestTimes(t *testing.T) {
	from := goodSpec().From
	far := time.FixedZone("far", 14*60*60)
	times := func(from, to time.Time) Spec { return Spec{Name: "a", From: from, To: to} }
	repeat := func(from, to time.Time) Spec {
		return Spec{Name: "a", From: from, To: to, Repeat: every(Daily)}
	}
	until := func(t time.Time) Spec { return repeated(Repeat{Enabled: true, Cycle: Daily, Until: t}) }
	tests := []struct {
		name string
		spec Spec
		want domain.Kind
	}{
		// From and To.
		{"from and to may be the same second", times(from, from), good},
		{"from a second after to is refused", times(from, from.Add(-time.Second)), domain.KindInvalidTimes},
		{"fractions of one second are no order", times(from.Add(500*time.Millisecond), from), good},
		{"the earliest second is accepted", times(earliest, from), good},
		{"a second earlier is refused", times(earliest.Add(-time.Second), from), domain.KindInvalidTimes},
		{"a fraction of a second earlier is refused", times(earliest.Add(-1), from), domain.KindInvalidTimes},
		{"the latest second is accepted", times(from, latest), good},
		{"a second later is refused", times(from, latest.Add(time.Second)), domain.KindInvalidTimes},
		{"the latest fraction of a second is accepted", times(from, latest.Add(time.Second-1)), good},
		{"the year counts in UTC: 10000 elsewhere is accepted", times(from, latest.In(far)), good},
		{"the year counts in UTC: 1970 elsewhere is refused", times(earliest.Add(-time.Second).In(far), from), domain.KindInvalidTimes},
		{"no from is refused", times(time.Time{}, from), domain.KindInvalidTimes},
		{"no to is refused", times(from, time.Time{}), domain.KindInvalidTimes},
		{"neither is refused", times(time.Time{}, time.Time{}), domain.KindInvalidTimes},

		// How long an occurrence lasts.
		{"a repeated occurrence exactly as long as the limit is accepted", repeat(from, from.Add(MaxSpan)), good},
		{"a second longer is refused", repeat(from, from.Add(MaxSpan+time.Second)), domain.KindInvalidTimes},
		{"the longest one there is, repeated, is refused", repeat(earliest, latest), domain.KindInvalidTimes},
		{"the longest one there is, once, is accepted", times(earliest, latest), good},

		// Until.
		{"until the second it begins is accepted", until(from), good},
		{"until a second before is refused", until(from.Add(-time.Second)), domain.KindInvalidTimes},
		{"until the latest second is accepted", until(latest), good},
		{"until a second later is refused", until(latest.Add(time.Second)), domain.KindInvalidTimes},
		{"an until before the years is refused", until(time.Time{}.Add(time.Second)), domain.KindInvalidTimes},
		{
			"an until before from is refused if nothing repeats yet, too",
			repeated(Repeat{Cycle: Daily, Until: from.Add(-time.Second)}), domain.KindInvalidTimes,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkNew(t, tt.spec, tt.want) })
	}
}

func TestCycles(t *testing.T) {
	from := goodSpec().From
	step := Custom{Unit: DayUnit, Step: 1}
	tests := []struct {
		name   string
		repeat Repeat
		want   domain.Kind
	}{
		{"no repetition is accepted", Repeat{}, good},
		{"every day is accepted", every("day"), good},
		{"every week is accepted", every("week"), good},
		{"every two weeks is accepted", every("twoWeeks"), good},
		{"every month is accepted", every("month"), good},
		{"every year is accepted", every("year"), good},
		{"a custom cycle is accepted", Repeat{Enabled: true, Cycle: "custom", Custom: step}, good},
		{"a cycle that is not enabled is accepted", Repeat{Cycle: Daily}, good},
		{"a custom cycle that is not enabled is accepted", Repeat{Cycle: CustomCycle, Custom: step}, good},
		{"a cycle that does not exist is refused", every("century"), domain.KindInvalid},
		{"one that is not enabled, too", Repeat{Cycle: "century"}, domain.KindInvalid},
		{"a cycle in the wrong case is refused", every("Day"), domain.KindInvalid},
		{"no cycle is refused where one is needed", Repeat{Enabled: true}, domain.KindInvalidTimes},
		{"an end without a cycle is refused", Repeat{Until: from}, domain.KindInvalidTimes},
		{"a custom part without a cycle is refused", Repeat{Custom: step}, domain.KindInvalidTimes},
		{"a custom cycle without its parts is refused", every(CustomCycle), domain.KindInvalidTimes},
		{"one that is not enabled without its parts, too", Repeat{Cycle: CustomCycle}, domain.KindInvalidTimes},
		{"custom parts of another cycle are refused", Repeat{Enabled: true, Cycle: Daily, Custom: step}, domain.KindInvalidTimes},
		{"a lone unit is a custom part", Repeat{Cycle: Daily, Custom: Custom{Unit: DayUnit}}, domain.KindInvalidTimes},
		{"a lone step is a custom part", Repeat{Cycle: Daily, Custom: Custom{Step: 1}}, domain.KindInvalidTimes},
		{"lone weekdays are a custom part", Repeat{Cycle: Daily, Custom: Custom{Weekdays: []Weekday{Monday}}}, domain.KindInvalidTimes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkNew(t, repeated(tt.repeat), tt.want) })
	}
}

func TestSteps(t *testing.T) {
	tests := []struct {
		name string
		unit Unit
		step int
		want domain.Kind
	}{
		{"every day is accepted", "day", 1, good},
		{"every week is accepted", "week", 1, good},
		{"every month is accepted", "month", 1, good},
		{"every year is accepted", "year", 1, good},
		{"the largest step is accepted", DayUnit, MaxStep, good},
		{"one more is refused", DayUnit, MaxStep + 1, domain.KindInvalidTimes},
		{"no step is refused", DayUnit, 0, domain.KindInvalidTimes},
		{"a step back is refused", DayUnit, -1, domain.KindInvalidTimes},
		{"no unit is refused", "", 1, domain.KindInvalidTimes},
		{"a unit that does not exist is refused", "hour", 1, domain.KindInvalid},
		{"a unit in the wrong case is refused", "Day", 1, domain.KindInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkNew(t, repeated(custom(Custom{Unit: tt.unit, Step: tt.step})), tt.want)
		})
	}
}

func TestTheDocumentedLargestStep(t *testing.T) {
	if got, want := MaxStep, 1000; got != want {
		t.Errorf("the largest step is %d, the API says %d", got, want)
	}
}

func TestPartsBelongToUnits(t *testing.T) {
	parts := map[string]func(c *Custom){
		"weekdays":          func(c *Custom) { c.Weekdays = []Weekday{Monday} },
		"days of the month": func(c *Custom) { c.MonthDays = []int{1} },
		"an n-th day":       func(c *Custom) { c.Nth = NthDay{First, WorkingDay} },
		"months":            func(c *Custom) { c.Months = []int{1} },
	}
	belong := map[Unit][]string{
		DayUnit:   {},
		WeekUnit:  {"weekdays"},
		MonthUnit: {"days of the month", "an n-th day"},
		YearUnit:  {"an n-th day", "months"},
	}
	for unit, own := range belong {
		for part, add := range parts {
			t.Run(string(unit)+" with "+part, func(t *testing.T) {
				c := Custom{Unit: unit, Step: 1}
				add(&c)
				want := domain.KindInvalidTimes
				if slices.Contains(own, part) {
					want = good
				}
				checkNew(t, repeated(custom(c)), want)
			})
		}
	}
	t.Run("a month with both its parts is refused", func(t *testing.T) {
		c := Custom{Unit: MonthUnit, Step: 1, MonthDays: []int{1}, Nth: NthDay{First, WorkingDay}}
		checkNew(t, repeated(custom(c)), domain.KindInvalidTimes)
	})
	t.Run("a year with both its parts is accepted", func(t *testing.T) {
		c := Custom{Unit: YearUnit, Step: 1, Months: []int{1}, Nth: NthDay{First, WorkingDay}}
		checkNew(t, repeated(custom(c)), good)
	})
}

func TestLists(t *testing.T) {
	week := func(w ...Weekday) Custom { return Custom{Unit: WeekUnit, Step: 1, Weekdays: w} }
	month := func(d ...int) Custom { return Custom{Unit: MonthUnit, Step: 1, MonthDays: d} }
	year := func(m ...int) Custom { return Custom{Unit: YearUnit, Step: 1, Months: m} }
	tests := []struct {
		name   string
		custom Custom
		want   domain.Kind
	}{
		{"all weekdays are accepted", week("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"), good},
		{"a weekday more is refused", week("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "MON"), domain.KindInvalidTimes},
		{"a weekday twice is accepted", week("MON", "MON"), good},
		{"a weekday that does not exist is refused", week("MON", "MOO"), domain.KindInvalid},
		{"a weekday in the wrong case is refused", week("Mon"), domain.KindInvalid},
		{"a group of weekdays is refused", week("WEEK_DAY"), domain.KindInvalid},
		{"no weekday in a list is refused", week(""), domain.KindInvalid},

		{"all days of a month are accepted", month(upTo(31)...), good},
		{"a day more is refused", month(append(upTo(31), 1)...), domain.KindInvalidTimes},
		{"a day twice is accepted", month(31, 31), good},
		{"day 0 is refused", month(1, 0), domain.KindInvalidTimes},
		{"day 32 is refused", month(1, 32), domain.KindInvalidTimes},
		{"a day from the end is refused", month(-1), domain.KindInvalidTimes},

		{"all months are accepted", year(upTo(12)...), good},
		{"a month more is refused", year(append(upTo(12), 1)...), domain.KindInvalidTimes},
		{"a month twice is accepted", year(12, 12), good},
		{"month 0 is refused", year(1, 0), domain.KindInvalidTimes},
		{"month 13 is refused", year(1, 13), domain.KindInvalidTimes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkNew(t, repeated(custom(tt.custom)), tt.want) })
	}
}

func TestNthDays(t *testing.T) {
	type test struct {
		name string
		nth  NthDay
		want domain.Kind
	}
	tests := []test{
		{"an order that does not exist is refused", NthDay{"sixth", "MON"}, domain.KindInvalid},
		{"an order in the wrong case is refused", NthDay{"First", "MON"}, domain.KindInvalid},
		{"a day type that does not exist is refused", NthDay{"first", "HOLIDAY"}, domain.KindInvalid},
		{"a day type in the wrong case is refused", NthDay{"first", "week_day"}, domain.KindInvalid},
		{"an order alone is refused", NthDay{"first", ""}, domain.KindInvalidTimes},
		{"a day type alone is refused", NthDay{"", "MON"}, domain.KindInvalidTimes},
	}
	for _, o := range []WeekOrder{"first", "second", "third", "fourth", "fifth", "last"} {
		for _, d := range []DayType{"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "WEEK_DAY", "DAY_OFF"} {
			tests = append(tests, test{string(o) + " " + string(d) + " is accepted", NthDay{o, d}, good})
		}
	}
	for _, tt := range tests {
		for _, unit := range []Unit{MonthUnit, YearUnit} {
			t.Run(tt.name+" in a "+string(unit), func(t *testing.T) {
				checkNew(t, repeated(custom(Custom{Unit: unit, Step: 1, Nth: tt.nth})), tt.want)
			})
		}
	}
}

// The words are on the wire and in databases.
func TestWords(t *testing.T) {
	got := []any{
		Daily, Weekly, TwoWeekly, Monthly, Yearly, CustomCycle,
		DayUnit, WeekUnit, MonthUnit, YearUnit,
		Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
		First, Second, Third, Fourth, Fifth, Last, WorkingDay, DayOff,
	}
	want := []any{
		Cycle("day"), Cycle("week"), Cycle("twoWeeks"), Cycle("month"), Cycle("year"), Cycle("custom"),
		Unit("day"), Unit("week"), Unit("month"), Unit("year"),
		Weekday("MON"), Weekday("TUE"), Weekday("WED"), Weekday("THU"), Weekday("FRI"), Weekday("SAT"), Weekday("SUN"),
		WeekOrder("first"), WeekOrder("second"), WeekOrder("third"), WeekOrder("fourth"), WeekOrder("fifth"), WeekOrder("last"),
		DayType("WEEK_DAY"), DayType("DAY_OFF"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("the words are %q, want %q", got, want)
	}
}
