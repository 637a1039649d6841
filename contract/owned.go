package contract

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// owned is something that a case created and has to take away again.
type owned struct {
	what   string
	remove call
	gone   bool // the server says that the case removed it
	look   func(*play) sight
}

// sight is what is found where something owned should be.
type sight int

const (
	nothing sight = iota // or nothing that can be read
	ours
	foreign
)

// own takes on something that is read and deleted at a path, and whose name is
// at a place of what is read. A server that names something else fails the
// case: nothing may happen to what the kit did not create.
func (p *play) own(what, path, nameAt string) {
	look := func(p *play) sight { return p.lookAt(path, nameAt) }
	if look(p) == foreign {
		p.fail("%s was answered, and that is not what was created", what)
	}
	p.owned = append(p.owned, &owned{what: what, remove: newCall(http.MethodDelete, path), look: look})
}

// lookAt says whose the thing at a path is.
func (p *play) lookAt(path, nameAt string) sight {
	a, err := p.exchangeAgain(newCall(http.MethodGet, path))
	switch {
	case err != nil || a.status != http.StatusOK:
		return nothing
	case strings.HasPrefix(a.at(nameAt).text(), p.mark):
		return ours
	}
	return foreign
}

// ownUnseen takes on something that is only known by how it is removed.
func (p *play) ownUnseen(what string, remove call) {
	if !slices.ContainsFunc(p.owned, func(o *owned) bool { return o.what == what }) {
		p.owned = append(p.owned, &owned{what: what, remove: remove, look: func(*play) sight { return nothing }})
	}
}

// disown notes that something is gone, as far as the server says.
func (p *play) disown(what string) {
	for _, o := range p.owned {
		o.gone = o.gone || o.what == what
	}
}

// tidy takes away what the case created, the last first. What the server said
// to be gone is looked for again. A uid may be somebody else's by now; what
// does not bear the kit's name stays.
func (p *play) tidy() {
	seen := p.result.Seen // the case's own exchanges are the ones to report
	defer func() { p.result.Seen = seen }()
	for _, o := range slices.Backward(p.owned) {
		found := o.look(p)
		if found == foreign || found == nothing && o.gone {
			continue
		}
		a, err := p.exchangeAgain(o.remove)
		doubtful := err != nil || a.status != http.StatusOK || o.gone
		if doubtful && o.look(p) == ours {
			p.result.Left = append(p.result.Left, p.hide(o.what))
		}
	}
	if p.result.Verdict != Pass {
		p.sweep()
	}
}

// sweep looks for identifiers by the names that a failed case gave: the server
// may have created some without saying so.
func (p *play) sweep() {
	for _, name := range p.called {
		a, err := p.exchangeAgain(newCall(http.MethodGet, listPath+byName(name)))
		if err != nil {
			return
		}
		items, _ := a.at("list_items").list()
		for _, item := range items {
			uid, ok := item.at("identifier_uid").integer()
			if ok && p.lookAt(itemPath(uid), ownerName) == ours {
				_, _ = p.exchangeAgain(newCall(http.MethodDelete, itemPath(uid)))
			}
		}
	}
}

// Identifiers.

// ownerName is where an identifier has the name that the kit gave.
const ownerName = "identifier_owner.name"

func itemPath(uid int64) string { return fmt.Sprintf("/access/identifier/item/%d", uid) }

// tryCreate asks for a new identifier, and takes on what comes of it.
func (p *play) tryCreate(identifier any, options ...option) answer {
	return p.createAt("/access/identifier", identifier, options...)
}

func (p *play) createAt(path string, identifier any, options ...option) answer {
	return p.ownIdentifier(p.post(path, append([]option{body(identifier)}, options...)...))
}

// ownIdentifier takes on the identifier that an answer has the uid of.
func (p *play) ownIdentifier(created answer) answer {
	if uid, ok := created.at("uid").integer(); ok && uid >= 1 {
		p.own(identifierNo(uid), itemPath(uid), ownerName)
	}
	return created
}

func identifierNo(uid int64) string { return fmt.Sprintf("identifier %d", uid) }

// create creates an identifier and returns its uid.
func (p *play) create(identifier obj, options ...option) int64 {
	a := p.ok(p.tryCreate(identifier, options...))
	uid := p.integerAt(a.node, "uid")
	p.want(uid >= 1, "uid is %d, want 1 or more", uid)
	return uid
}

// createFace creates a face that waits for its photo, on a server that takes
// any.
func (p *play) createFace(face obj, options ...option) int64 {
	a := p.tryCreate(face, options...)
	if a.at("error").text() == textNoFaces {
		p.skip("the server has no face recognition")
	}
	p.ok(a)
	return p.integerAt(a.node, "uid")
}

// read returns an identifier.
func (p *play) read(uid int64, options ...option) answer {
	return p.ok(p.get(itemPath(uid), options...))
}

// delete deletes an identifier of the case's own.
func (p *play) delete(uid int64, options ...option) {
	p.ok(p.call(http.MethodDelete, itemPath(uid), options...))
	p.disown(identifierNo(uid))
}

// unknownUID returns a uid that no identifier has.
func (p *play) unknownUID() int64 {
	for range 5 {
		b := p.bytes(3)
		uid := 2_000_000_000 + int64(b[0])<<16 + int64(b[1])<<8 + int64(b[2])
		if a := p.get(itemPath(uid)); a.status != http.StatusOK {
			return uid
		}
	}
	p.fail("every uid that was tried exists")
	return 0
}
