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
