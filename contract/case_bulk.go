package contract

import "net/http"

// Section 9, and 20: item 6.

var bulkCases = []testCase{
	{"20.6", "A DELETE with a JSON body deletes several identifiers", deletesSeveral},
	{"9", "A bulk delete with uids that do not exist deletes the others, or is 400", deletesAmongUnknown},
	{"9", "A bulk delete of nothing is answered", deletesNothing},
	{"9", "A bulk delete without its body is 400", refusesBulkWithoutBody},
	{"9", "A bulk delete with text for a list is 400", refusesBulkOfText},
}

func deletesSeveral(p *play) {
	name, uids := p.createNamed(3)
	kept := uids[2]
	p.deleteAll(uids[:2])
	p.wantUIDs(byName(name), kept)
	p.refused(p.get(itemPath(uids[0])))
}

// deletesAmongUnknown accepts a refusal: the contract only infers that unknown
// uids are ignored.
func deletesAmongUnknown(p *play) {
	name, uids := p.createNamed(2)
	a := p.call(http.MethodDelete, listPath, body(obj{"uid_items": []int64{uids[0], p.unknownUID()}}))
	if a.status == http.StatusBadRequest {
		p.wantError(a)
		return
	}
	p.ok(a)
	p.disown(identifierNo(uids[0]))
	p.wantUIDs(byName(name), uids[1])
}

// mayLoseAll skips the case on a server that holds what others created: whether
// no uids means none or all is an open question (section 21, 10).
func (p *play) mayLoseAll() {
	if !p.target.Disposable {
		p.skip("a server may take this to mean all identifiers, and the target is not disposable")
	}
}

// deletesNothing accepts both meanings of an empty list.
func deletesNothing(p *play) {
	p.mayLoseAll()
	p.create(p.card())
	a := p.call(http.MethodDelete, listPath, body(obj{"uid_items": []int64{}}))
	if a.status == http.StatusBadRequest {
		p.wantError(a)
		return
	}
	p.ok(a)
}

func refusesBulkWithoutBody(p *play) {
	p.mayLoseAll()
	p.refused(p.call(http.MethodDelete, listPath, jsonType), textBadBody, noValue("uid_items"))
}

func refusesBulkOfText(p *play) {
	p.mayLoseAll()
	a := p.call(http.MethodDelete, listPath, body(obj{"uid_items": "none"}))
	p.refused(a, textBadBody, wrongType("uid_items"))
}
