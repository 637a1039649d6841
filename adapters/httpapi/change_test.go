package httpapi

import (
	"testing"
)

func TestChangesWhatTheBodySaysAndNothingElse(t *testing.T) {
	const limited = `,"valid":{"time":{"is_permanent":false,"from":1767225600,"to":1798761599},"passes":{"is_permanent":false,"max_passes":12}}`
	for _, tt := range []struct{ name, body, path, want string }{
		{"the owner's name", `{"identifier_owner":{"name":"Jonas"}}`, "identifier_owner", `{"name":"Jonas","type":"owner"}`},
		{"the owner's type", `{"identifier_owner":{"type":"guest"}}`, "identifier_owner", `{"name":"Maria Lindqvist","type":"guest"}`},
		{"the lock", `{"lock":"all"}`, "lock", `"all"`},
		{"the number", `{"identifier_number":"00-00-00-1A"}`, "identifier_number", `"00-00-00-1A"`},
		{"the type", `{"identifier_type":"ukey"}`, "identifier_type", `"ukey"`},
		{"wrapped as the older dialect does", `{"base":{"lock":"second"}}`, "lock", `"second"`},
		{"the time, and not the passes", `{"valid":{"time":{"is_permanent":true}}}`, "valid", `{"time":{"is_permanent":true,"from":0,"to":0},"passes":{"is_permanent":false,"max_passes":12}}`},
		{"the most passes that there can be", `{"valid":{"passes":{"is_permanent":false,"max_passes":2147483647}}}`, "valid.passes.max_passes", `2147483647`},
		{"the passes, and not the time", `{"valid":{"passes":{"is_permanent":true}}}`, "valid", `{"time":{"is_permanent":false,"from":1767225600,"to":1798761599},"passes":{"is_permanent":true,"max_passes":0}}`},
		{"one end of the time, and not the other", `{"valid":{"time":{"is_permanent":false,"to":1798761500}}}`, "valid.time", `{"is_permanent":false,"from":1767225600,"to":1798761500}`},
		{"an end, without a word on permanence", `{"valid":{"time":{"from":1767225700}}}`, "valid.time", `{"is_permanent":false,"from":1767225700,"to":1798761599}`},
		{"an end that opens", `{"valid":{"time":{"from":0}}}`, "valid.time", `{"is_permanent":false,"from":0,"to":1798761599}`},
		{"a time of which nothing is said stays limited", `{"identifier_owner":{"name":"X"},"valid":{"time":{"from":null,"to":null}}}`, "valid.time", `{"is_permanent":false,"from":1767225600,"to":1798761599}`},
		{"an empty time stays limited", `{"lock":"all","valid":{"time":{}}}`, "valid.time", `{"is_permanent":false,"from":1767225600,"to":1798761599}`},
		{"the time where one client puts it", `{"valid":{"passes":{"time":{"is_permanent":true,"from":null,"to":null}}}}`, "valid.passes", `{"is_permanent":false,"max_passes":12}`},
		{"a validity beside the base", `{"base":{"lock":"all"},"passes":{"is_permanent":false,"max_passes":5}}`, "valid.passes.max_passes", `5`},
		{"what is null stays", `{"lock":"all","identifier_number":null,"valid":null}`, "identifier_number", `"3090417"`},
		{"unknown fields are ignored", `{"lock":"all","colour":"blue"}`, "lock", `"all"`},
		{"the whole entity", identifierBody("card", "7", `,"valid":{"time":{"is_permanent":true},"passes":{"is_permanent":true}}`), "additional.passes_left", `-1`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newRealWorld(t)
			uid := w.create(createTarget, identifierBody("card", "3090417", limited))
			if got := w.ok("PATCH", item(uid), tt.body); got != "{}" {
				t.Errorf("answer %s, want {}", got)
			}
			w.has(item(uid), tt.path, tt.want)
		})
	}
}

func TestRefusesChanges(t *testing.T) {
	w := newRealWorld(t)
	card := w.create(createTarget, identifierBody("card", "1", ""))
	w.create(createTarget, identifierBody("card", "2", ""))
	face := w.create(createTarget, identifierBody("face_id", "", ""))
	before := w.ok("GET", listTarget, "")
	for _, tt := range []struct{ name, target, body, text string }{
		{"nothing at all", item(card), `{}`, "Wrong JSON body: no value for `identifier_owner`"},
		{"no JSON", item(card), `lock=all`, "Wrong JSON body"},
		{"a field of the wrong type", item(card), `{"lock":1}`, "Wrong JSON body: value `lock` was of the wrong type"},
		{"a field of the wrong type inside", item(card), `{"identifier_owner":{"name":7}}`, "Wrong JSON body: value `identifier_owner.name` was of the wrong type"},
		{"a lock that there is not", item(card), `{"lock":"third"}`, "Wrong JSON body"},
		{"somebody else's number", item(card), `{"identifier_number":"2"}`, "Identifier with that type and number already exist"},
		{"a number that the new type does not have", item(card), `{"identifier_type":"qr"}`, "Wrong JSON body"},
		{"a card that becomes a face", item(card), `{"identifier_type":"face_id"}`, "Wrong JSON body"},
		{"a face that becomes a card", item(face), `{"identifier_type":"card","identifier_number":"5"}`, "Wrong JSON body"},
		{"a validity that ends before it begins", item(card), `{"valid":{"time":{"is_permanent":false,"from":2,"to":1},"passes":{"is_permanent":true}}}`, "Invalid timeprofile settings"},
		{"limited passes without a limit", item(card), `{"valid":{"passes":{"is_permanent":false}}}`, "Wrong JSON body: no value for `valid.passes.max_passes`"},
		{"an unknown identifier", item(99), `{"lock":"all"}`, "Wrong Identifier uid"},
		{"a uid that is none", v1 + "/access/identifier/item/x", `{"lock":"all"}`, "Wrong Identifier uid"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.refused("PATCH", tt.target, tt.body, tt.text)
			if after := w.ok("GET", listTarget, ""); after != before {
				t.Errorf("a refused change changed something:\n%s\n%s", before, after)
			}
		})
	}
}

