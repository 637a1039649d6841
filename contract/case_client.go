package contract

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// The sequences of real clients, from the first request to the last. What they
// have in common with each other is what all of them rely on.

var clientCases = []testCase{
	{"20", "Client: an access controller adds a card, meets a conflict, looks the uid up and deletes", accessController},
	{"20", "Client: an intercom manager knows HTTP Basic only, pages until empty and deletes in bulk", intercomManager},
	{"20", "Client: a code manager tries the older paths first and ends at the v1 ones", codeManager},
	{"20", "Client: a gate's QR codes are kept by link_id, with a login before each call", qrGate},
	{"20", "Client: a card synchroniser sends hex numbers with ':' and a span of time by link_id", cardSynchroniser},
	{"20", "Client: an event reader polls the log with a body on the GET", eventReader},
	{"20", "Client: a face enroller logs in, creates, uploads and checks", faceEnroller},
}

// accessController strips leading zeros, sends no validity, and after each round
// logs out by POST.
func accessController(p *play) {
	p.ok(p.get("/api/info", anonymous, jsonType))
	token := p.login(lower(p.target.Password), as("Bearer "))
	on := bearer(token)
	card := with(p.card(), "lock", "all")
	p.ok(p.tryCreate(card, on))
	p.refused(p.tryCreate(card, on), textDuplicate)
	uid := p.lookup(numberOf(card), on, jsonType)
	p.wantText(p.read(uid, on, jsonType).node, "identifier_number", numberOf(card))
	p.delete(uid, on, jsonType)
	p.want(len(p.items(byNumber(numberOf(card)), on)) == 0, "the list still has the number")
	p.logout(http.MethodPost, token)
}

// intercomManager keeps its own key as the owner's name, and finds identifiers
// by it.
func intercomManager(p *play) {
	basic := as(p.basic())
	valid := obj{"passes": obj{
		"is_permanent": true, "max_passes": nil, "time": obj{"from": nil, "is_permanent": true, "to": nil},
	}}
	card := with(p.identifier("card", p.hexBytes(7, "-")), "valid", valid)
	code := with(p.identifier("inputCode", p.digits(8)), "valid", valid)
	created := []int64{p.create(card, basic), p.create(code, basic)}
	all, ended := p.collect("?limit=50", maxPages, basic)
	if !ended {
		p.skip("the server holds more identifiers than the kit pages through")
	}
	found := p.uidsOf(slices.DeleteFunc(all, func(item node) bool {
		name := item.at(ownerName).text()
		return name != ownerOf(card) && name != ownerOf(code)
	}))
	slices.Sort(found)
	slices.Sort(created)
	p.want(slices.Equal(found, created), "the pages have the uids %d of those names, want %d", found, created)
	p.deleteAll(found, basic)
	p.want(len(p.items(byName(ownerOf(card)), basic)) == 0, "the list still has the name")
}

// codeManager tries three paths for a list, and two for creating, changing and
// deleting; it takes the first that succeeds.
func codeManager(p *play) {
	on := bearer(p.login(upper(p.target.Password)))
	code := p.identifier("inputCode", p.digits(8))
	sent := body(with(with(code, "link_id", 4711), "apartment_number", "12"))
	created := p.ownIdentifier(p.first("create",
		newCall(http.MethodPost, "/access/identifiers/item", sent, on),
		newCall(http.MethodPost, "/access/identifier", sent, on)))
	uid := p.integerAt(created.node, "uid")
	list := p.first("list",
		newCall(http.MethodGet, "/access/identifiers/items/list?paginationPageNumber=1&paginationLimit=500", on),
		newCall(http.MethodGet, listPath+"?current_page=1&items_limit=500", on))
	p.want(len(p.listAt(list.node, "list_items")) > 0, "the list is empty although an identifier was created")
	changed := with(code, "identifier_number", p.digits(8))
	old := fmt.Sprintf("/access/identifiers/item/%d", uid)
	p.first("change",
		newCall(http.MethodPatch, old, body(obj{"base": changed}), on),
		newCall(http.MethodPatch, itemPath(uid), body(obj{"base": changed}), on),
		newCall(http.MethodPatch, itemPath(uid), body(changed), on))
	p.wantText(p.read(uid, on).node, "identifier_number", numberOf(changed))
	p.first("delete", newCall(http.MethodDelete, old, on), newCall(http.MethodDelete, itemPath(uid), on))
	p.disown(identifierNo(uid))
	p.refused(p.get(itemPath(uid), on))
}

