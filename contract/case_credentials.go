package contract

import (
	"encoding/base64"
	"net/http"
	"strings"
)

// Section 2.1, the 401 of section 3, and 20: item 1.

var credentialCases = []testCase{
	{"20.1", "HTTP Basic with the plain password is enough for a client that never logs in", livesOnBasic},
	{"20.1", "HTTP Basic is taken on every path", takesBasicEverywhere},
	{"20.1", "The scheme words Basic and Bearer are taken in any case", takesSchemesInAnyCase},
	{"3", "Without credentials the answer is 401 Log In", wantsCredentials},
	{"3", "With a token that does not exist the answer is 401 Log In", refusesUnknownToken},
	{"3", "With a wrong HTTP Basic password the answer is 401 Log In", refusesWrongBasic},
}

func livesOnBasic(p *play) {
	basic := as(p.basic())
	card := p.card()
	uid := p.create(card, basic)
	p.wantText(p.read(uid, basic).node, "identifier_number", numberOf(card))
	p.ok(p.patch(itemPath(uid), body(with(card, "lock", "all")), basic))
	p.want(len(p.items(byNumber(numberOf(card)), basic)) == 1, "the list lacks the identifier that was created")
	p.delete(uid, basic)
}

func takesBasicEverywhere(p *play) {
	basic := as(p.basic())
	for _, path := range []string{
		"/api/info", listPath, linkPath, "/access/timeprofile/items", "/access/general/facerecognition", "/log/items",
	} {
		p.wantSomebody(p.get(path, basic))
	}
	unknown := p.unknownUID()
	p.wantSomebody(p.post("/access/identifier", body(obj{}), basic))
	p.wantSomebody(p.patch(itemPath(unknown), body(obj{}), basic))
	p.wantSomebody(p.call(http.MethodDelete, itemPath(unknown), basic))
	p.wantSomebody(p.post(facePath(unknown), basic))
	p.wantSomebody(p.call(http.MethodDelete, linkPath, body(obj{"link_ids": []string{p.uuid()}}), basic))
}

// wantSomebody wants any answer but those to a request without credentials, or
// with those of somebody who may not do it.
func (p *play) wantSomebody(a answer) {
	known := a.status != http.StatusUnauthorized && a.status != http.StatusForbidden
	p.want(known, "the answer is %s", a.summary())
}

func takesSchemesInAnyCase(p *play) {
	token := p.login(lower(p.target.Password))
	for _, scheme := range []string{"bearer", "BEARER", "bEARER"} {
		p.ok(p.get(listPath, as(scheme+" "+token)))
	}
	for _, scheme := range []string{"basic", "BASIC", "bASIC"} {
		p.ok(p.get(listPath, as(scheme+strings.TrimPrefix(p.basic(), "Basic"))))
	}
}

// wantNobody wants the answer to a request without valid credentials.
func (p *play) wantNobody(a answer) {
	p.want(a.status == http.StatusUnauthorized, "the answer is %s, want 401", a.summary())
	p.wantError(a, textLogIn)
}

func wantsCredentials(p *play) {
	p.wantNobody(p.get(listPath, anonymous))
	p.wantNobody(p.tryCreate(p.card(), anonymous))
	p.wantNobody(p.get(itemPath(1), anonymous))
	p.wantNobody(p.call(http.MethodDelete, itemPath(p.unknownUID()), anonymous))
	p.wantNobody(p.call(http.MethodDelete, listPath, body(obj{"uid_items": []int64{p.unknownUID()}}), anonymous))
	p.wantNobody(p.get(linkPath, anonymous))
	p.wantNobody(p.get("/log/items", anonymous))
}

func refusesUnknownToken(p *play) {
	p.wantNobody(p.get(listPath, bearer(strings.ReplaceAll(p.uuid(), "-", ""))))
	p.wantNobody(p.tryCreate(p.card(), bearer(strings.ReplaceAll(p.uuid(), "-", ""))))
}

func refusesWrongBasic(p *play) {
	wrong := base64.StdEncoding.EncodeToString([]byte(p.target.User + ":" + p.target.Password + "?"))
	p.wantNobody(p.get(listPath, as("Basic "+wrong)))
}
