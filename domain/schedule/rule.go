package schedule

import "slices"

// rule says which local days are occurrence days. Its Custom has every part
// that its unit needs.
type rule struct {
	Custom
	first     day
	firstDate date
}

// rule returns the rule of r for a profile whose first day is given, with the
// parts that the client left out.
func (r Repeat) rule(first day) rule {
	c, named := cycles[r.Cycle]
	if !named {
		c = r.Custom
	}
	date := first.date()
	if len(c.Weekdays) == 0 {
		c.Weekdays = []Weekday{first.weekday()}
	}
	if len(c.MonthDays) == 0 {
		c.MonthDays = []int{date.day}
	}
	if len(c.Months) == 0 {
		c.Months = []int{date.month}
	}
	return rule{Custom: c, first: first, firstDate: date}
}

// on reports whether d, which is not before the first day, is an occurrence
// day. The first day is one only if the rule says so.
func (r rule) on(d day) bool {
	switch r.Unit {
	case DayUnit:
		return r.every(int64(d - r.first))
	case WeekUnit:
		return r.every(d.week()-r.first.week()) && slices.Contains(r.Weekdays, d.weekday())
	case MonthUnit:
		date := d.date()
		return r.every(date.months()-r.firstDate.months()) && r.inMonth(d, date)
	default:
		date := d.date()
		return r.every(int64(date.year-r.firstDate.year)) && slices.Contains(r.Months, date.month) && r.inMonth(d, date)
	}
}

// every reports whether the rule takes the unit that is so many units after
// the first.
func (r rule) every(units int64) bool { return units%int64(r.Step) == 0 }

func (r rule) inMonth(d day, date date) bool {
	if r.Nth == (NthDay{}) {
		return slices.Contains(r.MonthDays, date.day)
	}
	return r.Nth.on(d, date)
}
