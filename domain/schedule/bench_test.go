package schedule

import (
	"testing"
	"time"
)

// The worst that a client can store: occurrences as long as they may be, so
// that a year of days must be looked at, and none of them lies over t.
func BenchmarkCovers(b *testing.B) {
	from := time.Date(1970, 1, 31, 23, 59, 59, 0, time.UTC)
	t := time.Date(9998, 7, 1, 12, 0, 0, 0, time.UTC)
	long := func(r Repeat) Spec { return Spec{From: from, To: from.Add(MaxSpan), Repeat: r} }
	short := func(r Repeat) Spec { return Spec{From: from, To: from, Repeat: r} }
	year := custom(Custom{Unit: YearUnit, Step: MaxStep - 1, Months: upTo(12), Nth: NthDay{Last, DayOff}})
	month := custom(Custom{Unit: MonthUnit, Step: MaxStep - 1, Nth: NthDay{Fifth, WorkingDay}})
	never := custom(Custom{Unit: YearUnit, Step: 1, Months: []int{2}, Nth: NthDay{Fifth, DayType(Monday)}})
	ended := Repeat{Enabled: true, Cycle: Daily, Until: from.AddDate(1, 0, 0)}
	tests := []struct {
		name string
		spec Spec
		t    time.Time
	}{
		{"an hour a day", short(every(Daily)), t},
		{"long, every 999th year", long(year), t},
		{"long, every 999th month", long(month), t},
		{"long, a day that most years do not have", long(never), t},
		{"long, ended years ago", long(ended), t},
		{"long, ended a day ago", long(ended), ended.Until.Add(MaxSpan + 24*time.Hour)},
	}
	for _, tt := range tests {
		b.Run(tt.name, func(b *testing.B) {
			z := zone(b, "America/New_York")
			s := mustNew(b, tt.spec)
			for b.Loop() {
				if s.Covers(tt.t, z) {
					b.Fatal("covered")
				}
			}
		})
	}
}
