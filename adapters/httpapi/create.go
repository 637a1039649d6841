package httpapi

import (
	"math"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// decodeSpec reads an identifier (sections 5.1 and 6.1) with the tolerances of
// section 20, items 6 to 10. Fields it does not know are ignored, whatever they
// hold.
//
// The fault that o then has is KindMissingField for a required field that is
// absent or null, KindWrongType for a known field of another type, or one that
// is there twice, and KindInvalid for a number out of range.
func decodeSpec(o object) identifier.Spec {
	var s identifier.Spec
	s.Owner = owner(o.object("identifier_owner"))
	s.Type = identifier.Type(o.text("identifier_type"))
	if s.Type != identifier.FaceID { // a face's number is ignored, even one of another type (5.2)
		s.Number = o.text("identifier_number")
	}
	s.Lock = identifier.Lock(o.text("lock"))
	s.Validity = validity(o)
	return s
}

func owner(o object) identifier.Owner {
	return identifier.Owner{Name: o.text("name"), Type: identifier.OwnerType(o.text("type"))}
}

// validity reads the validity. What is found nowhere is permanent.
func validity(o object) identifier.Validity {
	window, passes := validityParts(o)
	return identifier.Validity{Time: timeWindow(window), Passes: passLimit(passes)}
}

// validityParts finds the parts of a validity wherever clients put them: inside
// "valid", or at the top level as in 1.8.0; "time" beside "passes", or, a
// mistake of one widely used client, inside it. A part that is nowhere has no
// fields.
func validityParts(o object) (window, passes object) {
	valid, ok := o.optionalObject("valid")
	if !ok {
		valid = o
	}
	passes, _ = valid.optionalObject("passes")
	window, ok = valid.optionalObject("time")
	if !ok {
		window, _ = passes.optionalObject("time")
	}
	return window, passes
}

// timeWindow reads "time". Without is_permanent it is permanent if neither end
// is given: an empty object limits nothing, and one with an end was meant to.
func timeWindow(o object) identifier.TimeWindow {
	from, to := moment(o, "from"), moment(o, "to")
	if o.flag("is_permanent", from.IsZero() && to.IsZero()) {
		return identifier.TimeWindow{Permanent: true}
	}
	return identifier.TimeWindow{From: from, To: to}
}

// passLimit reads "passes", without is_permanent by the same rule as timeWindow.
func passLimit(o object) identifier.Passes {
	limit, given := o.integer("max_passes")
	if o.flag("is_permanent", limit == 0) {
		return identifier.Passes{Permanent: true}
	}
	if !given {
		o.fail(domain.Missing(o.name("max_passes")))
	}
	if limit < math.MinInt32 || limit > math.MaxInt32 {
		o.fail(domain.E(domain.KindInvalid, "%s is %d, out of range", o.name("max_passes"), limit))
	}
	return identifier.Passes{Max: int(limit)}
}

// lastMoment is the end of the year 9999 in Unix seconds. What lies beyond was
// given in milliseconds.
const lastMoment = 253_402_300_799

// moment reads a Unix time in seconds. Absent, null and 0 are the zero time, an
// open end: 0 is what reading such an identifier answers, and a client that
// writes back what it read must not end its validity in 1970.
func moment(o object, field string) time.Time {
	n, _ := o.integer(field)
	if n < 0 || n > lastMoment {
		o.fail(domain.E(domain.KindInvalid, "%s is %d, not a Unix time in seconds", o.name(field), n))
	}
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
