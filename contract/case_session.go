package contract

import "net/http"

// Section 2.3, and 20: items 4 and 14.

var sessionCases = []testCase{
	{"20.14", "Logins without a logout leave earlier tokens valid", keepsOldTokens},
	{"20.14", "A client may log in before every call", logsInBeforeEachCall},
	{"20.4", "GET logout ends the session", logsOutBy(http.MethodGet)},
	{"20.4", "POST logout without a body ends the session", logsOutBy(http.MethodPost)},
	{"2.3", "Logging out leaves the other sessions alone", leavesOtherSessions},
}

func keepsOldTokens(p *play) {
	var tokens []string
	for range 4 {
		tokens = append(tokens, p.login(lower(p.target.Password)))
	}
	for _, token := range tokens {
		p.wantSession(token)
	}
}

func logsInBeforeEachCall(p *play) {
	freshly := func() option { return bearer(p.login(lower(p.target.Password))) }
	first := freshly()
	card := p.card()
	uid := p.create(card, freshly())
	p.read(uid, freshly())
	items := p.items(byNumber(numberOf(card)), freshly())
	p.want(len(items) == 1, "the list has %d identifiers of that number, want 1", len(items))
	p.delete(uid, freshly())
	p.ok(p.get(listPath, first))
}

func logsOutBy(method string) func(*play) {
	return func(p *play) {
		token := p.login(lower(p.target.Password))
		p.wantSession(token)
		p.logout(method, token)
		p.wantNobody(p.get(listPath, bearer(token)))
	}
}

// logout ends a session of the case's own.
func (p *play) logout(method, token string) {
	p.ok(p.call(method, "/logout", bearer(token)))
	p.disown(sessionOf(token))
}

func leavesOtherSessions(p *play) {
	stays, goes := p.login(lower(p.target.Password)), p.login(lower(p.target.Password))
	p.logout(http.MethodGet, goes)
	p.wantSession(stays)
}
