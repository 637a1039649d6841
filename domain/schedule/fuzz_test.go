package schedule

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// fuzzed is what a fuzzer can write of a spec and a question. Lists of words
// have commas between, numbers are bytes.
type fuzzed struct {
	name, cycle, unit, weekdays, order, day string
	monthDays, months                       []byte
	from, to, until, moment                 int64
	step                                    int
	allDay, enabled, ends                   bool
	zone                                    uint8
}

func (f fuzzed) spec() Spec {
	s := Spec{Name: f.name, AllDay: f.allDay, From: time.Unix(f.from, 0), To: time.Unix(f.to, 0)}
	s.Repeat = Repeat{Enabled: f.enabled, Cycle: Cycle(f.cycle)}
	if f.ends {
		s.Repeat.Until = time.Unix(f.until, 0)
	}
	c := &s.Repeat.Custom
	c.Unit, c.Step, c.Nth = Unit(f.unit), f.step, NthDay{WeekOrder(f.order), DayType(f.day)}
	for w := range strings.FieldsFuncSeq(f.weekdays, func(r rune) bool { return r == ',' }) {
		c.Weekdays = append(c.Weekdays, Weekday(w))
	}
	for _, d := range f.monthDays {
		c.MonthDays = append(c.MonthDays, int(d))
	}
	for _, m := range f.months {
		c.Months = append(c.Months, int(m))
	}
	return s
}

func FuzzCovers(f *testing.F) {
	for _, s := range fuzzSeeds() {
		f.Add(s.name, s.cycle, s.unit, s.weekdays, s.order, s.day, s.monthDays, s.months,
			s.from, s.to, s.until, s.moment, s.step, s.allDay, s.enabled, s.ends, s.zone)
	}
	zones := allZones(f)
	f.Fuzz(func(t *testing.T, name, cycle, unit, weekdays, order, day string, monthDays, months []byte,
		from, to, until, moment int64, step int, allDay, enabled, ends bool, zone uint8,
	) {
		q := fuzzed{
			name, cycle, unit, weekdays, order, day, monthDays, months,
			from, to, until, moment, step, allDay, enabled, ends, zone,
		}
		checkAny(t, q.spec(), time.Unix(moment, 0), zones[int(zone)%len(zones)])
	})
}

// fuzzSeeds returns questions to start from, about one of each kind.
func fuzzSeeds() []fuzzed {
	const newYear, hour = 1704099600, 3600 // 1 January 2024, nine o'clock
	plain := fuzzed{name: "a", from: newYear, to: newYear + hour, moment: newYear + 31*daySeconds}
	with := func(change func(f *fuzzed)) fuzzed {
		f := plain
		f.enabled, f.cycle = true, "custom"
		change(&f)
		return f
	}
	return []fuzzed{
		plain,
		with(func(f *fuzzed) { f.cycle = "day" }),
		with(func(f *fuzzed) { f.cycle, f.ends, f.until = "twoWeeks", true, newYear+hour }),
		with(func(f *fuzzed) { f.unit, f.step, f.zone = "day", 1000, 1 }),
		with(func(f *fuzzed) { f.unit, f.step, f.weekdays, f.zone = "week", 2, "MON,SUN", 2 }),
		with(func(f *fuzzed) { f.unit, f.step, f.monthDays, f.zone = "month", 1, []byte{1, 31}, 3 }),
		with(func(f *fuzzed) { f.unit, f.step, f.order, f.day, f.allDay = "month", 3, "fifth", "MON", true }),
		with(func(f *fuzzed) {
			f.unit, f.step, f.order, f.day, f.months = "year", 1, "last", "DAY_OFF", []byte{2, 12}
		}),
		with(func(f *fuzzed) { f.unit, f.step, f.to = "year", 1000, newYear+366*daySeconds }),
		with(func(f *fuzzed) { f.unit, f.step = "century", -1 }),
		with(func(f *fuzzed) { f.from, f.to, f.moment = -1<<63, 1<<63-1, 1<<63-1 }),
		with(func(f *fuzzed) { f.ends, f.until, f.moment = true, 1<<63-1, -1<<63 }),
	}
}

// longestError is how long an error may be, in bytes: it goes into the log, and
// repeats no more than 64 characters of a word that a client sent.
const longestError = 1000

// checkAny checks what is true of whatever spec.
func checkAny(t *testing.T, s Spec, moment time.Time, zone *time.Location) {
	t.Helper()
	covered := s.Covers(moment, zone)
	p, err := New(s)
	if err != nil && len(err.Error()) > longestError {
		t.Fatalf("an error of %d bytes: %.200s", len(err.Error()), err)
	}
	switch kind := domain.KindOf(err); {
	case err == nil:
	case kind != domain.KindInvalid && kind != domain.KindInvalidTimes:
		t.Fatalf("refused with kind %q: %v", kind, err)
	case kind == domain.KindInvalidTimes && covered:
		t.Fatalf("%v is covered by what is refused: %v", moment, err)
	default:
		return
	}
	if again, err := New(p.Spec()); err != nil || !reflect.DeepEqual(again, p) {
		t.Errorf("New makes %+v, then %+v: %v", p, again, err)
	}
	if got := p.Spec().Covers(moment, zone); got != covered {
		t.Errorf("%v is covered: %t, then %t", moment, covered, got)
	}
	checkSpan(t, p.Spec(), moment, zone, covered)
}

// checkSpan looks at the answer for a valid spec.
func checkSpan(t *testing.T, s Spec, moment time.Time, zone *time.Location, covered bool) {
	t.Helper()
	if s.AllDay {
		return
	}
	if inside := !moment.Before(s.From) && !moment.After(s.To); !s.Repeat.Enabled && covered != inside {
		t.Errorf("%v is covered: %t, inside: %t", moment, covered, inside)
	}
	if covered && moment.Before(s.From) {
		t.Errorf("%v is covered, before the first occurrence", moment)
	}
	if s.Repeat.Enabled && s.Repeat.Cycle != CustomCycle && !s.Covers(s.To, zone) {
		t.Errorf("the end of the first occurrence is not covered")
	}
}
