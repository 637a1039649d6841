package httpapi

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

// wantSecured checks the headers that every answer has.
func wantSecured(t *testing.T, rec *httptest.ResponseRecorder) {
	t.Helper()
	page := rec.Header().Get("Content-Security-Policy") == pagePolicy
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		"Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": "",
		"Cache-Control":           map[bool]string{false: "no-store", true: "no-cache"}[page],
		"Content-Security-Policy": map[bool]string{false: "default-src 'none'; frame-ancestors 'none'", true: pagePolicy}[page],
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%d: %s is %q, want %q", rec.Code, name, got, want)
		}
	}
}

func TestEveryAnswerHasTheSecurityHeaders(t *testing.T) {
	w := newRealWorld(t)
	for _, line := range w.handler().routes() {
		for _, method := range append(line.methods, "HEAD", "PUT") {
			for _, authorization := range []string{"", "Bearer " + string(userToken), "Bearer " + string(adminToken)} {
				t.Run(method+" "+line.path, func(t *testing.T) {
					r := httptest.NewRequest(method, inPath.Replace(line.path), nil)
					r.Header.Set("Authorization", authorization)
					rec := w.do(r)
					wantSecured(t, rec)
					page := strings.HasPrefix(line.path, "/api/docs") || line.path == "/api/openapi.json"
					if got := rec.Header().Get("Content-Security-Policy") == pagePolicy; got != (page && rec.Code == 200) {
						t.Errorf("the policy of the page on a %d: %v", rec.Code, got)
					}
				})
			}
		}
	}
	wantSecured(t, w.ask("GET", "/nowhere", nil))
	wantSecured(t, w.ask("PATCH", "/healthz", nil))

	w = newWorld(t)
	w.auth.LoginFn = func(context.Context, string, account.Digest) (account.Session, error) { panic("boom") }
	rec := w.do(httptest.NewRequest("GET", "/api/v1/login?username=a&password=b", nil))
	wantStatus(t, rec, 500)
	wantSecured(t, rec)
	wantSecured(t, w.do(httptest.NewRequest("POST", faceTarget, nil)))
}

func TestBrowsersAreToldToInsistOnTLSOnlyWhereTheyCan(t *testing.T) {
	for _, tt := range []struct {
		name         string
		strict, over bool
		want         string
	}{
		{"a certificate that somebody vouches for", true, true, strictTransport},
		{"one that is self-signed", false, true, ""},
		{"plain HTTP", true, false, ""},
		{"plain HTTP, without TLS anywhere", false, false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.StrictTransport = tt.strict
			r := httptest.NewRequest("GET", "/healthz", nil)
			if tt.over {
				r.TLS = &tls.ConnectionState{}
			}
			rec := w.do(r)
			if got := rec.Header().Get("Strict-Transport-Security"); got != tt.want || rec.Code != http.StatusOK {
				t.Errorf("%d %q, want %q", rec.Code, got, tt.want)
			}
		})
	}
}
