// Package enrolment holds how a temporary identifier gets its face: the lease
// that lets one photo at a time be loaded, and the result.
package enrolment

import (
	"time"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// Enrolment is an accepted photo and all that was found in it.
type Enrolment struct {
	Portrait   photo.Photo
	Face       face.Face
	Profile    string          // name of the profile that accepted it; empty before there were profiles
	Measures   rules.Measures  // the warnings are among them
	Descriptor face.Descriptor // zero if no describer is configured
	At         time.Time       // UTC, in whole seconds
}

// Lease is the exclusive, expiring right to load a photo for one identifier.
type Lease struct {
	UID     identifier.UID
	Holder  string    // random; who has the lease
	Expires time.Time // UTC; from this moment on the lease is nobody's
}

// HeldAt reports whether the lease is still good at the given time.
func (l Lease) HeldAt(now time.Time) bool { return now.Before(l.Expires) }

// LatestExpiry returns when a lease that is held when l is acquired can end at
// the latest: one that ends later was acquired by a clock that was ahead, and
// would keep the identifier closed until that time comes. It is twice as far
// away as the end of l, so that clocks that differ a little, and leases that last
// a little longer, do not end each other.
func (l Lease) LatestExpiry(now time.Time) time.Time {
	return l.Expires.Add(l.Expires.Sub(now))
}

// Excludes reports whether l, which is known already, is an obstacle to
// acquiring the lease next at the given time.
func (l Lease) Excludes(next Lease, now time.Time) bool {
	return l.HeldAt(now) && !l.Expires.After(next.LatestExpiry(now))
}
