package access

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

var (
	noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC) // a Monday
	utc  = time.UTC
)

// spec returns a card's spec that is good at noon and as often as it likes.
func spec() identifier.Spec {
	return identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:     identifier.Card,
		Number:   "3090417",
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	}
}

func during(from, to time.Time) identifier.Spec {
	s := spec()
	s.Validity.Time = identifier.TimeWindow{From: from, To: to}
	return s
}

func often(limit int) identifier.Spec {
	s := spec()
	s.Validity.Passes = identifier.Passes{Max: limit}
	return s
}

// once is a time profile that covers one stretch of time.
func once(from, to time.Time) schedule.Spec { return schedule.Spec{Name: "once", From: from, To: to} }

func TestCheck(t *testing.T) {
	var (
		hour    = time.Hour
		over    = once(noon.Add(-hour), noon.Add(hour))
		before  = once(noon.Add(-2*hour), noon.Add(-hour))
		after   = once(noon.Add(hour), noon.Add(2*hour))
		always  = identifier.AlwaysLeft
		done    = identifier.Complete
		profile = func(all ...schedule.Spec) []schedule.Spec { return all }
	)
	tests := []struct {
		name     string
		spec     identifier.Spec
		state    identifier.State
		left     int
		profiles []schedule.Spec
		now      time.Time
		want     Denial
	}{
		{"without limits it opens", spec(), done, always, nil, noon, Granted},

		// The time window.
		{"a second before its time it does not", during(noon.Add(time.Second), noon.Add(hour)), done, always, nil, noon, NotYetValid},
		{"in its first second it does", during(noon, noon.Add(hour)), done, always, nil, noon, Granted},
		{"in its last second it does", during(noon.Add(-hour), noon), done, always, nil, noon.Add(time.Second - 1), Granted},
		{"a second after its time it does not", during(noon.Add(-hour), noon.Add(-time.Second)), done, always, nil, noon, Expired},

		// Passes.
		{"with one pass left it opens", often(3), done, 1, nil, noon, Granted},
		{"with all passes left it opens", often(3), done, 3, nil, noon, Granted},
		{"with none left it does not", often(3), done, 0, nil, noon, NoPassesLeft},
		{"where passes are not limited it opens", spec(), done, always, nil, noon, Granted},

		// Time profiles.
		{"in its profile it opens", spec(), done, always, profile(over), noon, Granted},
		{"after its profile it does not", spec(), done, always, profile(before), noon, OutsideProfile},
		{"before its profile it does not", spec(), done, always, profile(after), noon, OutsideProfile},
		{"in the first of several it opens", spec(), done, always, profile(over, before, after), noon, Granted},
		{"in the last of several it opens", spec(), done, always, profile(before, after, over), noon, Granted},
		{"between several it does not", spec(), done, always, profile(before, after), noon, OutsideProfile},
		{"an empty list of profiles is none", spec(), done, always, profile(), noon, Granted},

		// Faces.
		{"a face that is still to come does not open", spec(), identifier.Temporary, always, nil, noon, NoFace},
		{"an enrolled face does", spec(), identifier.Enrolled, always, nil, noon, Granted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id := identifier.Restore(7, tt.spec, tt.state, tt.left)
			if got, want := Check(id, tt.profiles, tt.now, utc), tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// Each fault is mended in turn, and the next one is told.
func TestDenialsComeInOrder(t *testing.T) {
	s := often(3)
	s.Validity.Time = identifier.TimeWindow{From: noon.Add(2 * time.Hour), To: noon.Add(-time.Hour)}
	state, left := identifier.Temporary, 0
	profiles := []schedule.Spec{once(noon.Add(-2*time.Hour), noon.Add(-time.Hour))}
	for _, step := range []struct {
		want Denial
		mend func()
	}{
		{NoFace, func() { state = identifier.Enrolled }},
		{NotYetValid, func() { s.Validity.Time.From = noon.Add(-2 * time.Hour) }},
		{Expired, func() { s.Validity.Time.To = noon }},
		{NoPassesLeft, func() { left = 1 }},
		{OutsideProfile, func() { profiles = nil }},
		{Granted, func() {}},
	} {
		if got, want := Check(identifier.Restore(7, s, state, left), profiles, noon, utc), step.want; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		step.mend()
	}
}

// Office hours are those of the building, wherever the server is.
func TestProfilesAreReadByTheClockOfTheZone(t *testing.T) {
	east, west := time.FixedZone("", 2*3600), time.FixedZone("", -2*3600)
	// Monday by the local clock, all of it.
	monday := func(zone *time.Location) schedule.Spec {
		day := time.Date(2026, time.March, 2, 0, 0, 0, 0, zone)
		return schedule.Spec{Name: "Monday", AllDay: true, From: day, To: day}
	}
	tests := []struct {
		name string
		now  time.Time
		zone *time.Location
		want Denial
	}{
		{"the day begins earlier in the east", time.Date(2026, time.March, 1, 22, 0, 0, 0, utc), east, Granted},
		{"but not earlier than that", time.Date(2026, time.March, 1, 21, 59, 59, 0, utc), east, OutsideProfile},
		{"and later in the west", time.Date(2026, time.March, 2, 2, 0, 0, 0, utc), west, Granted},
		{"but not before that", time.Date(2026, time.March, 2, 1, 59, 59, 0, utc), west, OutsideProfile},
		{"the day ends later in the west", time.Date(2026, time.March, 3, 1, 59, 59, 0, utc), west, Granted},
		{"but not later than that", time.Date(2026, time.March, 3, 2, 0, 0, 0, utc), west, OutsideProfile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id := identifier.Restore(7, spec(), identifier.Complete, identifier.AlwaysLeft)
			if got, want := Check(id, []schedule.Spec{monday(tt.zone)}, tt.now, tt.zone), tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// The codes are in the log and clients read them.
func TestDenialsKeepTheirCodes(t *testing.T) {
	got := []Denial{Granted, Unknown, NoFace, NotYetValid, Expired, NoPassesLeft, OutsideProfile}
	want := []Denial{"", "unknown", "no_face", "not_yet_valid", "expired", "no_passes_left", "outside_schedule"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("denial %d is %q, want %q", i, got[i], want[i])
		}
	}
}
