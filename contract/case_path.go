package contract

import "strings"

// Section 20: item 15.

var pathCases = []testCase{
	{"20.15", "A trailing '?' without a query does not disturb", takesTrailingMark},
	{"20.15", "Path words are taken in any case", takesMixedCase},
}

func takesTrailingMark(p *play) {
	card := p.card()
	uid := p.integerAt(p.ok(p.createAt("/access/identifier?", card)).node, "uid")
	p.wantText(p.ok(p.get(itemPath(uid)+"?")).node, "identifier_number", numberOf(card))
	p.want(len(p.items("?")) > 0, "the list is empty although an identifier was created")
}

func takesMixedCase(p *play) {
	card := p.card()
	uid := p.integerAt(p.ok(p.createAt("/Access/Identifier", card)).node, "uid")
	item := strings.NewReplacer("identifier", "Identifier", "item", "Item").Replace(itemPath(uid))
	p.wantText(p.ok(p.get(item)).node, "identifier_number", numberOf(card))
	p.ok(p.get("/access/IDENTIFIER/items"))
}
