package httpapi

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

func loginTarget(name, md5 string) string {
	return "/api/v1/login?" + url.Values{"username": {name}, "password": {md5}}.Encode()
}

func TestLogin(t *testing.T) {
	upper := string(account.DigestOf(adminPassword))
	mixed := upper[:1] + strings.ToLower(upper[1:])
	tests := []struct {
		name, target string
		status       int
		body         string
	}{
		{"an administrator gets a token and is an admin", loginTarget(adminName, upper), 200,
			`{"token": "` + string(adminToken) + `", "account_type": "admin"}`},
		{"an MD5 in lower case is good", loginTarget(adminName, strings.ToLower(upper)), 200,
			`{"token": "` + string(adminToken) + `", "account_type": "admin"}`},
		{"an MD5 with its first letter upper is good", loginTarget(adminName, mixed), 200,
			`{"token": "` + string(adminToken) + `", "account_type": "admin"}`},
		{"a user is a manager", loginTarget(userName, string(account.DigestOf(userPassword))), 200,
			`{"token": "` + string(userToken) + `", "account_type": "manager"}`},
		{"the path words may be in any case", strings.Replace(loginTarget(adminName, upper), "login", "Login", 1), 200,
			`{"token": "` + string(adminToken) + `", "account_type": "admin"}`},
		{"a wrong password", loginTarget(adminName, string(account.DigestOf("else"))), 400, `{"error": "Wrong login or password"}`},
		{"an unknown account", loginTarget("nobody", upper), 400, `{"error": "Wrong login or password"}`},
		{"a plain password", loginTarget(adminName, adminPassword), 400, `{"error": "Wrong login or password"}`},
		{"an empty password", loginTarget(adminName, ""), 400, `{"error": "Wrong login or password"}`},
		{"no password", "/api/v1/login?username=" + adminName, 400, `{"error": "Required parameters missed"}`},
		{"no user name", "/api/v1/login?password=" + upper, 400, `{"error": "Required parameters missed"}`},
		{"neither, and a question mark without a query", "/api/v1/login?", 400, `{"error": "Required parameters missed"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rec := newWorld(t).do(httptest.NewRequest("GET", tt.target, nil))
			wantStatus(t, rec, tt.status)
			wantJSON(t, rec, tt.body)
			wantJSONHeaders(t, rec)
		})
	}
}

func TestLoginIgnoresWhatClientsSendAlong(t *testing.T) {
	tests := []struct{ name, header, value string }{
		{"an empty bearer token", "Authorization", "Bearer "},
		{"an empty header", "Authorization", ""},
		{"a wrong basic password", "Authorization", basic(adminName, "wrong")},
		{"garbage", "Authorization", "\x01 ==="},
		{"a content type without a body", "Content-Type", "application/json"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.auth.ByTokenFn = func(context.Context, account.Token) (account.Account, error) {
				t.Error("the credentials were looked at")
				return account.Account{}, nil
			}
			w.auth.ByPasswordFn = nil // would panic
			r := httptest.NewRequest("GET", loginTarget(adminName, string(account.DigestOf(adminPassword))), nil)
			r.Header.Set(tt.header, tt.value)
			wantStatus(t, w.do(r), 200)
		})
	}
}

// An AuthService that compares with what it does not have would let the empty
// digest in.
func TestWhatIsNoMD5IsLookedUpAndRefused(t *testing.T) {
	w := newWorld(t)
	asked := false
	w.auth.LoginFn = func(_ context.Context, name string, d account.Digest) (account.Session, error) {
		asked = true
		if d != "" {
			t.Errorf("asked with %q", d)
		}
		return account.Session{Account: account.Account{Name: name}, Token: "granted"}, nil
	}
	rec := w.do(httptest.NewRequest("GET", loginTarget(adminName, "zz"), nil))
	wantError(t, rec, 400, "Wrong login or password")
	if !asked {
		t.Error("the AuthService was not asked: the time tells")
	}
}

func TestLoginFailsOpenlyIfTheAuthServiceIsBroken(t *testing.T) {
	w := newWorld(t)
	w.auth.LoginFn = func(context.Context, string, account.Digest) (account.Session, error) {
		return account.Session{}, errors.New("disk on fire")
	}
	rec := w.do(httptest.NewRequest("GET", loginTarget(adminName, "zz"), nil))
	wantError(t, rec, 500, "Internal error")
}

func TestLogout(t *testing.T) {
	tests := []struct {
		name, authorization string
		status              int
		ended               account.Token
	}{
		{"ends the session of a token", "Bearer " + string(adminToken), 200, adminToken},
		{"is open to users", "Bearer " + string(userToken), 200, userToken},
		{"has nothing to end with a password", basic(userName, userPassword), 200, ""},
		{"needs credentials", "", 401, ""},
		{"needs valid ones", "Bearer stale", 401, ""},
	}
	for _, tt := range tests {
		for _, method := range []string{"GET", "POST"} {
			t.Run(method+" "+tt.name, func(t *testing.T) {
				w := newWorld(t)
				var ended account.Token
				w.auth.LogoutFn = func(_ context.Context, token account.Token) error { ended = token; return nil }
				r := httptest.NewRequest(method, "/api/v1/logout", nil)
				r.Header.Set("Authorization", tt.authorization)
				rec := w.do(r)
				if tt.status != 200 {
					wantError(t, rec, tt.status, "Log In")
				} else {
					wantStatus(t, rec, 200)
					wantJSON(t, rec, `{}`)
				}
				if ended != tt.ended {
					t.Errorf("ended %q, want %q", ended, tt.ended)
				}
			})
		}
	}
}

func TestLogoutOfASessionThatEndedMeanwhile(t *testing.T) {
	w := newWorld(t)
	w.auth.LogoutFn = func(context.Context, account.Token) error {
		return domain.E(domain.KindUnauthenticated, "ended")
	}
	wantError(t, w.ask(http.MethodPost, "/api/v1/logout", nil), 401, "Log In")
}
