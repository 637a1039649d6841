package schedule

import (
	"strings"
	"testing"
	"time"
)

func TestDaysAreThoseOfTheCalendar(t *testing.T) {
	noon := time.Date(1969, 12, 1, 12, 0, 0, 0, time.UTC)
	for ; noon.Year() < 2105; noon = noon.AddDate(0, 0, 1) {
		d := dayOf(noon.Unix())
		year, month, mday := noon.Date()
		if got, want := d.date(), (date{year, int(month), mday}); got != want {
			t.Fatalf("date is %v, want %v", got, want)
		}
		if got, want := string(d.weekday()), strings.ToUpper(noon.Format("Mon")); got != want {
			t.Fatalf("%v: weekday is %s, want %s", noon, got, want)
		}
		week := d.week()
		if got, want := d.week() != (d-1).week(), noon.Weekday() == time.Monday; got != want {
			t.Fatalf("%v: a week (%d) begins: %t, want %t", noon, week, got, want)
		}
		lastOfMonth := noon.AddDate(0, 0, 1).Month() != month
		if got, want := mday == d.date().daysInMonth(), lastOfMonth; got != want {
			t.Fatalf("%v: the last of its month: %t, want %t", noon, got, want)
		}
	}
}

func TestADayIsFromMidnightToMidnight(t *testing.T) {
	tests := []struct {
		name    string
		reading int64
		want    day
	}{
		{"the first second of 1970", 0, 0},
		{"the second before", -1, -1},
		{"the first second of the last day of 1969", -daySeconds, -1},
		{"the second before that", -daySeconds - 1, -2},
		{"the last second of the first day of 1970", daySeconds - 1, 0},
		{"the second after", daySeconds, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := dayOf(tt.reading), tt.want; got != want {
				t.Errorf("day is %d, want %d", got, want)
			}
		})
	}
	if got, want := day(-1).midnight(), int64(-daySeconds); got != want {
		t.Errorf("the last day of 1969 begins at %d, want %d", got, want)
	}
}
