package httpapi

import (
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/mux"

	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/account"
)

// audiences says who may call what, written by hand and not taken from the
// table of routes: whoever adds a route decides here, too, who may use it.
var audiences = map[audience]string{
	open: `
		GET /api/v1/login
		GET /api/v0/login
		GET /api/info
		GET /api/v1/api/info
		GET /api/v1/access/identifiers
		POST /api/v1/access/identifiers
		GET /api/openapi.json
		GET /api/docs
		GET /api/docs/{asset}
		GET /healthz
		GET /readyz`,
	anyAccount: `
		GET /api/v1/logout
		POST /api/v1/logout
		GET /api/v0/logout
		POST /api/v0/logout
		GET /api/v1/device/time
		GET /metrics`,
	panel: `
		POST /api/v1/access/question`,
	administrator: `
		POST /api/v1/access/identifier
		GET /api/v1/access/identifier/item/{uid}
		PATCH /api/v1/access/identifier/item/{uid}
		DELETE /api/v1/access/identifier/item/{uid}
		POST /api/v1/access/identifier/item/{uid}/passes/reset
		GET /api/v1/access/identifier/item/{uid}/qr
		POST /api/v1/access/identifier/item/{uid}/timeprofile/{profile}
		DELETE /api/v1/access/identifier/item/{uid}/timeprofile/{profile}
		GET /api/v1/access/identifier/item/face/file/{uid}
		POST /api/v1/access/identifier/item/face/file/{uid}
		POST /api/v1/access/identifier/face/check
		GET /api/v1/access/identifier/items
		DELETE /api/v1/access/identifier/items
		GET /api/v1/access/identifier/items/link
		POST /api/v1/access/identifier/items/link
		DELETE /api/v1/access/identifier/items/link
		DELETE /api/v1/access/identifiers
		POST /api/v1/access/timeprofile
		GET /api/v1/access/timeprofile/item/{profile}
		PATCH /api/v1/access/timeprofile/item/{profile}
		DELETE /api/v1/access/timeprofile/item/{profile}
		GET /api/v1/access/timeprofile/items
		DELETE /api/v1/access/timeprofile/items
		GET /api/v1/access/timeprofile/items/link
		POST /api/v1/access/timeprofile/items/link
		DELETE /api/v1/access/timeprofile/items/link
		POST /api/v1/apartment
		GET /api/v1/apartment/items
		GET /api/v1/apartment/item/{apartment}
		PATCH /api/v1/apartment/item/{apartment}
		DELETE /api/v1/apartment/item/{apartment}
		POST /api/v1/apartment/item/unbind/identifier/{uid}
		POST /api/v1/apartment/item/{apartment}/identifier/{uid}
		GET /api/v1/access/general/facerecognition
		POST /api/v1/access/general/facerecognition
		GET /api/v1/access/general/remote/control/settings
		POST /api/v1/access/general/remote/control/settings
		GET /api/v1/access/general/unlock/input/code
		POST /api/v1/access/general/unlock/input/code
		GET /api/v1/log/items
		POST /api/v1/system/data/clear
		POST /api/v0/access/identifiers/item
		GET /api/v0/access/identifiers/item/{uid}
		PATCH /api/v0/access/identifiers/item/{uid}
		DELETE /api/v0/access/identifiers/item/{uid}
		POST /api/v0/access/identifiers/item/{uid}/timeprofile/{profile}
		DELETE /api/v0/access/identifiers/item/{uid}/timeprofile/{profile}
		GET /api/v0/access/identifiers/items/list
		POST /api/v0/access/identifiers/link/delete
		GET /api/v0/log/list`,
}

// expected returns who may use each route, by method and path.
func expected() map[string]audience {
	whom := map[string]audience{}
	for a, lines := range audiences {
		for line := range strings.Lines(lines) {
			if line = strings.TrimSpace(line); line != "" {
				whom[line] = a
			}
		}
	}
	return whom
}

