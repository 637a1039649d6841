package contract

import "net/http"

// Sections 3, 5.2 and 6, and 20: item 5.

var statusCases = []testCase{
	{"20.5", "Every success is exactly 200", succeedsWith200},
	{"20.5", "A second identifier of the same type and number is 400 with the documented text", refusesDuplicates},
	{"5.2", "The same number under another type is no duplicate", takesNumberTwice},
	{"20.5", "A uid that does not exist is 400, whatever is asked of it", refusesUnknownUIDs},
	{"6.3", "Changing an identifier that does not exist is 400 Wrong Identifier uid", refusesUnknownChange},
	{"6.4", "What was deleted is gone", deletes},
	{"6.1", "Two identifiers get two uids", givesDistinctUIDs},
}

func succeedsWith200(p *play) {
	card := p.card()
	uid := p.create(card)
	p.read(uid)
	p.ok(p.patch(itemPath(uid), body(card)))
	p.ok(p.get(listPath))
	p.delete(uid)
	p.deleteAll([]int64{p.create(p.card())})
}

func refusesDuplicates(p *play) {
	card := p.card()
	p.create(card)
	p.refused(p.tryCreate(card), textDuplicate)
	p.refused(p.tryCreate(p.identifier("card", numberOf(card))), textDuplicate)
}

func takesNumberTwice(p *play) {
	card := p.card()
	p.create(card)
	p.create(p.identifier("ukey", numberOf(card)))
}

func refusesUnknownUIDs(p *play) {
	unknown := p.unknownUID()
	p.refused(p.get(itemPath(unknown)))
	p.refused(p.patch(itemPath(unknown), body(p.card())))
	p.refused(p.call(http.MethodDelete, itemPath(unknown)))
	p.refused(p.post(itemPath(unknown) + "/passes/reset"))
}

func refusesUnknownChange(p *play) {
	p.refused(p.patch(itemPath(p.unknownUID()), body(p.card())), textWrongUID)
}

func deletes(p *play) {
	card := p.card()
	uid := p.create(card)
	p.delete(uid)
	p.refused(p.get(itemPath(uid)))
	p.want(len(p.items(byNumber(numberOf(card)))) == 0, "the list still has the number")
	p.delete(p.create(card)) // and the number is free again
}

func givesDistinctUIDs(p *play) {
	first, second := p.create(p.card()), p.create(p.card())
	p.want(first != second, "both uids are %d", first)
}
