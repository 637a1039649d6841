package httpapi

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// A walk of the table: whoever adds a route states who may use it, and this
// test holds it to that.
func TestEveryRouteAsksForTheRoleItDeclares(t *testing.T) {
	callers := []struct {
		name, authorization string
		may                 []audience
		refusal             int
	}{
		{"nobody", "", []audience{open}, 401},
		{"a user", "Bearer " + string(userToken), []audience{open, anyAccount, panel}, 403},
		{"an administrator", "Bearer " + string(adminToken), []audience{open, anyAccount, panel, administrator}, 0},
	}
	w := newRealWorld(t)
	for _, line := range w.handler().routes() {
		for _, method := range line.methods {
			for _, c := range callers {
				t.Run(method+" "+line.path+" by "+c.name, func(t *testing.T) {
					r := httptest.NewRequest(method, inPath.Replace(line.path), nil)
					r.Header.Set("Authorization", c.authorization)
					got := w.do(r).Code
					if slices.Contains(probed, method+" "+line.path) {
						wantStatus(t, w.do(r), 404)
					} else if slices.Contains(c.may, line.whom) {
						if got == 401 || got == 403 || got == 404 || got == 405 {
							t.Errorf("status %d, must be let through", got)
						}
					} else if got != c.refusal {
						t.Errorf("status %d, want %d", got, c.refusal)
					}
				})
			}
		}
	}
}

// inPath puts a uid into the path of a route.
var inPath = strings.NewReplacer("{uid}", "7", "{profile}", "7", "{apartment}", "7", "{asset}", "page.css")

// probed are the routes that answer as if they were not there.
var probed = []string{"GET /api/v1/access/identifiers", "POST /api/v1/access/identifiers"}

func TestOnlyTheseRoutesNeedNoAdministrator(t *testing.T) {
	want := map[audience][]string{
		open: {
			"/api/v1/login", "/api/info", "/api/v1/api/info", "/api/v1/access/identifiers", "/api/v0/login",
			"/api/openapi.json", "/api/docs", "/api/docs/{asset}", "/healthz", "/readyz",
		},
		anyAccount: {"/api/v1/logout", "/api/v1/device/time", "/api/v0/logout", "/metrics"},
		panel:      {"/api/v1/access/question"},
	}
	got := map[audience][]string{}
	for _, line := range newWorld(t).handler().routes() {
		got[line.whom] = append(got[line.whom], line.path)
	}
	for _, needed := range []audience{open, anyAccount, panel} {
		if !slices.Equal(got[needed], want[needed]) {
			t.Errorf("audience %d: %v, want %v", needed, got[needed], want[needed])
		}
	}
}

func TestFixedPathWordsAreLowerCase(t *testing.T) {
	for _, line := range newWorld(t).handler().routes() {
		if line.path != strings.ToLower(line.path) {
			t.Errorf("%s would never match", line.path)
		}
	}
}

func TestUnknownPaths(t *testing.T) {
	for _, target := range []string{
		"/", "/api", "/api/v1", "/api/v0/access/identifier", "/api/v1/access/identifiers/item", "/api/v1/access/identifiers",
		"/api/v1/access/identifiers/items/list", "/api/v1/access/general/lock/open/remote/accepted/1", "/api/v1/system/reboot/run",
		"/api/v1/access/identifier/item", "/api/v1/access/identifier/item/", "/api/v1/access/identifier/item/1/2",
		"/api/v1/access/identifier/item/1%2F2", "/api/v1/access/identifier/item/face/file/", "/healthz/deep",
	} {
		t.Run(target, func(t *testing.T) {
			for _, method := range []string{"GET", "POST"} {
				wantError(t, newWorld(t).ask(method, target, nil), 404, "Not found")
			}
		})
	}
}

// What a proxy is asked comes with a path that is none.
func TestRequestsForAProxy(t *testing.T) {
	for _, path := range []string{"", "*"} {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.Path = path
		wantError(t, newWorld(t).do(r), 404, "Not found")
	}
}

func TestWrongMethodsAreToldTheRightOnes(t *testing.T) {
	tests := []struct{ method, target, allow string }{
		{"POST", "/api/v1/login", "GET, HEAD"},
		{"PUT", "/api/v1/logout", "GET, HEAD, POST"},
		{"GET", "/api/v1/access/identifier", "POST"},
		{"HEAD", "/api/v1/access/identifier", "POST"},
		{"PUT", itemTarget, "DELETE, GET, HEAD, PATCH"},
		{"DELETE", "/api/v1/access/identifier/item/face/file/7", "GET, HEAD, POST"},
		{"GET", "/api/v1/access/identifier/face/check", "POST"},
		{"PUT", "/api/v1/access/identifier/face/check", "POST"},
		{"OPTIONS", "/healthz", "GET, HEAD"},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.target, func(t *testing.T) {
			rec := newWorld(t).ask(tt.method, tt.target, nil)
			wantError(t, rec, 405, "Method not allowed")
			if got := rec.Header().Get("Allow"); got != tt.allow {
				t.Errorf("Allow is %q, want %q", got, tt.allow)
			}
		})
	}
}

func TestPathsThatClientsGetNearlyRight(t *testing.T) {
	for _, target := range []string{
		"/API/V1/Access/Identifier/Item/214",
		"//api/v1/access/identifier/item/214",
		"/api/v1//access/identifier/item/214",
		"/api/v1/access/identifier/item/214/",
		"/api/v1/access/identifier/item/214?",
		"/api/v1/access/identifier/item/214?unknown=parameter",
		"/api/v1/access/identifier/./item/214",
	} {
		t.Run(target, func(t *testing.T) {
			wantStatus(t, newWorld(t).ask("GET", target, nil), 200)
		})
	}
}

func TestHeadIsGetWherePossible(t *testing.T) {
	wantStatus(t, newWorld(t).ask("HEAD", "/healthz", nil), 200)
	wantStatus(t, newWorld(t).ask("HEAD", itemTarget, nil), 200)
}
