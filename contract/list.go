package contract

import "net/http"

// The steps about lists of identifiers (sections 8 and 9).

const listPath = "/access/identifier/items"

// byNumber and byName return the filters that clients send.
func byNumber(number string) string { return filterBy("identifier_number", number) }

func byName(name string) string { return filterBy("name", name) }

func filterBy(field, value string) string {
	return query("filter_field", field, "filter_type", "equal", "filter_format", "string", "filter_value", value)
}

// items returns what a list has for a query.
func (p *play) items(q string, options ...option) []node {
	return p.listAt(p.ok(p.get(listPath+q, options...)).node, "list_items")
}

// lookup returns the uid of the identifier with a number, as clients look it
// up: by filter, and then by string equality.
func (p *play) lookup(number string, options ...option) int64 {
	for _, item := range p.items(byNumber(number), options...) {
		if item.at("identifier_number").text() == number {
			return p.integerAt(item, "identifier_uid")
		}
	}
	p.fail("the list has no identifier of the number that was created")
	return 0
}

// deleteAll deletes identifiers of the case's own with one request.
func (p *play) deleteAll(uids []int64, options ...option) {
	p.ok(p.call(http.MethodDelete, listPath, append(options, body(obj{"uid_items": uids}))...))
	for _, uid := range uids {
		p.disown(identifierNo(uid))
	}
}

// createNamed creates some cards of one owner, and returns the name and the
// uids.
func (p *play) createNamed(n int) (name string, uids []int64) {
	first := p.card()
	for i := range n {
		card := with(first, "identifier_number", p.digits(cardDigits))
		if i == 0 {
			card = first
		}
		uids = append(uids, p.create(card))
	}
	return ownerOf(first), uids
}

// uidsOf returns the uids of list items.
func (p *play) uidsOf(items []node) []int64 {
	uids := make([]int64, len(items))
	for i, item := range items {
		uids[i] = p.integerAt(item, "identifier_uid")
	}
	return uids
}
