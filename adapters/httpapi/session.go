package httpapi

import (
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

// sessionBody answers a login (section 2.2).
type sessionBody struct {
	Token       string `json:"token"`
	AccountType string `json:"account_type"`
}

// login opens a session. Both parameters come in the query, where no log of
// ours may put them.
func (a *API) login(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if !query.Has("username") || !query.Has("password") {
		return domain.E(domain.KindMissingParam, "user name or password is absent")
	}
	session, err := a.openSession(r, query.Get("username"), query.Get("password"))
	if err != nil {
		return err
	}
	visitOf(r).account = session.Account.Name
	return reply(w, sessionBody{Token: string(session.Token), AccountType: accountType(session.Account.Role)})
}

// openSession logs in with an MD5 in any case. What is no MD5 is looked up all
// the same, as the empty digest that no password has, so that the time to the
// refusal does not tell one from the other.
func (a *API) openSession(r *http.Request, name, md5 string) (account.Session, error) {
	digest, ok := account.ParseDigest(md5)
	session, err := a.auth.Login(r.Context(), name, digest)
	if err == nil && !ok {
		return account.Session{}, domain.E(domain.KindBadLogin, "the password is not an MD5")
	}
	return session, err
}

// accountType returns one of the two values that the contract knows.
func accountType(role account.Role) string {
	if role == account.Administrator {
		return "admin"
	}
	return "manager"
}

// logout ends the session that the request came with (section 2.3). With a
// password there is none to end.
func (a *API) logout(w http.ResponseWriter, r *http.Request) error {
	if token := callerOf(r).token; token != "" {
		if err := a.auth.Logout(r.Context(), token); err != nil {
			return err
		}
	}
	return reply(w, struct{}{})
}
