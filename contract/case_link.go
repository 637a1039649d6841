package contract

// Section 10.

var linkCases = []testCase{
	{"10.1", "A link_id that is new is created, one that is known is updated", createsAndUpdatesLink},
	{"10.2", "A link_id is deleted once; the next time it is entity_not_found", deletesLink},
	{"10.1", "A number that another link_id has is number_taken_by_another_identifier", refusesTakenLinkNumber},
	{"10.1", "Each item is judged on its own, and the batch is 200", judgesEachItem},
	{"10.1", "A time profile that does not exist is bound_time_profile_doesnt_exist", refusesUnknownLinkProfile},
	{"10.3", "What was synchronised is listed with its link_id", listsLinks},
	{"10.3", "A list asked for one link_id is answered", looksUpLink},
	{"10.1", "An identifier that was synchronised is in the ordinary list", listsLinkedIdentifier},
	{"10.2", "A delete without link_ids is 400 with the documented text", refusesUnlinkWithoutLinks},
}

func createsAndUpdatesLink(p *play) {
	card, link := p.card(), p.uuid()
	p.wantResult(p.sync(linked(card, link))[0], link, true, codeCreated)
	card["lock"] = "all"
	p.wantResult(p.sync(linked(card, link))[0], link, true, codeUpdated)
	p.wantText(p.read(p.lookup(numberOf(card))).node, "lock", "all")
	p.wantResult(p.unlink(link)[0], link, true, codeDeleted)
}

func deletesLink(p *play) {
	card, link, unknown := p.card(), p.uuid(), p.uuid()
	p.sync(linked(card, link))
	results := p.unlink(link, unknown)
	p.wantResult(results[0], link, true, codeDeleted)
	p.wantResult(results[1], unknown, false, codeNotFound)
	p.wantResult(p.unlink(link)[0], link, false, codeNotFound)
	p.want(len(p.items(byNumber(numberOf(card)))) == 0, "the list still has the number")
}

func refusesTakenLinkNumber(p *play) {
	card, first, second := p.card(), p.uuid(), p.uuid()
	p.sync(linked(card, first))
	p.wantResult(p.sync(linked(card, second))[0], second, false, codeNumberTaken)
}

func judgesEachItem(p *play) {
	card, other := p.card(), p.card()
	links := []string{p.uuid(), p.uuid(), p.uuid()}
	results := p.sync(linked(card, links[0]), linked(card, links[1]), linked(other, links[2]))
	p.wantResult(results[0], links[0], true, codeCreated)
	p.wantResult(results[1], links[1], false, codeNumberTaken)
	p.wantResult(results[2], links[2], true, codeCreated)
}

func refusesUnknownLinkProfile(p *play) {
	link := p.uuid()
	item := linked(p.card(), link)
	item["time_profiles"] = obj{"link_ids": []string{p.uuid()}}
	p.wantResult(p.sync(item)[0], link, false, codeNoProfile)
}

func listsLinks(p *play) {
	card, link := p.card(), p.uuid()
	p.sync(linked(card, link))
	a := p.ok(p.get(linkPath + byNumber(numberOf(card))))
	items := p.listAt(a.node, "list_items")
	p.want(len(items) == 1, "the list has %d identifiers of that number, want 1", len(items))
	p.wantText(items[0], "link_id", link)
	p.wantText(items[0], "identifier_number", numberOf(card))
	p.wantText(items[0], "identifier_owner.name", ownerOf(card))
	p.want(a.has("list_option") || a.has("list_options"), "the list has no list_option")
}

// looksUpLink accepts that the parameter link_id is ignored: it is not
// documented.
func looksUpLink(p *play) {
	link := p.uuid()
	p.sync(linked(p.card(), link))
	items := p.listAt(p.ok(p.get(linkPath+query("link_id", link, "limit", "1", "page_number", "1"))).node, "list_items")
	p.want(len(items) > 0, "the list is empty although an identifier was synchronised")
}

func listsLinkedIdentifier(p *play) {
	card, link := p.card(), p.uuid()
	p.sync(linked(card, link))
	read := p.read(p.lookup(numberOf(card)))
	p.wantText(read.node, "identifier_number", numberOf(card))
	p.wantText(read.node, "identifier_owner.name", ownerOf(card))
}

func refusesUnlinkWithoutLinks(p *play) {
	p.refused(p.call("DELETE", linkPath, body(obj{})), noValue("link_ids"))
}
