package schedule

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the zones are the same wherever the tests run
)

// zone returns a zone by its name.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// zoneNames are zones with a story: clocks that change at two, at midnight, a
// minute after it or by half an hour, far from UTC on both sides, a day left
// out (Apia, 30 December 2011), and no change at all.
var zoneNames = []string{
	"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe",
	"America/St_Johns", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kolkata", "Africa/Casablanca",
}

func allZones(t testing.TB) (zones []*time.Location) {
	t.Helper()
	for _, name := range zoneNames {
		zones = append(zones, zone(t, name))
	}
	return zones
}

// at returns the moment that s, in RFC 3339, names.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// local returns the moment at which a clock of the zone shows s.
func local(t testing.TB, s string, zone *time.Location) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation(time.DateTime, s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// goodSpec returns a spec that New accepts: an hour once, on a Monday.
func goodSpec() Spec {
	from := time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)
	return Spec{Name: "Office hours", From: from, To: from.Add(time.Hour)}
}

// repeated returns goodSpec, repeated.
func repeated(r Repeat) Spec {
	s := goodSpec()
	s.Repeat = r
	return s
}

// every returns the repetition by a cycle, without an end.
func every(c Cycle) Repeat { return Repeat{Enabled: true, Cycle: c} }

// custom returns the repetition by a custom cycle, without an end.
func custom(c Custom) Repeat { return Repeat{Enabled: true, Cycle: CustomCycle, Custom: c} }

// mustNew returns the spec of a profile that New made of s.
func mustNew(t testing.TB, s Spec) Spec {
	t.Helper()
	if s.Name == "" {
		s.Name = "Office hours"
	}
	p, err := New(s)
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	return p.Spec()
}

// pick returns one of several values.
func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// some returns up to most of several values, in any order.
func some[T any](r *rand.Rand, most int, values ...T) (picked []T) {
	for _, i := range r.Perm(len(values))[:r.IntN(min(most, len(values))+1)] {
		picked = append(picked, values[i])
	}
	return picked
}

// upTo returns 1 to n.
func upTo(n int) (numbers []int) {
	for i := range n {
		numbers = append(numbers, i+1)
	}
	return numbers
}

// within returns a span of less than most.
func within(r *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(r.Int64N(int64(most)))
}