func TestTheNumberOfAFaceIsIgnored(t *testing.T) {
	w := newRealWorld(t)
	face := w.create(createTarget, identifierBody("face_id", "anything", ""))
	w.ok("PATCH", item(face), `{"identifier_type":"face_id","identifier_number":17,"lock":"all"}`)
	w.has(item(face), "identifier_number", `""`)
	w.has(item(face), "lock", `"all"`)
}

func TestResetsPasses(t *testing.T) {
	w := newRealWorld(t)
	limited := w.create(createTarget, identifierBody("card", "1", `,"valid":{"time":{"is_permanent":true},"passes":{"is_permanent":false,"max_passes":2}}`))
	always := w.create(createTarget, identifierBody("card", "2", ""))
	w.ok("POST", v1+"/access/question", `{"identifier_type":"card","identifier_number":"1"}`)
	w.has(item(limited), "additional.passes_left", "1")
	if got := w.ok("POST", item(limited)+"/passes/reset", ""); got != "{}" {
		t.Errorf("answer %s", got)
	}
	w.has(item(limited), "additional.passes_left", "2")
	w.refused("POST", item(always)+"/passes/reset", "", "Identifier has no limit of passes")
	w.refused("POST", item(99)+"/passes/reset", "", "Wrong Identifier uid")
}

func TestDeletesSeveral(t *testing.T) {
	w := newRealWorld(t)
	for _, number := range []string{"1", "2", "3"} {
		w.create(createTarget, identifierBody("card", number, ""))
	}
	w.refused("DELETE", listTarget, ``, "Wrong JSON body")
	w.refused("DELETE", listTarget, `{}`, "Wrong JSON body: no value for `uid_items`")
	w.refused("DELETE", listTarget, `{"uid_items":[1,"2"]}`, "Wrong JSON body: value `uid_items` was of the wrong type")
	w.ok("DELETE", listTarget, `{"uid_items":[]}`)
	w.has(listTarget, "list_option.pagination.total_items", "3")
	w.ok("DELETE", listTarget, `{"uid_items":[1,99,-1,3,1]}`)
	w.has(listTarget, "list_items.0.identifier_uid", "2")
	w.has(listTarget, "list_option.pagination.total_items", "1")
}

func TestDeletesByTypeAndNumber(t *testing.T) {
	const target = v1 + "/access/identifiers"
	w := newRealWorld(t)
	for _, number := range []string{"1", "2", "3"} {
		w.create(createTarget, identifierBody("card", number, ""))
	}
	w.create(createTarget, identifierBody("ukey", "1", ""))
	wantJSON(t, w.ask("DELETE", target+"?type=card&number=1", nil),
		`{"result":[{"identifier_type":"card","identifier_number":"1","success":true,"extended_info":"deleted"}]}`)
	wantJSON(t, w.ask("DELETE", target+"?type=card", body(`{"list_items":[{"identifier_number":2},{"identifier_number":"9"}]}`)),
		`{"result":[{"identifier_type":"card","identifier_number":"2","success":true,"extended_info":"deleted"},
		{"identifier_type":"card","identifier_number":"9","success":false,"extended_info":"entity_not_found"}]}`)
	w.has(listTarget, "list_option.pagination.total_items", "2")

	w.refused("DELETE", target+"?type=card&number=abc", "", "Wrong JSON body")
	w.refused("DELETE", target+"?type=card&number=", "", "Wrong JSON body")
	w.refused("DELETE", target+"?type=card", `{"list_items":[{"identifier_number":"3"},{"identifier_number":"abc"}]}`, "Wrong JSON body")
	w.refused("DELETE", target+"?number=3", "", "Wrong query parameter")
	w.refused("DELETE", target+"?type=key&number=3", "", "Wrong query parameter")
	w.refused("DELETE", target+"?type=card", "", "Wrong JSON body")
	w.refused("DELETE", target+"?type=card", `{"list_items":[]}`, "Wrong JSON body")
	w.refused("DELETE", target+"?type=card", `{"list_items":[{"identifier_number":"3"},{}]}`, "Wrong JSON body: no value for `list_items.identifier_number`")
	w.refused("DELETE", target+"?type=card", `{"list_items":[{"identifier_number":"3"},7]}`, "Wrong JSON body: value `list_items` was of the wrong type")
	w.has(listTarget, "list_option.pagination.total_items", "2")
}
