package contract

import (
	"fmt"
	"net/http"
)

// Section 13. How apartments come into being is not documented: what needs one
// is tried where POST /apartment creates it.

var apartmentCases = []testCase{
	{"13", "Unbinding an identifier that has no apartment is 200", unbindsUnattached},
	{"13", "Unbinding a uid that does not exist is 400 Wrong identifier uid", refusesUnknownUnbind},
	{"13", "An identifier is attached to an apartment and unbound", attachesToApartment},
	{"13", "Attaching to a second apartment is 400 with the documented text", refusesSecondApartment},
}

func unbindPath(uid int64) string { return fmt.Sprintf("/apartment/item/unbind/identifier/%d", uid) }

func apartmentPath(uid int64) string { return fmt.Sprintf("/apartment/item/%d", uid) }

// unbind detaches an identifier. Models for one household have no apartments.
func (p *play) unbind(uid int64) answer {
	return p.optional(p.post(unbindPath(uid)), "apartments")
}

// unbindsUnattached accepts both answers that are documented: success, and 200
// with an error.
func unbindsUnattached(p *play) {
	a := p.ok(p.unbind(p.create(p.card())))
	if a.has("error") {
		p.wantError(a, textUnbound)
	}
}

func refusesUnknownUnbind(p *play) {
	p.refused(p.unbind(p.unknownUID()), textWrongUnbind)
}

func (p *play) createApartment() int64 {
	a := p.optional(p.post("/apartment", body(obj{
		"apartment_name":    p.name(),
		"apartment_address": obj{"building": 9000 + int(p.bytes(1)[0]), "unit": 2, "floor": 3, "room": 4},
	})), "creation of apartments")
	uid := p.integerAt(p.ok(a).node, "uid")
	p.own(fmt.Sprintf("apartment %d", uid), apartmentPath(uid), "apartment_name")
	return uid
}

func attachPath(apartment, uid int64) string {
	return fmt.Sprintf("/apartment/item/%d/identifier/%d", apartment, uid)
}

func attachesToApartment(p *play) {
	apartment, uid := p.createApartment(), p.create(p.card())
	p.ok(p.post(attachPath(apartment, uid)))
	p.wantInteger(p.read(uid).node, "apartment.uid", apartment)
	flat := p.ok(p.get(apartmentPath(apartment)))
	p.wantInteger(flat.node, "identifiers.physicals.card.uid_items.0", uid)
	p.want(!p.ok(p.unbind(uid)).has("error"), "unbinding an attached identifier has an error")
	p.wantInteger(p.read(uid).node, "apartment.uid", -1)
	p.ok(p.call(http.MethodDelete, apartmentPath(apartment)))
	p.disown(fmt.Sprintf("apartment %d", apartment))
}

func refusesSecondApartment(p *play) {
	first, second, uid := p.createApartment(), p.createApartment(), p.create(p.card())
	p.ok(p.post(attachPath(first, uid)))
	p.refused(p.post(attachPath(second, uid)), textOtherFlat)
	p.wantInteger(p.read(uid).node, "apartment.uid", first)
}
