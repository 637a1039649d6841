package contract

import (
	"bytes"
	"image/png"
)

// Sections 6.3, 6.5 and 6.6.

var updateCases = []testCase{
	{"6.3", "A whole identifier is changed", changesAll},
	{"6.3", "An identifier is changed with its validity", changesValidity},
	{"6.3", "Changing to the number of another is 400 with the documented text", refusesTakenNumber},
	{"6.3", "A change wrapped in base is made, or refused with 400", changesWrapped},
	{"6.5", "Passes are reset to their limit", resetsPasses},
	{"6.6", "A QR code is read as a PNG image", readsQR},
	{"6.6", "The QR image of a card is 400", refusesQROfCard},
}

func changesAll(p *play) {
	card := p.card()
	uid := p.create(card)
	changed := p.identifier("card", p.digits(cardDigits))
	changed["lock"] = "all"
	p.ok(p.patch(itemPath(uid), body(changed)))
	read := p.read(uid)
	p.wantText(read.node, "identifier_owner.name", ownerOf(changed))
	p.wantText(read.node, "identifier_number", numberOf(changed))
	p.wantText(read.node, "lock", "all")
	p.want(len(p.items(byNumber(numberOf(card)))) == 0, "the list still has the old number")
}

func changesValidity(p *play) {
	card := p.card()
	uid := p.create(card)
	valid := obj{
		"time":   obj{"is_permanent": false, "from": spanFrom, "to": spanTo},
		"passes": obj{"is_permanent": true},
	}
	p.ok(p.patch(itemPath(uid), body(with(card, "valid", valid))))
	read := p.read(uid)
	p.wantFlag(read.node, "valid.time.is_permanent", false)
	p.wantInteger(read.node, "valid.time.from", spanFrom)
	p.wantInteger(read.node, "valid.time.to", spanTo)
	p.wantFlag(read.node, "valid.passes.is_permanent", true)
}

func refusesTakenNumber(p *play) {
	taken, card := p.card(), p.card()
	p.create(taken)
	uid := p.create(card)
	p.refused(p.patch(itemPath(uid), body(with(card, "identifier_number", numberOf(taken)))), textDuplicate)
	p.wantText(p.read(uid).node, "identifier_number", numberOf(card))
}

func changesWrapped(p *play) {
	card := p.card()
	uid := p.create(card)
	want := "first"
	a := p.patch(itemPath(uid), body(obj{"base": with(card, "lock", "second")}))
	if a.status == 400 {
		p.wantError(a)
	} else {
		p.ok(a)
		want = "second"
	}
	p.wantText(p.read(uid).node, "lock", want)
}

func resetsPasses(p *play) {
	limited := with(permanent(), "passes", obj{"is_permanent": false, "max_passes": 3})
	uid := p.create(with(p.card(), "valid", limited))
	p.ok(p.post(itemPath(uid) + "/passes/reset"))
	p.wantInteger(p.read(uid).node, "additional.passes_left", 3)
}

func readsQR(p *play) {
	uid := p.create(p.identifier("qr", p.uuid()))
	p.wantQR(p.get(itemPath(uid)+"/qr", header("Accept", "image/png")))
}

func (p *play) wantQR(a answer) {
	p.ok(a)
	_, err := png.Decode(bytes.NewReader(a.body))
	p.want(err == nil, "the answer is no PNG image: %v", err)
}

func refusesQROfCard(p *play) { p.refused(p.get(itemPath(p.create(p.card())) + "/qr")) }
