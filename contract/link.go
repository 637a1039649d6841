package contract

import "net/http"

// The steps about link_id synchronisation (section 10).

const linkPath = "/access/identifier/items/link"

// linked returns an item of a synchronisation: an identifier with a link_id, and
// the same UUID for its apartment, as clients send it.
func linked(identifier obj, link string) obj {
	item := with(identifier, "link_id", link)
	item["apartment_link_id"] = link
	item["valid"] = permanent()
	return item
}

// sync sends items, and takes on what comes of those that have a link_id.
func (p *play) sync(items ...obj) []node {
	for _, item := range items {
		p.ownLink(item["link_id"].(string))
	}
	a := p.ok(p.post(linkPath, body(obj{"list_items": items})))
	results := p.listAt(a.node, "result")
	p.want(len(results) == len(items), "result has %d entries for %d items", len(results), len(items))
	return results
}

// ownLink takes on the identifier that a synchronisation may create.
func (p *play) ownLink(link string) {
	p.ownUnseen(linkNo(link), newCall(http.MethodDelete, linkPath, body(obj{"link_ids": []string{link}})))
}

func linkNo(link string) string { return "link " + link }

// unlink deletes identifiers by link_id, and returns the results.
func (p *play) unlink(links ...string) []node {
	a := p.ok(p.call(http.MethodDelete, linkPath, body(obj{"link_ids": links})))
	results := p.listAt(a.node, "result")
	p.want(len(results) == len(links), "result has %d entries for %d links", len(results), len(links))
	for _, link := range links {
		p.disown(linkNo(link))
	}
	return results
}

// wantResult wants one entry of a synchronisation.
func (p *play) wantResult(result node, link string, success bool, info string) {
	p.wantText(result, "link_id", link)
	p.wantFlag(result, "success", success)
	p.wantText(result, "extended_info", info)
}

// wantsFaces skips the case if a result says that the server has no faces.
func (p *play) wantsFaces(result node) {
	if result.at("extended_info").text() == codeNoFaces {
		p.skip("the server has no face recognition")
	}
}
