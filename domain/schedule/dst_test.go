package schedule

import (
	"slices"
	"testing"
	"time"
)

// Where and when the clocks of these tests change:
//
//	Europe/Berlin        31 March 2024, 02:00+01:00 to 03:00+02:00
//	                     27 October 2024, 03:00+02:00 to 02:00+01:00
//	America/New_York     10 March 2024, 02:00-05:00 to 03:00-04:00
//	                     3 November 2024, 02:00-04:00 to 01:00-05:00
//	America/Sao_Paulo    15 October 2017, 00:00-03:00 to 01:00-02:00
//	                     19 February 2017, 00:00-02:00 to 23:00-03:00 the day before
//	Africa/Cairo         26 April 2024, 00:00+02:00 to 01:00+03:00
//	                     1 November 2024, 00:00+03:00 to 23:00+02:00 the day before
//	Australia/Lord_Howe  6 October 2024, 02:00+10:30 to 02:30+11:00
//	                     7 April 2024, 02:00+11:00 to 01:30+10:30
//	America/St_Johns     29 October 2006, 00:01-02:30 to 23:01-03:30 the day before
//	Pacific/Apia         30 December 2011, 00:00-10:00 to 31 December, 00:00+14:00

// daily returns a spec that repeats a span of local time every day.
func daily(t *testing.T, from, to string, zone *time.Location) Spec {
	t.Helper()
	return mustNew(t, Spec{From: local(t, from, zone), To: local(t, to, zone), Repeat: every(Daily)})
}

