package contract

import "net/http"

// Section 11, of the newest documentation alone.

var byNumberCases = []testCase{
	{"11", "An identifier is deleted by type and number", deletesByNumber},
	{"11", "Identifiers are deleted by type and a list of numbers", deletesByNumbers},
	{"11", "A delete by number without a type is 400", refusesNoType},
}

const byNumberPath = "/access/identifiers"

func deletesByNumber(p *play) {
	card := p.card()
	uid := p.create(card)
	p.wantDeleted(p.deleteBy(query("type", "card", "number", numberOf(card))), card, uid)
}

func deletesByNumbers(p *play) {
	card := p.card()
	uid := p.create(card)
	list := body(obj{"list_items": []obj{{"identifier_number": numberOf(card)}}})
	p.wantDeleted(p.deleteBy(query("type", "card"), list), card, uid)
}

func (p *play) deleteBy(q string, options ...option) answer {
	return p.optional(p.call(http.MethodDelete, byNumberPath+q, options...), "delete by type and number")
}

func (p *play) wantDeleted(a answer, card obj, uid int64) {
	p.ok(a)
	p.disown(identifierNo(uid))
	p.wantText(a.node, "result.0.identifier_number", numberOf(card))
	p.wantFlag(a.node, "result.0.success", true)
	p.wantText(a.node, "result.0.extended_info", codeDeleted)
	p.want(len(p.items(byNumber(numberOf(card)))) == 0, "the list still has the number")
}

func refusesNoType(p *play) {
	card := p.card()
	uid := p.create(card)
	p.refused(p.deleteBy(query("number", numberOf(card))))
	p.read(uid)
}
