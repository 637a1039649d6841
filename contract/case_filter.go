package contract

import (
	"fmt"
	"net/url"
	"slices"
)

// Sections 8.1 and 8.4.

var filterCases = []testCase{
	{"8.1", "A filter by number finds that number alone", filtersByNumber},
	{"8.1", "A filter by name finds that owner's identifiers", filtersByName},
	{"8.1", "A filter works without filter_format", filtersWithoutFormat},
	{"8.1", "A filter that nothing matches is 200 with an empty list", filtersToNothing},
	{"8.1", "A filter may be one JSON text", filtersByJSON},
	{"8.4", "The expression identifier_number eq '...' finds that number alone", filtersByExpression},
}

func filtersByNumber(p *play) {
	card := p.card()
	uid := p.create(card)
	p.create(p.card())
	p.wantUIDs(byNumber(numberOf(card)), uid)
}

func filtersByName(p *play) {
	name, uids := p.createNamed(2)
	p.create(p.card())
	p.wantUIDs(byName(name), uids...)
}

func filtersWithoutFormat(p *play) {
	card := p.card()
	uid := p.create(card)
	p.create(p.card())
	p.wantUIDs(query("filter_field", "identifier_number", "filter_type", "equal", "filter_value", numberOf(card)), uid)
}

func filtersToNothing(p *play) {
	p.create(p.card())
	p.wantUIDs(byNumber(p.digits(cardDigits)))
	p.wantUIDs(byName(p.name()))
}

// wantUIDs wants certain identifiers in a list, in any order.
func (p *play) wantUIDs(q string, want ...int64) {
	got := p.uidsOf(p.items(q))
	slices.Sort(got)
	slices.Sort(want)
	p.want(slices.Equal(got, want), "the list has the uids %d, want %d", got, want)
}

// filtersByJSON accepts what section 8.1 calls inferred: a server may ignore
// the form.
func filtersByJSON(p *play) {
	card := p.card()
	text := fmt.Sprintf(`{"filter_field":"identifier_number","filter_type":"equal","filter_format":"string","filter_value":%q}`, numberOf(card))
	p.filtersIfItCan(card, query("filter", text), "filters that are one JSON text")
}

// filtersByExpression accepts that a server ignores or refuses expressions: the
// dialect is that of API 1.x (section 8.4).
func filtersByExpression(p *play) {
	card := p.card()
	expression := fmt.Sprintf("identifier_number eq '%s'", numberOf(card))
	p.filtersIfItCan(card, "?page_number=1&limit=20&filter="+url.PathEscape(expression), "filter expressions")
}

// filtersIfItCan creates an identifier and another, and wants the first alone
// for a query, unless the server refuses or ignores such queries.
func (p *play) filtersIfItCan(identifier obj, q, what string) {
	uid := p.create(identifier)
	other := p.create(p.card())
	a := p.get(listPath + q)
	if a.status == 400 {
		p.skip("the server refuses %s", what)
	}
	p.ok(a)
	uids := p.uidsOf(p.listAt(a.node, "list_items"))
	if slices.Equal(uids, []int64{uid}) {
		return
	}
	all := p.ok(p.get(listPath)).at("list_option.pagination.total_items")
	ignored := slices.Contains(uids, other) || a.at("list_option.pagination.total_items").value == all.value
	p.want(ignored, "the list has the uids %d, want %d alone", uids, uid)
	p.skip("the server ignores %s", what)
}