func TestClocksThatChange(t *testing.T) {
	tests := []struct {
		name     string
		zone     string
		from, to string // local, on an ordinary day, repeated daily
		probes   []probe
	}{
		// Two o'clock.
		{
			"a span over a skipped hour is shorter", "Europe/Berlin", "2024-01-01 01:00:00", "2024-01-01 04:00:00",
			edges(t, "2024-03-31T01:00:00+01:00", "2024-03-31T04:00:00+02:00"),
		},
		{
			"a beginning in a skipped hour is where the clock goes on", "Europe/Berlin", "2024-01-01 02:30:00", "2024-01-01 05:00:00",
			edges(t, "2024-03-31T03:00:00+02:00", "2024-03-31T05:00:00+02:00"),
		},
		{
			"an end in a skipped hour is where the clock stops", "Europe/Berlin", "2024-01-01 00:30:00", "2024-01-01 02:30:00",
			edges(t, "2024-03-31T00:30:00+01:00", "2024-03-31T01:59:59+01:00"),
		},
		{
			"a span in a skipped hour is left out", "Europe/Berlin", "2024-01-01 02:15:00", "2024-01-01 02:45:00",
			[]probe{
				{"2024-03-30T02:30:00+01:00", true},
				{"2024-03-31T01:15:00+01:00", false}, {"2024-03-31T01:59:59+01:00", false}, {"2024-03-31T03:00:00+02:00", false}, {"2024-03-31T03:30:00+02:00", false},
				{"2024-04-01T02:30:00+02:00", true},
			},
		},
		{
			"one that begins in it and ends with its last second, too", "Europe/Berlin", "2024-01-01 02:00:00", "2024-01-01 02:59:59",
			[]probe{{"2024-03-31T01:59:59+01:00", false}, {"2024-03-31T03:00:00+02:00", false}},
		},
		{
			"one that ends a second later is that second", "Europe/Berlin", "2024-01-01 02:00:00", "2024-01-01 03:00:00",
			edges(t, "2024-03-31T03:00:00+02:00", "2024-03-31T03:00:00+02:00"),
		},
		{
			"a span over an hour shown twice is longer", "Europe/Berlin", "2024-01-01 01:00:00", "2024-01-01 04:00:00",
			edges(t, "2024-10-27T01:00:00+02:00", "2024-10-27T04:00:00+01:00"),
		},
		{
			"a beginning shown twice is the first of them", "Europe/Berlin", "2024-01-01 02:30:00", "2024-01-01 05:00:00",
			edges(t, "2024-10-27T02:30:00+02:00", "2024-10-27T05:00:00+01:00"),
		},
		{
			"an end shown twice is the second of them", "Europe/Berlin", "2024-01-01 00:30:00", "2024-01-01 02:30:00",
			edges(t, "2024-10-27T00:30:00+02:00", "2024-10-27T02:30:00+01:00"),
		},
		{
			"a span shown twice reaches from the first to the second", "Europe/Berlin", "2024-01-01 02:15:00", "2024-01-01 02:45:00",
			append(edges(t, "2024-10-27T02:15:00+02:00", "2024-10-27T02:45:00+01:00"), probe{"2024-10-27T02:59:59+02:00", true}, probe{"2024-10-27T02:00:00+01:00", true}),
		},
		{
			"a night over a change keeps to the clock at its other end", "Europe/Berlin", "2024-01-01 22:00:00", "2024-01-02 06:00:00",
			append(edges(t, "2024-03-30T22:00:00+01:00", "2024-03-31T06:00:00+02:00"), edges(t, "2024-10-26T22:00:00+02:00", "2024-10-27T06:00:00+01:00")...),
		},
		{
			"west of Greenwich a beginning in a skipped hour is the same", "America/New_York", "2024-01-01 02:30:00", "2024-01-01 05:00:00",
			edges(t, "2024-03-10T03:00:00-04:00", "2024-03-10T05:00:00-04:00"),
		},
		{
			"west of Greenwich an end in a skipped hour is the same", "America/New_York", "2024-01-01 00:30:00", "2024-01-01 02:30:00",
			edges(t, "2024-03-10T00:30:00-05:00", "2024-03-10T01:59:59-05:00"),
		},
		{
			"west of Greenwich a span in a skipped hour is left out", "America/New_York", "2024-01-01 02:15:00", "2024-01-01 02:45:00",
			[]probe{{"2024-03-10T01:30:00-05:00", false}, {"2024-03-10T03:30:00-04:00", false}, {"2024-03-11T02:30:00-04:00", true}},
		},
		{
			"west of Greenwich a span shown twice reaches from the first to the second", "America/New_York", "2024-01-01 01:15:00", "2024-01-01 01:45:00",
			edges(t, "2024-11-03T01:15:00-04:00", "2024-11-03T01:45:00-05:00"),
		},

		// Midnight.
		{
			"a skipped midnight", "America/Sao_Paulo", "2017-07-01 00:00:00", "2017-07-01 08:00:00",
			edges(t, "2017-10-15T01:00:00-02:00", "2017-10-15T08:00:00-02:00"),
		},
		{
			"an end at a skipped midnight", "America/Sao_Paulo", "2017-07-01 20:00:00", "2017-07-02 00:00:00",
			edges(t, "2017-10-14T20:00:00-03:00", "2017-10-14T23:59:59-03:00"),
		},
		{
			"an hour before midnight twice", "America/Sao_Paulo", "2017-01-01 23:30:00", "2017-01-01 23:45:00",
			edges(t, "2017-02-18T23:30:00-02:00", "2017-02-18T23:45:00-03:00"),
		},
		{
			"a midnight that comes after the hour twice", "America/Sao_Paulo", "2017-01-01 00:00:00", "2017-01-01 08:00:00",
			edges(t, "2017-02-19T00:00:00-03:00", "2017-02-19T08:00:00-03:00"),
		},
		{
			"a skipped midnight in the east", "Africa/Cairo", "2024-01-01 00:00:00", "2024-01-01 08:00:00",
			edges(t, "2024-04-26T01:00:00+03:00", "2024-04-26T08:00:00+03:00"),
		},
		{
			"an hour before midnight twice in the east", "Africa/Cairo", "2024-01-01 23:30:00", "2024-01-01 23:45:00",
			edges(t, "2024-10-31T23:30:00+03:00", "2024-10-31T23:45:00+02:00"),
		},
		{
			"midnight itself twice, a minute long", "America/St_Johns", "2006-07-01 22:00:00", "2006-07-01 23:30:00",
			append(edges(t, "2006-10-28T22:00:00-02:30", "2006-10-28T23:30:00-03:30"), probe{"2006-10-29T00:00:30-02:30", true}),
		},
		{
			"a day that begins, is put back and begins again", "America/St_Johns", "2006-07-01 00:00:30", "2006-07-01 01:00:00",
			append(edges(t, "2006-10-29T00:00:30-02:30", "2006-10-29T01:00:00-03:30"), probe{"2006-10-28T23:30:00-03:30", true}),
		},

		// Half an hour.
		{
			"a beginning in a skipped half hour", "Australia/Lord_Howe", "2024-07-01 02:10:00", "2024-07-01 03:00:00",
			edges(t, "2024-10-06T02:30:00+11:00", "2024-10-06T03:00:00+11:00"),
		},
		{
			"an end in a skipped half hour", "Australia/Lord_Howe", "2024-07-01 01:00:00", "2024-07-01 02:29:59",
			edges(t, "2024-10-06T01:00:00+10:30", "2024-10-06T01:59:59+10:30"),
		},
		{
			"a span in half an hour shown twice", "Australia/Lord_Howe", "2024-01-01 01:40:00", "2024-01-01 01:50:00",
			edges(t, "2024-04-07T01:40:00+11:00", "2024-04-07T01:50:00+10:30"),
		},

		// A day.
		{
			"a skipped day is left out", "Pacific/Apia", "2011-12-01 09:00:00", "2011-12-01 17:00:00",
			append(append(edges(t, "2011-12-29T09:00:00-10:00", "2011-12-29T17:00:00-10:00"), edges(t, "2011-12-31T09:00:00+14:00", "2011-12-31T17:00:00+14:00")...),
				probe{"2011-12-29T23:59:59-10:00", false}, probe{"2011-12-31T00:00:00+14:00", false}),
		},
		{
			"a night that begins on a skipped day is its end", "Pacific/Apia", "2011-12-01 22:00:00", "2011-12-02 06:00:00",
			append(edges(t, "2011-12-29T22:00:00-10:00", "2011-12-31T06:00:00+14:00"), edges(t, "2011-12-31T22:00:00+14:00", "2012-01-01T06:00:00+14:00")...),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := zone(t, tt.zone)
			check(t, daily(t, tt.from, tt.to, z), z, tt.probes)
		})
	}
}

