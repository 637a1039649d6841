package httpapi

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

const itemTarget = "/api/v1/access/identifier/item/214"

func TestCredentials(t *testing.T) {
	tests := []struct {
		name, authorization string
		status              int
		text                string
	}{
		{"a token", "Bearer " + string(adminToken), 200, ""},
		{"a token, the scheme in lower case", "bearer " + string(adminToken), 200, ""},
		{"a token, the scheme in upper case", "BEARER " + string(adminToken), 200, ""},
		{"a token after two spaces", "Bearer  " + string(adminToken) + " ", 200, ""},
		{"a plain password", basic(adminName, adminPassword), 200, ""},
		{"a plain password, the scheme in lower case", "b" + basic(adminName, adminPassword)[1:], 200, ""},
		{"a user's token", "Bearer " + string(userToken), 403, "Administrator rights required"},
		{"a user's password", basic(userName, userPassword), 403, "Administrator rights required"},
		{"no header", "", 401, "Log In"},
		{"an unknown token", "Bearer 00", 401, "Log In"},
		{"an empty token", "Bearer ", 401, "Log In"},
		{"the scheme alone", "Bearer", 401, "Log In"},
		{"a token without a scheme", string(adminToken), 401, "Log In"},
		{"a wrong password", basic(adminName, "wrong"), 401, "Log In"},
		{"the digest in place of the password", basic(adminName, string(account.DigestOf(adminPassword))), 401, "Log In"},
		{"Basic that is not base64", "Basic %%%", 401, "Log In"},
		{"another scheme", "Digest " + string(adminToken), 401, "Log In"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", itemTarget, nil)
			r.Header.Set("Authorization", tt.authorization)
			rec := newWorld(t).do(r)
			if tt.status == 200 {
				wantStatus(t, rec, 200)
				return
			}
			wantError(t, rec, tt.status, tt.text)
			if got := rec.Header().Get("WWW-Authenticate"); (got == challenge) != (tt.status == 401) {
				t.Errorf("WWW-Authenticate is %q", got)
			}
		})
	}
}

// An AuthService that finds an account for no token must not be asked for it.
func TestAnEmptyTokenIsNotLookedUp(t *testing.T) {
	for _, authorization := range []string{"Bearer", "Bearer ", "Bearer   "} {
		w := newWorld(t)
		w.auth.ByTokenFn = func(context.Context, account.Token) (account.Account, error) {
			t.Error("it was asked")
			return account.Account{Name: adminName, Role: account.Administrator}, nil
		}
		r := httptest.NewRequest("GET", itemTarget, nil)
		r.Header.Set("Authorization", authorization)
		wantError(t, w.do(r), 401, "Log In")
	}
}

func TestABrokenAuthServiceIsNotWrongCredentials(t *testing.T) {
	w := newWorld(t)
	w.auth.ByTokenFn = func(context.Context, account.Token) (account.Account, error) {
		return account.Account{}, errors.New("no database")
	}
	wantError(t, w.ask("GET", itemTarget, nil), 500, "Internal error")
}

func TestAddressOf(t *testing.T) {
	for _, c := range []struct{ name, remote, want string }{
		{"IPv4", "192.0.2.7:1234", "192.0.2.7"},
		{"IPv4 on a socket for both", "[::ffff:192.0.2.7]:1234", "192.0.2.7"},
		{"IPv6", "[2001:db8::1]:1234", "2001:db8::/64"},
		{"IPv6 with a zone", "[fe80::1%eth0]:1234", "fe80::/64"},
		{"a Unix socket", "@", ""},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", itemTarget, nil)
			r.RemoteAddr = c.remote
			r.Header.Set("X-Forwarded-For", "203.0.113.9")
			r.Header.Set("Forwarded", "for=203.0.113.9")
			r.Header.Set("X-Real-IP", "203.0.113.9")
			if got := addressOf(r).String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
