package contract

import (
	"fmt"
	"net/http"
)

// Section 18: clients that try the older paths first go on only when one is not
// answered with success.

var probeCases = []testCase{
	{"18", "Older list paths under v1 are not 200 with an empty list", probesLists},
	{"18", "Older create paths under v1 are not a success without an identifier", probesCreate},
	{"18", "Older item paths under v1 do not say that something was deleted when it was not", probesDelete},
	{"18", "A client of v0 creates, lists, changes and deletes", speaksV0},
}

func probesLists(p *play) {
	p.create(p.card())
	for _, q := range []string{"/access/identifiers/items/list?paginationLimit=1", "/access/identifiers?limit=1"} {
		a := p.get(q)
		p.want(a.status < http.StatusInternalServerError, "GET %s is %s", q, a.summary())
		if a.status == http.StatusOK {
			items := p.listAt(a.node, "list_items")
			p.want(len(items) > 0, "GET %s is 200 with an empty list although there are identifiers", q)
		}
	}
}

func probesCreate(p *play) {
	for _, path := range []string{"/access/identifiers/item", "/access/identifiers"} {
		card := p.card()
		a := p.createAt(path, card)
		p.want(a.status < http.StatusInternalServerError, "POST %s is %s", path, a.summary())
		if a.status == http.StatusOK || a.status == http.StatusCreated {
			p.wantText(p.read(p.integerAt(a.node, "uid")).node, "identifier_number", numberOf(card))
		}
	}
}

func probesDelete(p *play) {
	uid := p.create(p.card())
	for _, path := range []string{fmt.Sprintf("/access/identifiers/item/%d", uid), fmt.Sprintf("/access/identifier/%d", uid)} {
		if a := p.call(http.MethodDelete, path); a.status == http.StatusOK || a.status == http.StatusNoContent {
			p.disown(identifierNo(uid))
			p.refused(p.get(itemPath(uid)))
			return
		}
	}
	p.read(uid)
}

// speaksV0 is for servers that have the older dialect as well; the contract
// asks nobody to.
func speaksV0(p *play) {
	const list = "/api/v0/access/identifiers/items/list"
	p.ok(p.optional(p.get(list), "v0 dialect"))
	card := p.card()
	uid := p.integerAt(p.ok(p.createAt("/api/v0/access/identifiers/item", card)).node, "uid")
	item := fmt.Sprintf("/api/v0/access/identifiers/item/%d", uid)
	p.ok(p.patch(item, body(obj{"base": with(card, "lock", "second")})))
	p.wantText(p.ok(p.get(item)).node, "lock", "second")
	a := p.ok(p.get(list + byNumber(numberOf(card)) + "&limit=10&page_number=1"))
	p.wantText(a.node, "list_items.0.identifier_number", numberOf(card))
	p.ok(p.call(http.MethodDelete, item))
	p.disown(identifierNo(uid))
	p.refused(p.get(itemPath(uid)))
}
