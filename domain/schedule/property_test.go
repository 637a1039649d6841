package schedule

import (
	"math/rand/v2"
	"testing"
	"time"
)

// looksEverywhere answers what Covers does by looking at every day from the
// first to a week after t.
func looksEverywhere(s Spec, t time.Time, zone *time.Location) bool {
	o := newOccurrences(s, clock{zone})
	rule := s.Repeat.rule(o.first)
	for d := o.first; d <= dayOf(t.Unix())+7; d++ {
		if rule.on(d) && o.covers(d, t.Unix()) {
			return true
		}
	}
	return false
}

// Covers looks at few days, and misses none.
func TestCoversLooksAtEveryDayThatCounts(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	zones := allZones(t)
	covered, specs := 0, 2500
	for range specs {
		zone := pick(random, zones...)
		year := pick(random, 1970, 2006, 2011, 2017, 2024)
		from := time.Date(year, time.Month(1+random.IntN(12)), 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(60), 0, zone)
		days := pick(random, 1, 3, 40, 366)
		s := Spec{AllDay: random.IntN(4) == 0, From: from, To: from.Add(within(random, time.Duration(days)*24*time.Hour)), Repeat: randomRepeat(random)}
		if random.IntN(3) == 0 {
			s.Repeat.Until = from.Add(within(random, 800*24*time.Hour))
		}
		s = mustNew(t, s)
		for _, moment := range moments(random, s, zone) {
			got, want := s.Covers(moment, zone), inYears(moment) && looksEverywhere(s, moment, zone)
			if got != want {
				t.Fatalf("%v: %v is covered: %t, want %t (%+v)", zone, moment, got, want, s)
			}
			if got {
				covered++
			}
		}
	}
	if covered < specs {
		t.Errorf("only %d moments were covered", covered)
	}
}

// moments returns moments near the ends of occurrences, near changes of the
// clock and anywhere.
func moments(r *rand.Rand, s Spec, zone *time.Location) (all []time.Time) {
	second := func() time.Duration { return time.Duration(r.IntN(3)-1) * time.Second }
	for range 4 {
		later := r.IntN(800)
		for _, end := range []time.Time{s.From, s.To} {
			all = append(all, end.In(zone).AddDate(0, 0, later).Add(second()))
		}
		all = append(all, s.From.Add(within(r, 800*24*time.Hour)-10*24*time.Hour))
	}
	if _, change := s.From.In(zone).ZoneBounds(); !change.IsZero() && change.Year() < s.From.Year()+2 {
		all = append(all, change.Add(second()), change.Add(within(r, 48*time.Hour)-24*time.Hour))
	}
	return all
}

func TestFewDaysAreCandidates(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	most := day(MaxSpan/(24*time.Hour)) + 5 // both ends, two for what a clock is changed by, one for each end it may show twice
	for _, zone := range allZones(t) {
		for range 2000 {
			from := time.Unix(random.Int64N(latest.Unix()-int64(MaxSpan/time.Second)), 0)
			s := mustNew(t, Spec{From: from, To: from.Add(MaxSpan), Repeat: every(Daily)})
			first, last := newOccurrences(s, clock{zone}).candidates(random.Int64N(latest.Unix()))
			if n := last - first + 1; n > most {
				t.Fatalf("%v: %d days are candidates, want at most %d", zone, n, most)
			}
		}
	}
}
