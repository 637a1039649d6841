package contract

import "net/http"

// Sections 2.1, 2.2, and 20: items 1, 2 and 14.

var loginCases = []testCase{
	{"20.2", "An MD5 in lower case logs in", logsInWith(lower)},
	{"20.2", "An MD5 in upper case logs in", logsInWith(upper)},
	{"20.2", "An MD5 with a capital first letter logs in", logsInWith(capital)},
	{"20.2", "An MD5 in mixed case logs in", logsInWith(mixed)},
	{"20.2", "An empty Bearer header does not disturb a login", logsInBeside("Bearer ")},
	{"20.2", "A token that does not exist does not disturb a login", logsInBeside("Bearer 0123456789abcdef0123456789abcdef01234567")},
	{"20.2", "An HTTP Basic header that is no Base64 does not disturb a login", logsInBeside("Basic !")},
	{"20.2", "An Authorization header without a scheme does not disturb a login", logsInBeside("nonsense")},
	{"20.2", "An HTTP Basic header of the same account does not disturb a login", logsInWithBasic},
	{"20.6", "A login may name a content type without having a body", logsInWithContentType},
	{"2.2", "A wrong password is 400 Wrong login or password", refusesWrongPassword},
	{"2.2", "A login without its parameters is 400 Required parameters missed", refusesMissingParameters},
}

// loginCall returns a login with a password's MD5.
func (p *play) loginCall(digest string, options ...option) call {
	target := "/login" + query("username", p.target.User, "password", digest)
	return newCall(http.MethodGet, target, append([]option{anonymous}, options...)...)
}

// tokenOf returns the token of a login, which is a secret from now on.
func (p *play) tokenOf(login answer) string {
	token := login.at("token").text()
	p.secret(token)
	return token
}

// login opens a session that ends with the case, and returns its token.
func (p *play) login(digest string, options ...option) string {
	a := p.ok(p.do(p.loginCall(digest, options...)))
	token := p.tokenOf(a)
	p.want(token != "", "the answer has no token")
	p.ownUnseen(sessionOf(token), newCall(http.MethodGet, "/logout", bearer(token)))
	return token
}

func sessionOf(token string) string { return "session " + token }

func opensSession(p *play) {
	a := p.ok(p.do(p.loginCall(upper(p.target.Password))))
	p.token = p.tokenOf(a)
	p.want(p.token != "", "the answer has no token")
	kind := p.textAt(a.node, "account_type")
	p.want(kind == "admin" || kind == "manager", "account_type is %q, want admin or manager", kind)
}

// wantSession wants that a token opens what needs one.
func (p *play) wantSession(token string) {
	a := p.get(listPath, bearer(token))
	p.want(a.status == http.StatusOK, "a token that was valid is answered with %s", a.summary())
}

func logsInWith(digest func(password string) string) func(*play) {
	return func(p *play) { p.wantSession(p.login(digest(p.target.Password))) }
}

func logsInBeside(authorization string) func(*play) {
	return func(p *play) { p.wantSession(p.login(lower(p.target.Password), as(authorization))) }
}

func logsInWithBasic(p *play) {
	p.wantSession(p.login(lower(p.target.Password), as(p.basic())))
}

func logsInWithContentType(p *play) {
	p.wantSession(p.login(lower(p.target.Password), jsonType))
}

func refusesWrongPassword(p *play) {
	p.refused(p.do(p.loginCall(lower(p.target.Password+"?"))), textBadLogin)
}

func refusesMissingParameters(p *play) {
	p.refused(p.get("/login", anonymous), textNoParams)
	p.refused(p.get("/login"+query("username", p.target.User), anonymous), textNoParams)
	p.refused(p.get("/login"+query("password", lower(p.target.Password)), anonymous), textNoParams)
}
