package enrolment_test

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/enrolment"
)

func TestHeldAt(t *testing.T) {
	expires := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	lease := enrolment.Lease{UID: 1, Holder: "h", Expires: expires}
	between := enrolment.Lease{UID: 1, Holder: "h", Expires: expires.Add(time.Second / 2)}
	tests := []struct {
		name  string
		lease enrolment.Lease
		now   time.Time
		want  bool
	}{
		{"a lease is held long before it expires", lease, expires.Add(-time.Hour), true},
		{"a lease is held until just before it expires", lease, expires.Add(-time.Nanosecond), true},
		{"a lease is nobody's at the moment it expires", lease, expires, false},
		{"a lease is nobody's just after it expired", lease, expires.Add(time.Nanosecond), false},
		{"a lease that expires between two seconds is held until then", between, between.Expires.Add(-time.Nanosecond), true},
		{"a lease that expires between two seconds is nobody's from then on", between, between.Expires, false},
		{"the same moment in another zone is the same moment", lease, expires.In(time.FixedZone("", 3600)), false},
		{"just before it in another zone is before it", lease, expires.Add(-time.Nanosecond).In(time.FixedZone("", -3600)), true},
		{"the zero lease is nobody's", enrolment.Lease{}, expires, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.lease.HeldAt(tt.now), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestExcludes(t *testing.T) {
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	lasting := func(d time.Duration) enrolment.Lease {
		return enrolment.Lease{UID: 1, Holder: "h", Expires: now.Add(d)}
	}
	next := lasting(30 * time.Second)
	for name, tt := range map[string]struct {
		known enrolment.Lease
		want  bool
	}{
		"one that has just begun":                     {lasting(30 * time.Second), true},
		"one that is about to end":                    {lasting(time.Nanosecond), true},
		"one that has ended":                          {lasting(0), false},
		"one by a clock that is somewhat ahead":       {lasting(40 * time.Second), true},
		"the latest that can be of this time":         {lasting(time.Minute), true},
		"one by a clock that is ahead by a lease":     {lasting(time.Minute + time.Nanosecond), false},
		"one by a clock that went back a day":         {lasting(24 * time.Hour), false},
		"one by a clock that was in the next century": {lasting(100 * 365 * 24 * time.Hour), false},
		"one by a clock that was in the last century": {lasting(-100 * 365 * 24 * time.Hour), false},
		"the zero lease":                              {enrolment.Lease{}, false},
	} {
		if got := tt.known.Excludes(next, now); got != tt.want {
			t.Errorf("%s excludes: %t, want %t", name, got, tt.want)
		}
	}
}
