package httpapi

import "testing"

// The older dialect has other paths for the same calls (section 18).
func TestTheOlderPathsAnswerTheSame(t *testing.T) {
	w := newRealWorld(t)
	const v0 = "/api/v0/access/identifiers"
	w.create(v0+"/item", identifierBody("card", "1", ""))
	w.ok("PATCH", v0+"/item/1", `{"base":`+identifierBody("card", "2", "")+`,"valid":{"time":{"is_permanent":true},"passes":{"is_permanent":false,"max_passes":3}}}`)
	w.has(v0+"/item/1", "valid.passes.max_passes", "3")
	w.has(v0+"/items/list?limit=10&page_number=1&sort_field=identifier_uid&sort_type=asc", "list_items.0.identifier_number", `"2"`)
	w.create(profileTarget, officeHours)
	w.ok("POST", v0+"/item/1/timeProfile/1", "")
	w.ok("DELETE", v0+"/item/1/timeProfile/1", "")
	w.ok("POST", v0+"/link/delete", `{"link_ids":[]}`)
	w.ok("DELETE", v0+"/item/1", "")
	w.has("/api/v0/log/list?limit=10", "list_items.0.name.key", `"identifier_created"`)
	wantStatus(t, w.ask("GET", "/api/v0/login?username="+userName+"&password="+md5Of(userPassword), nil), 200)
	wantStatus(t, w.ask("POST", "/api/v0/logout", nil), 200)
}
