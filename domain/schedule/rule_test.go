package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// occurrenceDays returns the days from one to another, both included, on which
// a repetition that begins on a day has an occurrence. It is asked at noon.
func occurrenceDays(t *testing.T, begin string, r Repeat, from, to string, zone *time.Location) (days []string) {
	t.Helper()
	noon := func(day string) time.Time { return local(t, day+" 12:00:00", zone) }
	s := mustNew(t, Spec{From: noon(begin), To: noon(begin), Repeat: r})
	for d := noon(from); !d.After(noon(to)); d = d.AddDate(0, 0, 1) {
		if s.Covers(d, zone) {
			days = append(days, d.Format(time.DateOnly))
		}
	}
	return days
}

func TestOccurrenceDays(t *testing.T) {
	weeks := func(step int, w ...Weekday) Repeat { return custom(Custom{Unit: WeekUnit, Step: step, Weekdays: w}) }
	months := func(step int, d ...int) Repeat { return custom(Custom{Unit: MonthUnit, Step: step, MonthDays: d}) }
	nth := func(o WeekOrder, d DayType) Repeat {
		return custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{o, d}})
	}
	years := func(step int, m ...int) Repeat { return custom(Custom{Unit: YearUnit, Step: step, Months: m}) }
	nthOfYear := func(step int, o WeekOrder, d DayType, m ...int) Repeat {
		return custom(Custom{Unit: YearUnit, Step: step, Nth: NthDay{o, d}, Months: m})
	}
	tests := []struct {
		name     string
		begin    string
		repeat   Repeat
		from, to string
		want     string
	}{
		// Days.
		{"every day begins on the first", "2024-02-27", every(Daily), "2024-02-25", "2024-03-01", "2024-02-27 2024-02-28 2024-02-29 2024-03-01"},
		{"every third day", "2024-02-27", custom(Custom{Unit: DayUnit, Step: 3}), "2024-02-20", "2024-03-08", "2024-02-27 2024-03-01 2024-03-04 2024-03-07"},
		{"every 1000th day", "2024-01-01", custom(Custom{Unit: DayUnit, Step: MaxStep}), "2024-01-02", "2032-12-31", "2026-09-27 2029-06-23 2032-03-19"},
		{"every day in the last days there are", "9999-12-30", every(Daily), "9999-12-29", "9999-12-31", "9999-12-30 9999-12-31"},

		// Weeks. 1 January 2024 is a Monday.
		{"every week", "2024-01-03", every(Weekly), "2024-01-01", "2024-01-25", "2024-01-03 2024-01-10 2024-01-17 2024-01-24"},
		{"every two weeks", "2024-01-03", every(TwoWeekly), "2023-12-20", "2024-02-05", "2024-01-03 2024-01-17 2024-01-31"},
		{"weekdays of every week", "2024-01-03", weeks(1, Monday, Friday), "2024-01-01", "2024-01-16", "2024-01-05 2024-01-08 2024-01-12 2024-01-15"},
		{"weekdays in any order", "2024-01-03", weeks(1, Friday, Monday), "2024-01-01", "2024-01-16", "2024-01-05 2024-01-08 2024-01-12 2024-01-15"},
		{"no weekday is that of the first day", "2024-01-03", weeks(3), "2024-01-01", "2024-02-20", "2024-01-03 2024-01-24 2024-02-14"},
		{"a week begins on Monday: Sunday belongs to the week before", "2024-01-03", weeks(2, Monday, Sunday), "2024-01-01", "2024-02-05", "2024-01-07 2024-01-15 2024-01-21 2024-01-29 2024-02-04"},
		{"from a Sunday the next week begins a day later", "2024-01-07", weeks(2, Monday, Sunday), "2024-01-01", "2024-01-30", "2024-01-07 2024-01-15 2024-01-21 2024-01-29"},
		{"every 1000th week", "2024-01-03", weeks(MaxStep), "2024-01-04", "2043-12-31", "2043-03-04"},
		{"every 53rd week over the turns of years", "2024-12-31", weeks(53, Tuesday, Wednesday), "2024-12-01", "2026-12-31", "2024-12-31 2025-01-01 2026-01-06 2026-01-07"},

		// Months by their days.
		{"every month", "2024-01-15", every(Monthly), "2024-01-01", "2024-04-30", "2024-01-15 2024-02-15 2024-03-15 2024-04-15"},
		{"the 31st leaves out months without one", "2024-01-31", every(Monthly), "2024-01-01", "2024-12-31", "2024-01-31 2024-03-31 2024-05-31 2024-07-31 2024-08-31 2024-10-31 2024-12-31"},
		{"the 30th leaves out February", "2024-01-30", every(Monthly), "2024-01-01", "2024-04-30", "2024-01-30 2024-03-30 2024-04-30"},
		{"the 29th leaves out February of most years", "2023-01-29", every(Monthly), "2023-02-01", "2023-03-31", "2023-03-29"},
		{"the 29th has February of leap years", "2024-01-29", every(Monthly), "2024-02-01", "2024-03-31", "2024-02-29 2024-03-29"},
		{"several days of every second month", "2024-01-15", months(2, 1, 15, 31), "2024-01-01", "2024-05-31", "2024-01-15 2024-01-31 2024-03-01 2024-03-15 2024-03-31 2024-05-01 2024-05-15 2024-05-31"},
		{"every fifth month over the turn of a year", "2023-10-10", months(5, 10), "2023-01-01", "2025-01-31", "2023-10-10 2024-03-10 2024-08-10 2025-01-10"},
		{"no day is that of the first day", "2024-01-31", months(1), "2024-01-01", "2024-05-01", "2024-01-31 2024-03-31"},
		{"every 1000th month", "2024-01-01", months(MaxStep), "2107-04-01", "2107-06-30", "2107-05-01"},
		{"the 31st of every 12th month from February is none", "2024-02-01", months(12, 31), "2024-01-01", "2030-01-01", ""},

		// Months by an n-th day.
		{"the first Monday, which may be the 1st", "2024-01-01", nth(First, "MON"), "2024-01-01", "2024-03-31", "2024-01-01 2024-02-05 2024-03-04"},
		{"the first Monday, which may be the 7th", "2024-10-01", nth(First, "MON"), "2024-10-01", "2024-10-31", "2024-10-07"},
		{"the second Tuesday", "2024-01-01", nth(Second, "TUE"), "2024-01-01", "2024-03-31", "2024-01-09 2024-02-13 2024-03-12"},
		{"the third Wednesday", "2024-01-01", nth(Third, "WED"), "2024-01-01", "2024-02-29", "2024-01-17 2024-02-21"},
		{"the fourth Thursday", "2024-01-01", nth(Fourth, "THU"), "2024-01-01", "2024-02-29", "2024-01-25 2024-02-22"},
		{"the fifth Thursday, in months that have one", "2024-01-01", nth(Fifth, "THU"), "2024-01-01", "2024-08-31", "2024-02-29 2024-05-30 2024-08-29"},
		{"the last Thursday, fourth or fifth", "2024-01-01", nth(Last, "THU"), "2024-01-01", "2024-04-30", "2024-01-25 2024-02-29 2024-03-28 2024-04-25"},
		{"the last Sunday on the last day", "2024-03-01", nth(Last, "SUN"), "2024-03-01", "2024-04-30", "2024-03-31 2024-04-28"},
		{"the last Wednesday of a February of 28 days", "2023-02-01", nth(Last, "WED"), "2023-02-01", "2023-02-28", "2023-02-22"},
		{"the first working day after a weekend", "2024-06-01", nth(First, WorkingDay), "2024-06-01", "2024-09-30", "2024-06-03 2024-07-01 2024-08-01 2024-09-02"},
		{"the second working day", "2024-06-01", nth(Second, WorkingDay), "2024-06-01", "2024-07-31", "2024-06-04 2024-07-02"},
		{"the fifth working day", "2024-06-01", nth(Fifth, WorkingDay), "2024-06-01", "2024-08-31", "2024-06-07 2024-07-05 2024-08-07"},
		{"the last working day before a weekend", "2024-06-01", nth(Last, WorkingDay), "2024-06-01", "2024-08-31", "2024-06-28 2024-07-31 2024-08-30"},
		{"the first day off", "2024-06-01", nth(First, DayOff), "2024-06-01", "2024-09-30", "2024-06-01 2024-07-06 2024-08-03 2024-09-01"},
		{"the second day off, a day or a week later", "2024-06-01", nth(Second, DayOff), "2024-06-01", "2024-09-30", "2024-06-02 2024-07-07 2024-08-04 2024-09-07"},
		{"the fifth day off", "2024-06-01", nth(Fifth, DayOff), "2024-06-01", "2024-07-31", "2024-06-15 2024-07-20"},
		{"the last day off", "2024-06-01", nth(Last, DayOff), "2024-06-01", "2024-08-31", "2024-06-30 2024-07-28 2024-08-31"},
		{"not before the first day in its month", "2024-06-05", nth(First, "MON"), "2024-06-01", "2024-07-31", "2024-07-01"},
		{"an n-th day of every third month", "2024-01-20", custom(Custom{Unit: MonthUnit, Step: 3, Nth: NthDay{Last, "FRI"}}), "2024-01-01", "2024-12-31", "2024-01-26 2024-04-26 2024-07-26 2024-10-25"},

		// Years.
		{"every year", "2023-03-05", every(Yearly), "2023-01-01", "2025-12-31", "2023-03-05 2024-03-05 2025-03-05"},
		{"29 February, every four years", "2024-02-29", every(Yearly), "2024-01-01", "2033-12-31", "2024-02-29 2028-02-29 2032-02-29"},
		{"29 February of 2000", "1996-02-29", every(Yearly), "1996-03-01", "2004-12-31", "2000-02-29 2004-02-29"},
		{"29 February, not of 2100", "2096-02-29", every(Yearly), "2096-01-01", "2104-12-31", "2096-02-29 2104-02-29"},
		{"29 February of every third year", "2024-02-29", years(3), "2024-01-01", "2050-12-31", "2024-02-29 2036-02-29 2048-02-29"},
		{"29 February of every fourth year from a common one is none", "2023-01-29", years(4, 2), "2023-01-01", "2045-12-31", ""},
		{"months of every year, on the day of the first", "2024-01-31", years(1, 1, 2, 3, 4), "2024-01-01", "2025-12-31", "2024-01-31 2024-03-31 2025-01-31 2025-03-31"},
		{"months of every second year, in any order", "2024-06-10", years(2, 11, 3), "2024-01-01", "2026-12-31", "2024-11-10 2026-03-10 2026-11-10"},
		{"no month is that of the first day", "2024-06-10", years(2), "2024-01-01", "2026-12-31", "2024-06-10 2026-06-10"},
		{"every 1000th year", "2024-02-29", years(MaxStep), "3023-12-31", "3024-12-31", "3024-02-29"},
		{"the second Sunday of May", "2024-01-01", nthOfYear(1, Second, "SUN", 5), "2024-01-01", "2026-12-31", "2024-05-12 2025-05-11 2026-05-10"},
		{"an n-th day without a month is in that of the first day", "2024-11-01", nthOfYear(1, Fourth, "THU"), "2024-01-01", "2026-12-31", "2024-11-28 2025-11-27 2026-11-26"},
		{"the last Sunday of March and October", "2024-01-01", nthOfYear(1, Last, "SUN", 3, 10), "2024-01-01", "2025-12-31", "2024-03-31 2024-10-27 2025-03-30 2025-10-26"},
		{"the first working day of each of two months", "2024-01-01", nthOfYear(2, First, WorkingDay, 1, 6), "2024-01-01", "2026-12-31", "2024-01-01 2024-06-03 2026-01-01 2026-06-01"},
		{"the fifth Saturday of February, every 28 years", "2020-01-01", nthOfYear(1, Fifth, "SAT", 2), "2020-01-01", "2050-12-31", "2020-02-29 2048-02-29"},
	}
	zones := []*time.Location{time.UTC, zone(t, "Europe/Berlin"), zone(t, "Pacific/Kiritimati"), zone(t, "Pacific/Honolulu")}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, zone := range zones {
				got := occurrenceDays(t, tt.begin, tt.repeat, tt.from, tt.to, zone)
				if want := strings.Fields(tt.want); !slices.Equal(got, want) {
					t.Errorf("%v: days are %v, want %v", zone, got, want)
				}
			}
		})
	}
}

// The same moments are other days elsewhere.
func TestTheZoneDecidesOnTheDay(t *testing.T) {
	s := mustNew(t, Spec{From: at(t, "2024-01-31T11:00:00Z"), To: at(t, "2024-01-31T11:00:00Z"), Repeat: every(Monthly)})
	tests := []struct {
		name   string
		zone   string
		probes []probe
	}{
		{"the 31st in UTC", "UTC", []probe{{"2024-01-31T11:00:00Z", true}, {"2024-02-29T11:00:00Z", false}, {"2024-03-31T11:00:00Z", true}}},
		{"the 1st in Kiritimati", "Pacific/Kiritimati", []probe{{"2024-01-31T11:00:00Z", true}, {"2024-02-29T11:00:00Z", true}, {"2024-03-31T11:00:00Z", true}, {"2024-04-30T11:00:00Z", true}}},
		{"the 31st in Honolulu", "Pacific/Honolulu", []probe{{"2024-01-31T11:00:00Z", true}, {"2024-04-30T11:00:00Z", false}, {"2024-05-31T11:00:00Z", true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, s, zone(t, tt.zone), tt.probes) })
	}
}
