package contract

import (
	"fmt"
	"slices"
)

// Section 8.2, and 20: item 11.

var listCases = []testCase{
	{"20.11", "A list without parameters is a list", listsWithoutParameters},
	{"20.11", "Paging parameters of other names are ignored", ignoresOtherPaging},
	{"20.11", "limit=1 is answered, whatever is made of it", listsWithLimit(1)},
	{"20.11", "limit=100 is answered, whatever is made of it", listsWithLimit(100)},
	{"20.11", "limit=500 is answered, whatever is made of it", listsWithLimit(500)},
	{"20.11", "A page past the end is 200 with an empty list", endsEmpty},
	{"20.11", "Items carry identifier_uid, owner, type and number", itemsAreComplete},
	{"8.2", "list_option says how many identifiers and pages there are", countsItems},
	{"8.1", "A documented limit holds", holdsLimit},
	{"8.1", "A list is sorted by uid both ways", sortsBothWays},
}

func listsWithoutParameters(p *play) {
	p.create(p.card())
	p.want(len(p.items("")) > 0, "the list is empty although an identifier was created")
}

func ignoresOtherPaging(p *play) {
	p.create(p.card())
	for _, q := range []string{
		"?paginationPageNumber=1&paginationLimit=100", "?current_page=1&items_limit=100", "?page=1", "?items_limit=1",
	} {
		p.want(len(p.items(q)) > 0, "with %s the list is empty although an identifier was created", q)
	}
}

func listsWithLimit(limit int) func(*play) {
	return func(p *play) {
		p.create(p.card())
		items := p.items(fmt.Sprintf("?limit=%d&page_number=1", limit))
		p.want(len(items) > 0, "the list is empty although an identifier was created")
	}
}

func endsEmpty(p *play) {
	name, _ := p.createNamed(1)
	for _, q := range []string{
		"?page_number=1000000", "?limit=100&page_number=1000000", byName(name) + "&limit=10&page_number=2",
	} {
		items := p.items(q)
		p.want(len(items) == 0, "with %s the list has %d items, want none", q, len(items))
	}
}

func itemsAreComplete(p *play) {
	card := p.card()
	uid := p.create(card)
	items := p.items(byNumber(numberOf(card)))
	p.want(len(items) == 1, "the list has %d identifiers of that number, want 1", len(items))
	item := items[0]
	p.wantInteger(item, "identifier_uid", uid)
	p.wantText(item, "identifier_owner.name", ownerOf(card))
	p.wantText(item, "identifier_type", "card")
	p.wantText(item, "identifier_number", numberOf(card))
	p.want(!item.has("base"), "the item is wrapped in base")
}

func countsItems(p *play) {
	name, uids := p.createNamed(12)
	a := p.ok(p.get(listPath + byName(name) + "&limit=10&page_number=2"))
	p.wantInteger(a.node, "list_option.pagination.total_items", int64(len(uids)))
	p.wantInteger(a.node, "list_option.pagination.items_limit", 10)
	p.wantInteger(a.node, "list_option.pagination.total_pages", 2)
	p.wantInteger(a.node, "list_option.pagination.current_page", 2)
	p.textAt(a.node, "list_option.sort.field")
	p.flagAt(a.node, "list_option.sort.asc")
}

func holdsLimit(p *play) {
	name, _ := p.createNamed(12)
	for _, q := range []string{"&limit=10", "", "&limit=10&page_number=1"} { // 10 is the default
		items := p.items(byName(name) + q)
		p.want(len(items) == 10, "with %q the list has %d items of 12, want 10", q, len(items))
	}
}

func sortsBothWays(p *play) {
	name, want := p.createNamed(3)
	slices.Sort(want)
	up := p.uidsOf(p.items(byName(name) + "&sort_field=identifier_uid&sort_type=asc"))
	p.want(slices.Equal(up, want), "ascending, the uids are %d, want %d", up, want)
	slices.Reverse(want)
	down := p.uidsOf(p.items(byName(name) + "&sort_field=identifier_uid&sort_type=desc"))
	p.want(slices.Equal(down, want), "descending, the uids are %d, want %d", down, want)
}
