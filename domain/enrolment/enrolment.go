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
