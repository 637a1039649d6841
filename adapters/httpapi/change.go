package httpapi

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// decodeChange reads what a client wants changed (section 6.3). The contract
// wants the whole entity, clients send parts of it as well; the older dialect
// wraps the base fields in "base" (section 18). What is absent or null stays.
//
// The fault that o then has is that of decodeSpec, and KindMissingField if
// there is nothing to change.
func decodeChange(o object) identifier.Change {
	base, ok := o.optionalObject("base")
	if !ok {
		base = o
	}
	c := identifier.Change{
		Type: (*identifier.Type)(base.optionalText("identifier_type")),
		Lock: (*identifier.Lock)(base.optionalText("lock")),
	}
	if owner, ok := base.optionalObject("identifier_owner"); ok {
		c.OwnerName = owner.optionalText("name")
		c.OwnerType = (*identifier.OwnerType)(owner.optionalText("type"))
	}
	if c.Type == nil || *c.Type != identifier.FaceID { // a face's number is ignored, even one of another type (5.2)
		c.Number = base.optionalText("identifier_number")
	}
	changeValidity(&c, o)
	if c == (identifier.Change{}) {
		o.fail(domain.Missing("identifier_owner"))
	}
	return c
}

func changeValidity(c *identifier.Change, o object) {
	window, passes := validityParts(o)
	if window.says("is_permanent") {
		permanent := window.flag("is_permanent", false)
		c.Time.Permanent = &permanent
	}
	if window.says("from") {
		from := moment(window, "from")
		c.Time.From = &from
	}
	if window.says("to") {
		to := moment(window, "to")
		c.Time.To = &to
	}
	if passes.says("is_permanent") || passes.says("max_passes") {
		p := passLimit(passes)
		c.Passes = &p
	}
}
