// Package access answers the question of a door: may this identifier enter now,
// and if not, why not?
package access

import (
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// Denial is why an identifier may not enter; the empty Denial is that it may.
type Denial string

// The denials, in the order in which they are looked for.
const (
	Granted        Denial = ""
	Unknown        Denial = "unknown"          // no such identifier
	NoFace         Denial = "no_face"          // a temporary identifier
	NotYetValid    Denial = "not_yet_valid"    // before the time window
	Expired        Denial = "expired"          // after the time window
	NoPassesLeft   Denial = "no_passes_left"   // used as often as it may be
	OutsideProfile Denial = "outside_schedule" // none of its time profiles covers the moment
)

// Check returns why an identifier may not enter at the time now, Granted if it
// may. An identifier without time profiles may enter at any time of its time
// window, one with several when any of them covers the moment. Time profiles
// are read as clocks in zone show the time.
func Check(id identifier.Identifier, profiles []schedule.Spec, now time.Time, zone *time.Location) Denial {
	switch window := id.Spec().Validity.Time; {
	case id.State() == identifier.Temporary:
		return NoFace
	case window.Ahead(now):
		return NotYetValid
	case window.Ended(now):
		return Expired
	case id.PassesLeft() == 0:
		return NoPassesLeft
	case !anyCovers(profiles, now, zone):
		return OutsideProfile
	}
	return Granted
}

func anyCovers(profiles []schedule.Spec, now time.Time, zone *time.Location) bool {
	for _, p := range profiles {
		if p.Covers(now, zone) {
			return true
		}
	}
	return len(profiles) == 0
}