// served returns method and path of all that the router has.
func served(t *testing.T, a *API) []string {
	t.Helper()
	var all []string
	err := a.router(a.routes()).Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := r.GetPathTemplate()
		for method := range r.GetHandler().(methods) {
			all = append(all, method+" "+path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryRouteIsExpected(t *testing.T) {
	whom, routes := expected(), served(t, newWorld(t).handler())
	for _, r := range routes {
		if whom[r] == undeclared {
			t.Errorf("%s is served, and nobody decided for whom", r)
		}
	}
	for r := range whom {
		if !slices.Contains(routes, r) {
			t.Errorf("%s is expected, and is not served", r)
		}
	}
}

const somePanelKey = "0123456789abcdef"

// guarded is a world with accounts of its own and real sessions.
type guarded struct {
	*world
	expired, loggedOut string // tokens of the administrator
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	g, at := &guarded{world: newRealWorld(t)}, clock
	now := func() time.Time { return at }
	auth, err := localauth.New(localauth.Options{Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	for a, password := range map[account.Account]string{
		{Name: adminName, Role: account.Administrator}: adminPassword,
		{Name: userName, Role: account.User}:           userPassword,
	} {
		if err := auth.AddAccount(t.Context(), a, account.DigestOf(password)); err != nil {
			t.Fatal(err)
		}
	}
	g.deps.Auth = auth
	g.config.PanelKey = somePanelKey
	g.expired = g.token(adminName, adminPassword)
	at = at.Add(time.Hour)
	g.loggedOut = g.token(adminName, adminPassword)
	if got := g.status("GET", "/api/v1/logout", "", g.loggedOut); got != 200 {
		t.Errorf("logout is answered %d", got)
	}
	return g
}

func (g *guarded) token(name, password string) string {
	g.t.Helper()
	session, err := g.deps.Auth.Login(g.t.Context(), name, account.DigestOf(password))
	if err != nil {
		g.t.Fatal(err)
	}
	return "Bearer " + string(session.Token)
}

// status calls a route and returns how it is answered.
func (g *guarded) status(method, path, query, authorization string) int {
	g.t.Helper()
	r := httptest.NewRequest(method, inPath.Replace(path)+query, nil)
	r.Header.Set("Authorization", authorization)
	return g.do(r).Code
}

func TestEveryRouteIsForWhomItIsExpectedToBe(t *testing.T) {
	const letIn = 0
	// What each caller is answered by routes for anybody, for accounts, for
	// panels and for administrators.
	callers := []struct {
		name          string
		authorization func(g *guarded) string
		query         string
		want          [4]int
	}{
		{"nobody", func(*guarded) string { return "" }, "", [4]int{letIn, 401, 401, 401}},
		{"a wrong token", func(*guarded) string { return "Bearer " + string(adminToken) }, "", [4]int{letIn, 401, 401, 401}},
		{"an administrator's token that has expired", func(g *guarded) string { return g.expired }, "", [4]int{letIn, 401, 401, 401}},
		{"an administrator's token after a logout", func(g *guarded) string { return g.loggedOut }, "", [4]int{letIn, 401, 401, 401}},
		{"a wrong password", func(*guarded) string { return basic(adminName, userPassword) }, "", [4]int{letIn, 401, 401, 401}},
		{"an unknown account", func(*guarded) string { return basic("nobody", adminPassword) }, "", [4]int{letIn, 401, 401, 401}},
		{"a panel with a wrong key", func(*guarded) string { return "" }, "?key=" + somePanelKey + "0", [4]int{letIn, 401, 401, 401}},
		{"a panel with the key", func(*guarded) string { return "" }, "?key=" + somePanelKey, [4]int{letIn, 401, letIn, 401}},
		{"a user's token", func(g *guarded) string { return g.token(userName, userPassword) }, "", [4]int{letIn, letIn, letIn, 403}},
		{"a user's password", func(*guarded) string { return basic(userName, userPassword) }, "", [4]int{letIn, letIn, letIn, 403}},
		{"an administrator's token", func(g *guarded) string { return g.token(adminName, adminPassword) }, "", [4]int{letIn, letIn, letIn, letIn}},
		{"an administrator's password", func(*guarded) string { return basic(adminName, adminPassword) }, "", [4]int{letIn, letIn, letIn, letIn}},
	}
	column := map[audience]int{open: 0, anyAccount: 1, panel: 2, administrator: 3}
	g := newGuarded(t)
	for _, line := range slices.Sorted(maps.Keys(expected())) {
		method, path, _ := strings.Cut(line, " ")
		for _, c := range callers {
			want := c.want[column[expected()[line]]]
			authorization := c.authorization(g)
			got := g.status(method, path, c.query, authorization)
			if refused := got == 401 || got == 403 || got == 429; (want == letIn && refused) || (want != letIn && got != want) {
				t.Errorf("%s by %s is answered %d, want %d (0: let in)", line, c.name, got, want)
			}
			if method != "GET" || want == letIn {
				continue
			}
			if head := g.status("HEAD", path, c.query, authorization); head != want {
				t.Errorf("HEAD %s by %s is answered %d, want %d", path, c.name, head, want)
			}
		}
	}
}

func TestWhoGuessedTooOftenIsToldSoEverywhere(t *testing.T) {
	w := newRealWorld(t)
	w.deps.Auth = app.NewLimiter(w.auth, nil, w.deps.Now)
	ask := func(method, target, address, authorization string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, nil)
		r.RemoteAddr = address
		r.Header.Set("Authorization", authorization)
		r.Header.Set("X-Forwarded-For", "203.0.113.9") // is not believed
		return w.do(r)
	}
	const guesser, other = "192.0.2.1:1000", "192.0.2.2:1000"
	for range account.PairAllowance.AtOnce {
		wantStatus(t, ask("GET", itemTarget, guesser, basic(adminName, "wrong")), 401)
	}
	for line, whom := range expected() {
		method, path, _ := strings.Cut(line, " ")
		target := inPath.Replace(path)
		if strings.HasSuffix(path, "/login") {
			target = strings.Replace(loginTarget(adminName, string(account.DigestOf(adminPassword))), "/api/v1/login", path, 1)
		} else if whom == open {
			continue
		}
		rec := ask(method, target, guesser, basic(adminName, adminPassword))
		wantError(t, rec, 429, "Too many failed logins")
		if got := rec.Header().Get("Retry-After"); got != "180" {
			t.Errorf("%s: Retry-After is %q", line, got)
		}
		if got := rec.Header().Get("WWW-Authenticate"); got != "" {
			t.Errorf("%s: WWW-Authenticate is %q", line, got)
		}
	}
	wantStatus(t, ask("GET", itemTarget, "192.0.2.1:2000", basic(adminName, adminPassword)), 429) // another port is nobody else
	if got := ask("GET", listTarget, guesser, "Bearer "+string(adminToken)).Code; got != 200 {
		t.Errorf("a token is answered %d", got)
	}
	if got := ask("GET", listTarget, other, basic(adminName, adminPassword)).Code; got != 200 {
		t.Errorf("another address is answered %d", got)
	}
}

func TestARouteThatDeclaresNoAudienceIsRefused(t *testing.T) {
	if err := undeclaredIn([]route{{path: "/declared", whom: open}, {path: "/forgotten"}}); err == nil || !strings.Contains(err.Error(), "/forgotten") ||
		strings.Contains(err.Error(), "/declared") {
		t.Errorf("the error is %v", err)
	}
	// And if it were served, it would be for nobody.
	w := newWorld(t)
	a := w.handler()
	h := a.router([]route{{methods: []string{"GET"}, path: "/forgotten", handler: a.healthz}})
	r := httptest.NewRequest("GET", "/forgotten", nil)
	for authorization, want := range map[string]int{"": 401, "Bearer " + string(userToken): 403, "Bearer " + string(adminToken): 403} {
		r.Header.Set("Authorization", authorization)
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		wantStatus(t, rec, want)
	}
}