func TestWholeDaysWhereClocksChange(t *testing.T) {
	tests := []struct {
		name  string
		zone  string
		day   string // the one to look at, local
		begin string
		end   string
	}{
		{"a day of 23 hours", "Europe/Berlin", "2024-03-31", "2024-03-31T00:00:00+01:00", "2024-03-31T23:59:59+02:00"},
		{"a day of 25 hours", "America/New_York", "2024-11-03", "2024-11-03T00:00:00-04:00", "2024-11-03T23:59:59-05:00"},
		{"a day that begins at one", "America/Sao_Paulo", "2017-10-15", "2017-10-15T01:00:00-02:00", "2017-10-15T23:59:59-02:00"},
		{"the day before it", "America/Sao_Paulo", "2017-10-14", "2017-10-14T00:00:00-03:00", "2017-10-14T23:59:59-03:00"},
		{"a day with its last hour twice", "America/Sao_Paulo", "2017-02-18", "2017-02-18T00:00:00-02:00", "2017-02-18T23:59:59-03:00"},
		{"a day that begins at one in the east", "Africa/Cairo", "2024-04-26", "2024-04-26T01:00:00+03:00", "2024-04-26T23:59:59+03:00"},
		{"a day with its last hour twice in the east", "Africa/Cairo", "2024-10-31", "2024-10-31T00:00:00+03:00", "2024-10-31T23:59:59+02:00"},
		{"a day of 23 and a half hours", "Australia/Lord_Howe", "2024-10-06", "2024-10-06T00:00:00+10:30", "2024-10-06T23:59:59+11:00"},
		{"a day that goes on after a minute of the next", "America/St_Johns", "2006-10-28", "2006-10-28T00:00:00-02:30", "2006-10-28T23:59:59-03:30"},
		{"a day with its first minute twice", "America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30", "2006-10-29T23:59:59-03:30"},
		{"the day before a skipped one", "Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "2011-12-29T23:59:59-10:00"},
		{"the day after a skipped one", "Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", "2011-12-31T23:59:59+14:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := zone(t, tt.zone)
			day := local(t, tt.day+" 12:00:00", z)
			first := day.AddDate(0, 0, -21) // every third week, so that the days beside it are free
			s := mustNew(t, Spec{AllDay: true, From: first, To: first, Repeat: custom(Custom{Unit: DayUnit, Step: 21})})
			check(t, s, z, edges(t, tt.begin, tt.end))
		})
	}
	t.Run("a skipped day", func(t *testing.T) {
		z := zone(t, "Pacific/Apia")
		first := local(t, "2011-12-23 12:00:00", z)
		s := mustNew(t, Spec{AllDay: true, From: first, To: first, Repeat: every(Weekly)})
		check(t, s, z, append(edges(t, "2011-12-23T00:00:00-10:00", "2011-12-23T23:59:59-10:00"), []probe{
			{"2011-12-29T23:59:59-10:00", false}, {"2011-12-31T00:00:00+14:00", false}, {"2012-01-06T00:00:00+14:00", true},
		}...))
	})
}