// first returns the first answer of 200 to some requests.
func (p *play) first(what string, calls ...call) answer {
	for _, c := range calls {
		if a := p.do(c); a.status == http.StatusOK {
			return a
		}
	}
	p.fail("no path succeeds to %s", what)
	return answer{}
}

// qrGate pushes a member's QR code, looks its uid up by link_id, and fetches
// the image for the member's phone.
func qrGate(p *play) {
	freshly := func() option { return bearer(p.login(upper(p.target.Password))) }
	link := p.uuid()
	item := linked(p.identifier("qr", link), link)
	item["valid"] = with(permanent(), "time", obj{"is_permanent": false, "from": spanFrom, "to": spanTo})
	p.wantResult(p.sync(item)[0], link, true, codeCreated)
	p.listAt(p.ok(p.get(linkPath+query("link_id", link, "limit", "1", "page_number", "1"), freshly())).node, "list_items")
	uid := p.lookup(link, freshly())
	p.wantQR(p.get(itemPath(uid)+"/qr", header("Accept", "image/png"), freshly()))
	p.wantInteger(p.read(uid, freshly()).node, "valid.time.to", spanTo)
	p.wantResult(p.unlink(link)[0], link, true, codeDeleted)
	p.refused(p.get(itemPath(uid), freshly()))
}

// cardSynchroniser sends the same member again and again, and expects updates.
func cardSynchroniser(p *play) {
	link := p.uuid()
	item := linked(p.identifier("card", strings.ToUpper(p.hexBytes(4, ":"))), link)
	item["valid"] = with(permanent(), "time", obj{"is_permanent": false, "from": spanFrom, "to": spanTo - 1})
	p.wantResult(p.sync(item)[0], link, true, codeCreated)
	item["valid"] = with(permanent(), "time", obj{"is_permanent": false, "from": spanFrom, "to": spanTo})
	p.wantResult(p.sync(item)[0], link, true, codeUpdated)
	p.wantInteger(p.read(p.lookup(numberOf(item))).node, "valid.time.to", spanTo)
	p.wantResult(p.unlink(link)[0], link, true, codeDeleted)
	p.wantResult(p.unlink(link)[0], link, false, codeNotFound)
}

// eventReader sends its filter in the query, and again as a body.
func eventReader(p *play) {
	_, at := p.newest()
	filter := body(obj{"filter_field": "category", "filter_type": "equal", "filter_value": "access"})
	read := func(q string) []node { return p.listAt(p.ok(p.get(logPath+q, filter)).node, "list_items") }
	q := fmt.Sprintf("?from=%d&limit=50&sort_type=asc", at)
	p.want(hasEvent(read(q), at), "the log lacks an event as old as from")
	for _, event := range read(q + "&filter_field=category&filter_type=equal&filter_value=access&page_number=1") {
		p.wantText(event, "category", "access")
	}
	p.want(len(read(q+fmt.Sprintf("&page_number=%d", farPage))) == 0, "a page of the log past the end has events")
}

// faceEnroller is how this API is used to enrol: two requests, and a look
// whether the face is there.
func faceEnroller(p *play) {
	photo := form(filePart(p.portrait()))
	on := bearer(p.login(lower(p.target.Password)))
	face := with(p.face(), "valid", permanent())
	uid := p.createFace(face, on)
	p.ok(p.upload(uid, photo, on))
	p.wantText(p.read(uid, on).node, "identifier_type", "face_id")
	p.wantUIDs(byName(ownerOf(face)), uid)
	p.delete(uid, on)
	p.refused(p.upload(uid, photo, on), textNotTemporary)
}
