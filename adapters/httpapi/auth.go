package httpapi

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

// caller is who sent a request.
type caller struct {
	account account.Account
	token   account.Token // "" if it came with a password
}

type callerKey struct{}

// callerOf returns the caller that guard found; the zero caller on open routes.
func callerOf(r *http.Request) caller {
	c, _ := r.Context().Value(callerKey{}).(caller)
	return c
}

// guard lets a request through to a handler if its caller may use the route.
// Open routes do not look at credentials at all: clients send garbage along
// with a login (section 2.2), and checking a password is slow on purpose.
func (a *API) guard(needed audience, next handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r, err := a.admit(needed, r)
		if err == nil {
			err = next(w, r)
		}
		if err != nil {
			a.fail(w, r, err)
		}
	})
}

// admit returns the request with its caller. The errors are KindUnauthenticated
// and KindForbidden, and those of the AuthService when it cannot tell; the
// request is usable with any of them.
func (a *API) admit(needed audience, r *http.Request) (*http.Request, error) {
	if needed == open {
		return r, nil
	}
	if needed == panel && a.hasPanelKey(r) {
		return r.WithContext(account.WithCaller(r.Context(), panelCaller)), nil
	}
	c, err := a.authenticate(r)
	if err != nil {
		return r, err
	}
	visitOf(r).account = c.account.Name
	ctx := account.WithCaller(r.Context(), c.account.Name)
	r = r.WithContext(context.WithValue(ctx, callerKey{}, c))
	if needed == administrator {
		return r, c.account.MayAdminister()
	}
	return r, nil
}

// panelCaller is what the log calls a panel that came with the key. No account
// has that name.
const panelCaller = "(panel)"

// hasPanelKey reports whether a request has the key that panels ask with. It
// comes in the query, where no log of ours may put it: a panel is given an
// address and nothing else (section 15).
func (a *API) hasPanelKey(r *http.Request) bool {
	key := r.URL.Query().Get("key")
	return a.config.PanelKey != "" && subtle.ConstantTimeCompare([]byte(key), []byte(a.config.PanelKey)) == 1
}

// authenticate finds out who sent the request, by either scheme of section 2.1.
// Scheme words are taken in any case.
func (a *API) authenticate(r *http.Request) (caller, error) {
	if name, password, ok := r.BasicAuth(); ok {
		found, err := a.auth.ByPassword(r.Context(), name, account.DigestOf(password))
		return caller{account: found}, err
	}
	if token, ok := bearer(r.Header.Get("Authorization")); ok {
		found, err := a.auth.ByToken(r.Context(), token)
		return caller{account: found, token: token}, err
	}
	return caller{}, domain.E(domain.KindUnauthenticated, "no credentials")
}

func bearer(header string) (account.Token, bool) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(header), " ")
	token := strings.TrimSpace(rest)
	return account.Token(token), strings.EqualFold(scheme, "Bearer") && token != ""
}
