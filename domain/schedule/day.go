package schedule

import "time"

// Weekday is a day of the week (repeat_options).
type Weekday string

// The weekdays.
const (
	Monday    Weekday = "MON"
	Tuesday   Weekday = "TUE"
	Wednesday Weekday = "WED"
	Thursday  Weekday = "THU"
	Friday    Weekday = "FRI"
	Saturday  Weekday = "SAT"
	Sunday    Weekday = "SUN"
)

// weekdays are in the order of a week.
var weekdays = [7]Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}

// day is a day of the calendar, counted from 1 January 1970.
type day int64

const daySeconds = 24 * 60 * 60

// dayOf returns the day of a reading of the clock.
func dayOf(reading int64) day { return day(floorDiv(reading, daySeconds)) }

// midnight returns the reading at which d begins.
func (d day) midnight() int64 { return int64(d) * daySeconds }

// epochWeekday is the index of the weekday, Thursday, that 1 January 1970 was.
const epochWeekday = 3

// week returns the number of the week from Monday to Sunday that d is in.
func (d day) week() int64 { return floorDiv(int64(d)+epochWeekday, 7) }

func (d day) weekday() Weekday {
	return weekdays[int64(d)+epochWeekday-7*d.week()]
}

// date is a day by its year, its month and its place in the month.
type date struct{ year, month, day int }

func (d day) date() date {
	year, month, mday := time.Unix(d.midnight(), 0).UTC().Date()
	return date{year, int(month), mday}
}

func (d date) daysInMonth() int {
	return time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// months counts the months since the year 0.
func (d date) months() int64 { return int64(d.year)*12 + int64(d.month) }

// floorDiv returns a/b rounded down; b is positive. The local day of a time in
// 1970 may be one of 1969.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
