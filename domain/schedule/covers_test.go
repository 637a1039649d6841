package schedule

import (
	"testing"
	"time"
)

// A probe is a moment, in RFC 3339, and whether it is to be covered.
type probe struct {
	at   string
	want bool
}

// check probes a spec in a zone.
func check(t *testing.T, s Spec, zone *time.Location, probes []probe) {
	t.Helper()
	for _, p := range probes {
		if got, want := s.Covers(at(t, p.at), zone), p.want; got != want {
			t.Errorf("%s: covered is %t, want %t", p.at, got, want)
		}
	}
}

// edges returns the probes round a span, one second before and after its ends.
func edges(t *testing.T, from, to string) []probe {
	t.Helper()
	shift := func(s string, d time.Duration) string { return at(t, s).Add(d).Format(time.RFC3339) }
	return []probe{
		{shift(from, -time.Second), false}, {from, true}, {to, true}, {shift(to, time.Second), false},
	}
}

func TestOnce(t *testing.T) {
	tests := []struct {
		name     string
		zone     string
		allDay   bool
		from, to string // of the spec
		begin    string // of what is covered
		end      string
	}{
		{"an hour is covered with both its ends", "UTC", false, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z"},
		{"one second is enough", "UTC", false, "2024-01-01T09:00:00Z", "2024-01-01T09:00:00Z", "2024-01-01T09:00:00Z", "2024-01-01T09:00:00Z"},
		{"a span of years is covered", "UTC", false, "1970-01-01T00:00:01Z", "9999-12-31T23:59:58Z", "1970-01-01T00:00:01Z", "9999-12-31T23:59:58Z"},
		{"no zone moves an hour", "Pacific/Kiritimati", false, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z"},
		{"the first of two hours is kept apart", "Europe/Berlin", false, "2024-10-27T02:10:00+02:00", "2024-10-27T02:20:00+02:00", "2024-10-27T02:10:00+02:00", "2024-10-27T02:20:00+02:00"},
		{"the second of two hours, too", "Europe/Berlin", false, "2024-10-27T02:10:00+01:00", "2024-10-27T02:20:00+01:00", "2024-10-27T02:10:00+01:00", "2024-10-27T02:20:00+01:00"},
		{"from one hour into its double", "Europe/Berlin", false, "2024-10-27T02:50:00+02:00", "2024-10-27T02:10:00+01:00", "2024-10-27T02:50:00+02:00", "2024-10-27T02:10:00+01:00"},

		{"a whole day", "UTC", true, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T23:59:59Z"},
		{"a whole day at its first second", "UTC", true, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T23:59:59Z"},
		{"a whole day at its last second", "UTC", true, "2024-01-01T23:59:59Z", "2024-01-01T23:59:59Z", "2024-01-01T00:00:00Z", "2024-01-01T23:59:59Z"},
		{"midnight is of the next day", "UTC", true, "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-02T23:59:59Z"},
		{"a leap day", "UTC", true, "2024-02-28T12:00:00Z", "2024-02-29T12:00:00Z", "2024-02-28T00:00:00Z", "2024-02-29T23:59:59Z"},
		{"a day is a local one, ahead", "Pacific/Kiritimati", true, "2024-01-01T09:59:59Z", "2024-01-01T09:59:59Z", "2024-01-01T00:00:00+14:00", "2024-01-01T23:59:59+14:00"},
		{"a second later is the next day there", "Pacific/Kiritimati", true, "2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z", "2024-01-02T00:00:00+14:00", "2024-01-02T23:59:59+14:00"},
		{"a day is a local one, behind", "Pacific/Honolulu", true, "2024-01-01T09:59:59Z", "2024-01-01T09:59:59Z", "2023-12-31T00:00:00-10:00", "2023-12-31T23:59:59-10:00"},
		{"a day of 23 hours", "Europe/Berlin", true, "2024-03-31T12:00:00+02:00", "2024-03-31T12:00:00+02:00", "2024-03-31T00:00:00+01:00", "2024-03-31T23:59:59+02:00"},
		{"a day of 25 hours", "Europe/Berlin", true, "2024-10-27T12:00:00+01:00", "2024-10-27T12:00:00+01:00", "2024-10-27T00:00:00+02:00", "2024-10-27T23:59:59+01:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := mustNew(t, Spec{AllDay: tt.allDay, From: at(t, tt.from), To: at(t, tt.to)})
			check(t, s, zone(t, tt.zone), edges(t, tt.begin, tt.end))
			s.Repeat = Repeat{Cycle: Daily} // not enabled
			check(t, s, zone(t, tt.zone), edges(t, tt.begin, tt.end))
		})
	}
}

func TestFractionsOfASecondDoNotCount(t *testing.T) {
	s := goodSpec()
	tests := []struct {
		name string
		at   time.Time
		want bool
	}{
		{"the last fraction before", s.From.Add(-1), false},
		{"the last fraction of the last second", s.To.Add(time.Second - 1), true},
		{"the next second", s.To.Add(time.Second), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range []Spec{s, repeated(every(Daily))} {
				if got, want := s.Covers(tt.at, time.UTC), tt.want; got != want {
					t.Errorf("covered is %t, want %t", got, want)
				}
			}
		})
	}
}

// span makes a spec from From, To and a repetition.
func span(t *testing.T, from, to string, r Repeat) Spec {
	t.Helper()
	return mustNew(t, Spec{From: at(t, from), To: at(t, to), Repeat: r})
}

func TestRepeated(t *testing.T) {
	weekdays := func(w ...Weekday) Repeat { return custom(Custom{Unit: WeekUnit, Step: 1, Weekdays: w}) }
	tests := []struct {
		name   string
		spec   Spec
		zone   string
		probes []probe
	}{
		{
			"an hour a day, on the first day", span(t, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", every(Daily)), "UTC",
			edges(t, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z"),
		},
		{
			"an hour a day, years later", span(t, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", every(Daily)), "UTC",
			edges(t, "2051-07-31T09:00:00Z", "2051-07-31T10:00:00Z"),
		},
		{
			"nothing before the first day", span(t, "2024-01-01T09:00:00Z", "2024-01-01T10:00:00Z", every(Daily)), "UTC",
			[]probe{{"2023-12-31T09:30:00Z", false}, {"2023-01-01T09:30:00Z", false}, {"1970-01-01T00:00:00Z", false}},
		},
		{
			"an hour a day is by the local clock, summer and winter",
			span(t, "2024-01-01T09:00:00+01:00", "2024-01-01T10:00:00+01:00", every(Daily)), "Europe/Berlin",
			append(edges(t, "2024-07-01T09:00:00+02:00", "2024-07-01T10:00:00+02:00"), edges(t, "2024-12-01T09:00:00+01:00", "2024-12-01T10:00:00+01:00")...),
		},
		{
			"the same in UTC does not move", span(t, "2024-01-01T09:00:00+01:00", "2024-01-01T10:00:00+01:00", every(Daily)), "UTC",
			edges(t, "2024-07-01T08:00:00Z", "2024-07-01T09:00:00Z"),
		},
		{
			"a night shift is two days' work", span(t, "2024-01-01T22:00:00Z", "2024-01-02T06:00:00Z", every(Daily)), "UTC",
			append(edges(t, "2024-01-01T22:00:00Z", "2024-01-02T06:00:00Z"), edges(t, "2024-02-28T22:00:00Z", "2024-02-29T06:00:00Z")...),
		},
		{
			"a night shift belongs to the day it begins on", span(t, "2024-01-05T22:00:00Z", "2024-01-06T06:00:00Z", weekdays(Friday)), "UTC",
			append(edges(t, "2024-01-12T22:00:00Z", "2024-01-13T06:00:00Z"), []probe{
				{"2024-01-12T03:00:00Z", false}, // the morning of Friday
				{"2024-01-13T23:00:00Z", false}, // the evening of Saturday
			}...),
		},
		{
			"a week of on-call duty every other week", span(t, "2024-01-01T08:00:00Z", "2024-01-08T07:59:59Z", every(TwoWeekly)), "UTC",
			append(edges(t, "2024-01-15T08:00:00Z", "2024-01-22T07:59:59Z"), probe{"2024-01-25T12:00:00Z", false}),
		},
		{
			"three days a day overlap", span(t, "2024-01-10T09:00:00Z", "2024-01-12T10:00:00Z", every(Daily)), "UTC",
			[]probe{{"2024-01-10T08:59:59Z", false}, {"2024-01-10T09:00:00Z", true}, {"2024-01-13T20:00:00Z", true}, {"2024-03-01T00:00:00Z", true}},
		},
		{
			"weekend doors, Saturday and Sunday", span(t, "2024-01-06T10:00:00Z", "2024-01-06T18:00:00Z", weekdays(Saturday, Sunday)), "UTC",
			append(edges(t, "2024-01-14T10:00:00Z", "2024-01-14T18:00:00Z"), probe{"2024-01-15T12:00:00Z", false}),
		},
		{
			"the first day counts only if the rule says so", span(t, "2024-01-06T10:00:00Z", "2024-01-06T18:00:00Z", weekdays(Monday)), "UTC",
			append(edges(t, "2024-01-08T10:00:00Z", "2024-01-08T18:00:00Z"), probe{"2024-01-06T12:00:00Z", false}),
		},
		{
			"the day is the local one", span(t, "2024-01-01T23:30:00Z", "2024-01-01T23:40:00Z", weekdays(Tuesday)), "Europe/Berlin",
			append(edges(t, "2024-01-02T00:30:00+01:00", "2024-01-02T00:40:00+01:00"), edges(t, "2024-07-02T00:30:00+02:00", "2024-07-02T00:40:00+02:00")...),
		},
		{
			"365 days, year after year, leave out a leap day at their end", span(t, "2024-03-01T00:00:00Z", "2025-02-28T23:59:59Z", every(Yearly)), "UTC",
			[]probe{{"2024-02-29T23:59:59Z", false}, {"2024-03-01T00:00:00Z", true}, {"2030-02-28T23:59:59Z", true}, {"2028-02-28T23:59:59Z", true}, {"2028-02-29T00:00:00Z", false}},
		},
		{
			"the longest there is", span(t, "2024-01-01T12:00:00Z", "2025-01-01T12:00:00Z", custom(Custom{Unit: YearUnit, Step: 2})), "UTC",
			edges(t, "2026-01-01T12:00:00Z", "2027-01-02T12:00:00Z"),
		},
		{
			"the last day of the years", span(t, "2024-01-01T23:00:00Z", "2024-01-02T01:00:00Z", every(Daily)), "UTC",
			[]probe{{"9999-12-30T22:59:59Z", false}, {"9999-12-30T23:00:00Z", true}, {"9999-12-31T01:00:00Z", true}, {"9999-12-31T01:00:01Z", false}, {"9999-12-31T23:59:59Z", true}},
		},
		{
			"the first days of the years", span(t, "1970-01-01T00:00:00Z", "1970-01-01T01:00:00Z", every(Daily)), "America/New_York",
			append(edges(t, "1970-01-01T19:00:00-05:00", "1970-01-01T20:00:00-05:00"), probe{"1970-01-01T00:00:00Z", true}),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.spec, zone(t, tt.zone), tt.probes) })
	}
}

func TestOutsideTheYearsNothingIsCovered(t *testing.T) {
	first := Spec{AllDay: true, From: earliest, To: earliest, Repeat: every(Daily)}
	last := Spec{AllDay: true, From: latest, To: latest}
	endless := span(t, "2024-01-01T00:00:00Z", "2024-01-01T23:59:59Z", every(Daily))
	tests := []struct {
		name string
		spec Spec
		at   time.Time
		want bool
	}{
		{"the first second", first, earliest, true},
		{"the second before, of the same local day", first, earliest.Add(-time.Second), false},
		{"the last second", endless, latest, true},
		{"the last second of the last day", last, latest, true},
		{"the second after, of the same local day", last, latest.Add(time.Second), false},
		{"the second after", endless, latest.Add(time.Second), false},
		{"the year counts in UTC: 10000 elsewhere", endless, latest.In(zone(t, "Pacific/Kiritimati")), true},
		{"the year counts in UTC: 9999 elsewhere", endless, latest.Add(time.Second).In(zone(t, "Pacific/Honolulu")), false},
		{"the earliest moment that Unix time counts", endless, time.Unix(-1<<63, 0), false},
		{"the latest moment that Unix time counts", endless, time.Unix(1<<63-1, 0), false},
		{"no time", endless, time.Time{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.spec.Covers(tt.at, zone(t, "America/New_York")), tt.want; got != want {
				t.Errorf("covered is %t, want %t", got, want)
			}
		})
	}
}

func TestUntil(t *testing.T) {
	until := func(s string, r Repeat) Repeat {
		r.Until = at(t, s)
		return r
	}
	allDay := func(s Spec) Spec {
		s.AllDay = true
		return s
	}
	from, to := "2024-01-01T09:00:00+01:00", "2024-01-01T10:00:00+01:00"
	tests := []struct {
		name   string
		spec   Spec
		zone   string
		probes []probe
	}{
		{
			"an occurrence that begins then is whole", span(t, from, to, until("2024-01-08T09:00:00+01:00", every(Weekly))), "Europe/Berlin",
			append(edges(t, "2024-01-08T09:00:00+01:00", "2024-01-08T10:00:00+01:00"), probe{"2024-01-15T09:30:00+01:00", false}),
		},
		{
			"one that begins a second later is none", span(t, from, to, until("2024-01-08T08:59:59+01:00", every(Weekly))), "Europe/Berlin",
			append(edges(t, from, to), probe{"2024-01-08T09:00:00+01:00", false}, probe{"2024-01-08T09:30:00+01:00", false}),
		},
		{
			"until the very first is once", span(t, from, to, until(from, every(Daily))), "Europe/Berlin",
			append(edges(t, from, to), probe{"2024-01-02T09:30:00+01:00", false}),
		},
		{
			"a night that begins before is whole", span(t, "2024-01-01T22:00:00Z", "2024-01-02T06:00:00Z", until("2024-01-09T00:00:00Z", every(Daily))), "UTC",
			append(edges(t, "2024-01-08T22:00:00Z", "2024-01-09T06:00:00Z"), probe{"2024-01-09T23:00:00Z", false}),
		},
		{
			"occurrences that overlap end with the last that began", span(t, "2024-01-01T09:00:00Z", "2024-01-04T09:00:00Z", until("2024-01-10T09:00:00Z", every(Daily))), "UTC",
			[]probe{{"2024-01-10T09:00:00Z", true}, {"2024-01-13T09:00:00Z", true}, {"2024-01-13T09:00:01Z", false}},
		},
		{
			"until the first second of a whole day", allDay(span(t, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", until("2024-01-05T00:00:00Z", every(Daily)))), "UTC",
			[]probe{{"2024-01-05T00:00:00Z", true}, {"2024-01-05T23:59:59Z", true}, {"2024-01-06T00:00:00Z", false}},
		},
		{
			"until the last second before a whole day", allDay(span(t, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", until("2024-01-04T23:59:59Z", every(Daily)))), "UTC",
			[]probe{{"2024-01-04T23:59:59Z", true}, {"2024-01-05T00:00:00Z", false}},
		},
		{
			"the beginning that counts is the local one", span(t, from, to, until("2024-07-01T07:00:00Z", every(Daily))), "Europe/Berlin",
			append(edges(t, "2024-07-01T09:00:00+02:00", "2024-07-01T10:00:00+02:00"), probe{"2024-07-02T09:30:00+02:00", false}),
		},
		{
			"an end of a repetition that is not enabled does not count", span(t, from, to, Repeat{Cycle: Daily, Until: at(t, from)}), "Europe/Berlin",
			edges(t, from, to),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.spec, zone(t, tt.zone), tt.probes) })
	}
}

// What New refuses may still have been stored, by an older version or a hand.
func TestASpecThatNewRefusesCoversNothing(t *testing.T) {
	tests := []struct {
		name   string
		change func(s *Spec)
		covers bool
	}{
		{"a good one covers", func(*Spec) {}, true},
		{"a bad name does no harm", func(s *Spec) { s.Name = "" }, true},
		{"from after to", func(s *Spec) { s.From = s.To.Add(time.Second) }, false},
		{"too long an occurrence", func(s *Spec) { s.To = s.From.Add(MaxSpan + time.Second) }, false},
		{"a time outside the years", func(s *Spec) { s.From = time.Unix(-1<<40, 0) }, false},
		{"a cycle that does not exist", func(s *Spec) { s.Repeat.Cycle = "century" }, false},
		{"a step of 0", func(s *Spec) { s.Repeat = custom(Custom{Unit: DayUnit}) }, false},
		{"an unknown order", func(s *Spec) { s.Repeat = custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{"sixth", WorkingDay}}) }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := repeated(every(Daily))
			during := s.From.Add(time.Minute)
			tt.change(&s)
			s = Restore(1, "", s).Spec()
			if got, want := s.Covers(during, time.UTC), tt.covers; got != want {
				t.Errorf("covered is %t, want %t", got, want)
			}
		})
	}
}
