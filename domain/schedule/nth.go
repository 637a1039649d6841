package schedule

import (
	"slices"

	"github.com/vestibule-id/vestibule/domain"
)

// NthDay is a day of a month by its place among the days of one type, such as
// the second Tuesday or the last working day. The zero NthDay is none.
type NthDay struct {
	Order WeekOrder
	Day   DayType
}

// WeekOrder is a place among the days of one type in a month (week_order).
type WeekOrder string

// The orders. Not every month has a fifth of each weekday; every month has a
// last one.
const (
	First  WeekOrder = "first"
	Second WeekOrder = "second"
	Third  WeekOrder = "third"
	Fourth WeekOrder = "fourth"
	Fifth  WeekOrder = "fifth"
	Last   WeekOrder = "last"
)

// orders has the places from the front: the index is the place less 1.
var orders = [...]WeekOrder{First, Second, Third, Fourth, Fifth}

// DayType is a weekday, such as DayType(Monday), or a group of them
// (day_type).
type DayType string

// The groups. Public holidays are no days off: nobody told the server of them.
const (
	WorkingDay DayType = "WEEK_DAY" // Monday to Friday
	DayOff     DayType = "DAY_OFF"  // Saturday and Sunday
)

func (n NthDay) validate() error {
	switch {
	case n == NthDay{}:
		return nil
	case n.Order == "" || n.Day == "":
		return domain.E(domain.KindInvalidTimes, "an n-th day has order %.64q and day type %.64q, needs both", n.Order, n.Day)
	case n.Order != Last && !slices.Contains(orders[:], n.Order):
		return domain.E(domain.KindInvalid, "order %.64q does not exist", n.Order)
	case !n.Day.valid():
		return domain.E(domain.KindInvalid, "day type %.64q does not exist", n.Day)
	}
	return nil
}

func (t DayType) valid() bool {
	return t == WorkingDay || t == DayOff || slices.Contains(weekdays[:], Weekday(t))
}

// has reports whether a weekday is of the type.
func (t DayType) has(w Weekday) bool {
	weekend := w == Saturday || w == Sunday
	switch t {
	case WorkingDay:
		return !weekend
	case DayOff:
		return weekend
	}
	return w == Weekday(t)
}

// on reports whether n is the day d, whose date is given.
func (n NthDay) on(d day, date date) bool {
	if !n.Day.has(d.weekday()) {
		return false
	}
	begin := d - day(date.day) // the day before the month
	if n.Order == Last {
		return n.Day.count(d, begin+day(date.daysInMonth())) == 0
	}
	return n.Day.count(begin, d) == slices.Index(orders[:], n.Order)+1
}

// count returns how many days of the type there are after one day, up to and
// with another.
func (t DayType) count(after, to day) (n int) {
	for d := after + 1; d <= to; d++ {
		if t.has(d.weekday()) {
			n++
		}
	}
	return n
}
