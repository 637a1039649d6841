package httpapi

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/netip"
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
		r, err := a.admit(needed, r.WithContext(account.WithAddress(r.Context(), addressOf(r))))
		if err == nil {
			err = next(w, r)
		}
		if err != nil {
			a.fail(w, r, err)
		}
	})
}

// addressOf returns where a request comes from: the other end of the
// connection. Headers in which a proxy would tell another address are not
// looked at, for anybody can send them.
func addressOf(r *http.Request) account.Address {
	// What is no address is an unknown one.
	end, _ := netip.ParseAddrPort(r.RemoteAddr)
	return account.AddressFrom(end.Addr())
}

// admit returns the request with its caller. The errors are KindUnauthenticated,
// KindTooManyLogins and KindForbidden, and those of the AuthService when it cannot tell; the
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
	switch needed {
	case anyAccount, panel:
		return r, nil
	case administrator:
		return r, c.account.MayAdminister()
	}
	return r, domain.E(domain.KindForbidden, "the route declares no audience")
}

// panelCaller is what the log calls a panel that came with the key. No account
// has that name.
const panelCaller = "(panel)"

// hasPanelKey reports whether a request has the key that panels ask with. It
// comes in the query, where no log of ours may put it: a panel is given an
// address and nothing else (section 15).
func (a *API) hasPanelKey(r *http.Request) bool {
	// Digests have one length; of texts, the time would tell the key's.
	sent, key := sha256.Sum256([]byte(r.URL.Query().Get("key"))), sha256.Sum256([]byte(a.config.PanelKey))
	return a.config.PanelKey != "" && subtle.ConstantTimeCompare(sent[:], key[:]) == 1
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
