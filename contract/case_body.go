package contract

import (
	"net/http"
	"slices"
)

// Section 1, and 20: items 6, 7 and 10.

var bodyCases = []testCase{
	{"20.6", "A GET may name a content type without having a body", getsWithContentType},
	{"20.6", "A GET may have a JSON body, which does not count", getsWithBody},
	{"20.6", "A DELETE may name a content type without having a body", deletesWithContentType},
	{"20.7", "A JSON body without a charset is UTF-8", takesUTF8},
	{"20.7", "A JSON body may name its charset", takesCharset},
	{"20.10", "A numeric link_id, apartment_number, name and lock_number in a create request are ignored", ignoresClientFields},
	{"1", "Unknown fields in JSON bodies are ignored", ignoresUnknownFields},
	{"1", "Unknown query parameters are ignored", ignoresUnknownParameters},
}

func getsWithContentType(p *play) {
	uid := p.create(p.card())
	p.read(uid, jsonType)
	p.ok(p.get(listPath, jsonType))
}

func getsWithBody(p *play) {
	card := p.card()
	uid := p.create(card)
	other := body(obj{"filter_field": "category", "filter_type": "equal", "filter_value": "access"})
	p.wantText(p.read(uid, other).node, "identifier_number", numberOf(card))
	p.want(len(p.items(byNumber(numberOf(card)), other)) == 1, "the list lacks the identifier of that number")
	p.ok(p.get("/log/items", other))
}

func deletesWithContentType(p *play) { p.delete(p.create(p.card()), jsonType) }

// foreignNames are in scripts that panels of these names' countries show.
const foreignNames = " Zoë Müller-Østergård, Мария Ковальчук, 李小龍, نور"

func takesUTF8(p *play) { p.namesComeBack("application/json") }

func takesCharset(p *play) { p.namesComeBack("application/json; charset=utf-8") }

// namesComeBack creates an identifier with a name beyond ASCII, and wants it
// back everywhere.
func (p *play) namesComeBack(contentType string) {
	card := p.card()
	owner := card["identifier_owner"].(obj)
	owner["name"] = ownerOf(card) + foreignNames
	uid := p.create(card, header("Content-Type", contentType))
	p.wantText(p.read(uid).node, "identifier_owner.name", ownerOf(card))
	items := p.items(byNumber(numberOf(card)))
	p.want(len(items) == 1, "the list has %d identifiers of that number, want 1", len(items))
	p.wantText(items[0], "identifier_owner.name", ownerOf(card))
	found := p.items(byName(ownerOf(card)))
	p.want(len(found) == 1, "the list has %d identifiers of that name, want 1", len(found))
}

func ignoresClientFields(p *play) {
	card := p.card()
	sent := with(with(card, "link_id", 17), "apartment_number", "12")
	sent = with(with(sent, "name", p.name()), "lock_number", 2)
	read := p.read(p.create(sent))
	p.wantText(read.node, "identifier_owner.name", ownerOf(card))
	p.wantText(read.node, "lock", "first")
}

func ignoresUnknownFields(p *play) {
	unknown := obj{"a": []any{1, nil, obj{"b": "c"}}}
	card := with(p.card(), "contract_kit", unknown)
	uid := p.create(card)
	p.ok(p.patch(itemPath(uid), body(card)))
	p.ok(p.call(http.MethodDelete, listPath, body(obj{"uid_items": []int64{uid}, "contract_kit": unknown})))
	p.disown(identifierNo(uid))
}

func ignoresUnknownParameters(p *play) {
	card := p.card()
	a := p.ok(p.createAt("/access/identifier?contract_kit=1&locale=", card))
	uid := p.integerAt(a.node, "uid")
	p.ok(p.get(itemPath(uid) + "?contract_kit=1"))
	items := p.items(byNumber(numberOf(card)) + "&contract_kit=1&page=9")
	known := slices.ContainsFunc(items, func(n node) bool { return n.at("identifier_number").text() == numberOf(card) })
	p.want(known, "the list lacks the identifier of that number")
}
