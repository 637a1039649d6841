package httpapi

import (
	"fmt"
	"testing"
)

const apartmentTarget = v1 + "/apartment"

func flatBody(name string, room int) string {
	return fmt.Sprintf(`{"apartment_name":%q,"apartment_address":{"building":1,"unit":2,"floor":3,"room":%d}}`, name, room)
}

func apartmentAt(uid int64) string { return fmt.Sprintf("%s/item/%d", apartmentTarget, uid) }

func belongs(home, uid int64) string { return fmt.Sprintf("%s/identifier/%d", apartmentAt(home), uid) }

func unbind(uid int64) string {
	return fmt.Sprintf("%s/item/unbind/identifier/%d", apartmentTarget, uid)
}

func TestAnIdentifierBelongsToOneApartment(t *testing.T) {
	w := newRealWorld(t)
	home, other := w.create(apartmentTarget, flatBody("4B", 4)), w.create(apartmentTarget, flatBody("5B", 5))
	uid := w.create(createTarget, identifierBody("card", "1", ""))

	w.has(item(uid), "apartment", `{"uid":-1,"link_id":null}`)
	w.ok("POST", belongs(home, uid), "")
	w.ok("POST", belongs(home, uid), "")
	w.refused("POST", belongs(other, uid), "", "Identifier uid is already attached to another apartment")
	w.has(item(uid), "apartment", `{"uid":1,"link_id":null,"logical_address":{"building":1,"unit":2,"floor":3,"room":4}}`)

	wantJSON(t, w.ask("POST", unbind(uid), nil), `{}`)
	again := w.ask("POST", unbind(uid), nil)
	wantStatus(t, again, 200)
	wantJSON(t, again, `{"error":"Identifier already unbound"}`)
	w.ok("POST", belongs(other, uid), "")

	w.refused("POST", unbind(99), "", "Wrong identifier uid")
	w.refused("POST", apartmentTarget+"/item/unbind/identifier/x", "", "Wrong identifier uid")
	w.refused("POST", belongs(99, uid), "", "Wrong Apartment uid")
	w.refused("POST", belongs(home, 99), "", "Wrong Identifier uid")
}

func TestAnApartmentTellsWhatBelongsToIt(t *testing.T) {
	w := newRealWorld(t)
	home := w.create(apartmentTarget, flatBody("4B", 4))
	for typ, number := range map[string]string{"card": "1", "ukey": "2", "inputCode": "3", "face_id": "", "license_plate": "4"} {
		w.ok("POST", belongs(home, w.create(createTarget, identifierBody(typ, number, ""))), "")
	}
	w.has(apartmentAt(home), "apartment_name", `"4B"`)
	w.has(apartmentAt(home), "residents.count", `1`)
	for _, kind := range []string{"physicals.card", "physicals.ukey", "physicals.face_id", "input_numbers"} {
		w.has(apartmentAt(home), "identifiers."+kind+".count", `1`)
	}
	w.ok("DELETE", apartmentAt(home), "")
	w.has(item(1), "apartment.uid", "-1")
	w.has(listTarget, "list_option.pagination.total_items", "5")
}

func TestChangesAndListsApartments(t *testing.T) {
	w := newRealWorld(t)
	first := w.create(apartmentTarget, flatBody("4B", 4))
	w.create(apartmentTarget, flatBody("4A", 3))
	w.ok("PATCH", apartmentAt(first), flatBody("4C", 9))
	w.has(query(apartmentTarget+"/items", "sort_field", "apartment_name", "sort_type", "desc"), "list_items.0",
		`{"apartment_uid":1,"uid":1,"apartment_name":"4C","apartment_address":{"building":1,"unit":2,"floor":3,"room":9},"link_id":null}`)

	for _, tt := range []struct{ name, body, text string }{
		{"no name", `{"apartment_address":{"building":1,"unit":2,"floor":3,"room":4}}`, "Wrong JSON body: no value for `apartment_name`"},
		{"a name that ends in a space", flatBody("4B ", 4), "Wrong JSON body"},
		{"no address", `{"apartment_name":"4B"}`, "Wrong JSON body: no value for `apartment_address`"},
		{"half an address", `{"apartment_name":"4B","apartment_address":{"building":1,"unit":2,"floor":3}}`, "Wrong JSON body: no value for `apartment_address.room`"},
		{"a room that there cannot be", flatBody("4B", 100), "Wrong JSON body"},
		{"a room beyond all numbers", `{"apartment_name":"4B","apartment_address":{"building":1,"unit":2,"floor":3,"room":4294967300}}`, "Wrong JSON body"},
		{"a link that is none", `{"apartment_name":"4B","apartment_address":{"building":1,"unit":2,"floor":3,"room":4},"link_id":"7"}`, "Wrong JSON body"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.refused("POST", apartmentTarget, tt.body, tt.text)
			w.refused("PATCH", apartmentAt(first), tt.body, tt.text)
		})
	}
	linked := `{"apartment_name":"9","apartment_address":{"building":1,"unit":2,"floor":3,"room":4},"link_id":"` + linkA + `"}`
	w.create(apartmentTarget, linked)
	w.refused("POST", apartmentTarget, linked, "That link_id already exist")
	w.refused("PATCH", apartmentAt(first), linked, "That link_id already exist")
	for _, method := range []string{"GET", "PATCH", "DELETE"} {
		w.refused(method, apartmentAt(99), linked, "Wrong Apartment uid")
		w.refused(method, apartmentTarget+"/item/x", linked, "Wrong Apartment uid")
	}
}