// An occurrence that begins at the end of a repetition counts, wherever the
// clock puts it.
func TestUntilWhereClocksChange(t *testing.T) {
	tests := []struct {
		name     string
		zone     string
		from, to string // local, repeated daily
		begin    string // of the last occurrence
		during   string
	}{
		{"a beginning in a skipped hour", "Europe/Berlin", "2024-01-01 02:30:00", "2024-01-01 05:00:00", "2024-03-31T03:00:00+02:00", "2024-03-31T04:00:00+02:00"},
		{"a beginning shown twice", "Europe/Berlin", "2024-01-01 02:30:00", "2024-01-01 05:00:00", "2024-10-27T02:30:00+02:00", "2024-10-27T04:00:00+01:00"},
		{"a skipped midnight", "America/Sao_Paulo", "2017-07-01 00:00:00", "2017-07-01 08:00:00", "2017-10-15T01:00:00-02:00", "2017-10-15T04:00:00-02:00"},
		{"a beginning a minute before the clock is put back a day", "America/St_Johns", "2006-07-01 00:00:30", "2006-07-01 08:00:00", "2006-10-29T00:00:30-02:30", "2006-10-29T04:00:00-03:30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := zone(t, tt.zone)
			s := daily(t, tt.from, tt.to, z)
			s.Repeat.Until = at(t, tt.begin)
			check(t, s, z, []probe{{tt.begin, true}, {tt.during, true}})
			s.Repeat.Until = s.Repeat.Until.Add(-time.Second)
			check(t, s, z, []probe{{tt.begin, false}, {tt.during, false}})
		})
	}
	t.Run("an end of a repetition that the clock shows a day early", func(t *testing.T) {
		z := zone(t, "America/St_Johns")
		s := daily(t, "2006-07-01 00:00:30", "2006-07-01 08:00:00", z)
		s.Repeat.Until = at(t, "2006-10-28T23:30:00-03:30") // after the clock was put back
		check(t, s, z, []probe{{"2006-10-29T04:00:00-03:30", true}, {"2006-10-30T04:00:00-03:30", false}})
	})
}

// The first occurrence is what the client said; only the others follow the
// clock.
func TestTheFirstOccurrenceIsExact(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	tests := []struct {
		name     string
		from, to string
		next     []probe
	}{
		{
			"the second of two hours", "2024-10-27T02:15:00+01:00", "2024-10-27T02:45:00+01:00",
			edges(t, "2024-10-28T02:15:00+01:00", "2024-10-28T02:45:00+01:00"),
		},
		{
			"the first of two hours", "2024-10-27T02:15:00+02:00", "2024-10-27T02:45:00+02:00",
			edges(t, "2024-10-28T02:15:00+01:00", "2024-10-28T02:45:00+01:00"),
		},
		{
			"from one into the other, which on other days ends before it begins", "2024-10-27T02:45:00+02:00", "2024-10-27T02:15:00+01:00",
			[]probe{{"2024-10-28T02:15:00+01:00", false}, {"2024-10-28T02:30:00+01:00", false}, {"2024-10-28T02:45:00+01:00", false}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := mustNew(t, Spec{From: at(t, tt.from), To: at(t, tt.to), Repeat: every(Daily)})
			check(t, s, berlin, append(edges(t, tt.from, tt.to), tt.next...))
		})
	}
}

// The comment on top is true.
func TestTheClocksOfTheseTestsChange(t *testing.T) {
	tests := []struct {
		zone          string
		before, after string
	}{
		{"Europe/Berlin", "2024-03-31T01:59:59+01:00", "2024-03-31T03:00:00+02:00"},
		{"Europe/Berlin", "2024-10-27T02:59:59+02:00", "2024-10-27T02:00:00+01:00"},
		{"America/New_York", "2024-03-10T01:59:59-05:00", "2024-03-10T03:00:00-04:00"},
		{"America/New_York", "2024-11-03T01:59:59-04:00", "2024-11-03T01:00:00-05:00"},
		{"America/Sao_Paulo", "2017-10-14T23:59:59-03:00", "2017-10-15T01:00:00-02:00"},
		{"America/Sao_Paulo", "2017-02-18T23:59:59-02:00", "2017-02-18T23:00:00-03:00"},
		{"Africa/Cairo", "2024-04-25T23:59:59+02:00", "2024-04-26T01:00:00+03:00"},
		{"Africa/Cairo", "2024-10-31T23:59:59+03:00", "2024-10-31T23:00:00+02:00"},
		{"Australia/Lord_Howe", "2024-10-06T01:59:59+10:30", "2024-10-06T02:30:00+11:00"},
		{"Australia/Lord_Howe", "2024-04-07T01:59:59+11:00", "2024-04-07T01:30:00+10:30"},
		{"America/St_Johns", "2006-10-29T00:00:59-02:30", "2006-10-28T23:01:00-03:30"},
		{"Pacific/Apia", "2011-12-29T23:59:59-10:00", "2011-12-31T00:00:00+14:00"},
	}
	for _, tt := range tests {
		moment := at(t, tt.before)
		got := []string{moment.In(zone(t, tt.zone)).Format(time.RFC3339), moment.Add(time.Second).In(zone(t, tt.zone)).Format(time.RFC3339)}
		if want := []string{tt.before, tt.after}; !slices.Equal(got, want) {
			t.Errorf("%s: the clock shows %s, want %s", tt.zone, got, want)
		}
	}
}
