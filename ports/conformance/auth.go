package conformance

import (
	"context"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// AuthHarness is an AuthService with what a test needs round it.
type AuthHarness struct {
	Service ports.AuthService

	// AddAccount makes an account known to the service.
	AddAccount func(t *testing.T, name string, role account.Role, digest account.Digest)

	// SetClock makes it that time for the service, from the next call on.
	SetClock func(at time.Time)
}

// RunAuthService checks the contract of ports.AuthService.
//
// open must return a service without accounts and sessions that shares nothing
// with any other one it returned. It is called once for each subtest, with
// that subtest's t; what must be closed afterwards, open closes by t.Cleanup.
//
// The suite cannot show that an unknown account costs the same work as a wrong
// password: a test that measures time fails on a busy machine. The service
// must test in its own way that it checks a hash in both cases.
func RunAuthService(t *testing.T, open func(t *testing.T) AuthHarness) {
	runAll(t, func(t *testing.T) auth { return openAuth(t, open) }, []testCase[auth]{
		{"login opens a session of that account", loginOpensSession},
		{"login with a wrong password or an unknown name is a bad login", badLogin},
		{"the case of a name matters", caseOfNameMatters},
		{"each login gives another token and ends no session", loginsAreIndependent},
		{"logout ends that session and no other", logoutEndsOne},
		{"a second logout is unauthenticated", secondLogout},
		{"a token is good until its session expires, and not longer", tokenExpires},
		{"a token nobody was given is unauthenticated", unknownToken},
		{"a password leads to its account", passwordLeadsToAccount},
		{"a wrong password or an unknown name is unauthenticated", wrongPassword},
		{"an empty digest is never right", emptyDigest},
		{"calls with an ended context give up", authGivesUp},
		{"many can log in at once", parallelLogins},
	})
}

// auth is the service under test with the steps the cases share. It knows two
// accounts, admin and user.
type auth struct {
	ports.AuthService
	setClock func(at time.Time)
}

var (
	adminDigest = account.DigestOf("correct horse")
	userDigest  = account.DigestOf("battery staple")
	wrongDigest = account.DigestOf("wrong")
)

func openAuth(t *testing.T, open func(t *testing.T) AuthHarness) auth {
	h := open(t)
	h.SetClock(now)
	h.AddAccount(t, admin.Name, admin.Role, adminDigest)
	h.AddAccount(t, user.Name, user.Role, userDigest)
	return auth{AuthService: h.Service, setClock: h.SetClock}
}

func (s auth) login(t *testing.T, a account.Account, d account.Digest) account.Session {
	t.Helper()
	session, err := s.Login(t.Context(), a.Name, d)
	return must(t, session, err)
}

func (s auth) wantToken(t *testing.T, token account.Token, want account.Account) {
	t.Helper()
	got, err := s.ByToken(t.Context(), token)
	ok(t, err)
	if got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

func (s auth) wantNoToken(t *testing.T, token account.Token) {
	t.Helper()
	got, err := s.ByToken(t.Context(), token)
	fails(t, err, domain.KindUnauthenticated)
	if got != (account.Account{}) {
		t.Fatalf("got %+v with the error, want no account", got)
	}
}

func loginOpensSession(t *testing.T, s auth) {
	for want, digest := range map[account.Account]account.Digest{admin: adminDigest, user: userDigest} {
		got := s.login(t, want, digest)
		if got.Account != want {
			t.Fatalf("session is of %+v, want %+v", got.Account, want)
		}
		if got.Token == "" || got.Token == account.Token(digest) {
			t.Fatal("the token is empty or the password's digest")
		}
		if e := got.Expires; !e.After(now) || e != e.UTC().Truncate(time.Second) {
			t.Fatalf("session expires at %v, want whole seconds in UTC after %v", e, now)
		}
		s.wantToken(t, got.Token, want)
	}
}

func badLogin(t *testing.T, s auth) {
	for name, digest := range map[string]account.Digest{
		admin.Name: wrongDigest,
		user.Name:  adminDigest,
		"nobody":   adminDigest,
		"":         adminDigest,
	} {
		got, err := s.Login(t.Context(), name, digest)
		fails(t, err, domain.KindBadLogin)
		if got != (account.Session{}) {
			t.Fatal("got a session with the error, want none")
		}
	}
}

func caseOfNameMatters(t *testing.T, s auth) {
	for _, name := range []string{"admin", "ADMIN"} {
		_, err := s.Login(t.Context(), name, adminDigest)
		fails(t, err, domain.KindBadLogin)
		_, err = s.ByPassword(t.Context(), name, adminDigest)
		fails(t, err, domain.KindUnauthenticated)
	}
}

func loginsAreIndependent(t *testing.T, s auth) {
	tokens := map[account.Token]bool{}
	for range 5 {
		tokens[s.login(t, user, userDigest).Token] = true
	}
	if len(tokens) != 5 {
		t.Fatalf("5 logins gave %d different tokens", len(tokens))
	}
	for token := range tokens {
		s.wantToken(t, token, user)
	}
}

func logoutEndsOne(t *testing.T, s auth) {
	gone, kept, other := s.login(t, user, userDigest), s.login(t, user, userDigest), s.login(t, admin, adminDigest)
	ok(t, s.Logout(t.Context(), gone.Token))
	s.wantNoToken(t, gone.Token)
	s.wantToken(t, kept.Token, user)
	s.wantToken(t, other.Token, admin)
}

func secondLogout(t *testing.T, s auth) {
	session := s.login(t, user, userDigest)
	ok(t, s.Logout(t.Context(), session.Token))
	fails(t, s.Logout(t.Context(), session.Token), domain.KindUnauthenticated)
}

func tokenExpires(t *testing.T, s auth) {
	session := s.login(t, user, userDigest)
	s.setClock(session.Expires.Add(-time.Second))
	s.wantToken(t, session.Token, user)
	later := s.login(t, user, userDigest)

	s.setClock(session.Expires)
	s.wantNoToken(t, session.Token)
	s.wantToken(t, later.Token, user)
}

func unknownToken(t *testing.T, s auth) {
	session := s.login(t, user, userDigest)
	for _, token := range []account.Token{
		"", "nobody's", account.Token(userDigest),
		session.Token[:len(session.Token)-1], session.Token + "0", session.Token + "\x00",
	} {
		s.wantNoToken(t, token)
		fails(t, s.Logout(t.Context(), token), domain.KindUnauthenticated)
	}
	s.wantToken(t, session.Token, user)
}

func passwordLeadsToAccount(t *testing.T, s auth) {
	for want, digest := range map[account.Account]account.Digest{admin: adminDigest, user: userDigest} {
		got, err := s.ByPassword(t.Context(), want.Name, digest)
		if must(t, got, err) != want {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
}

func wrongPassword(t *testing.T, s auth) {
	for name, digest := range map[string]account.Digest{
		admin.Name: wrongDigest,
		user.Name:  adminDigest,
		"nobody":   adminDigest,
		"":         adminDigest,
	} {
		got, err := s.ByPassword(t.Context(), name, digest)
		fails(t, err, domain.KindUnauthenticated)
		if got != (account.Account{}) {
			t.Fatalf("got %+v with the error, want no account", got)
		}
	}
}

func emptyDigest(t *testing.T, s auth) {
	for _, name := range []string{admin.Name, "nobody", ""} {
		_, err := s.Login(t.Context(), name, "")
		fails(t, err, domain.KindBadLogin)
		_, err = s.ByPassword(t.Context(), name, "")
		fails(t, err, domain.KindUnauthenticated)
	}
}

func authGivesUp(t *testing.T, s auth) {
	session := s.login(t, user, userDigest)
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error { _, err := s.Login(ctx, user.Name, userDigest); return err },
		func(ctx context.Context) error { return s.Logout(ctx, session.Token) },
		func(ctx context.Context) error { _, err := s.ByToken(ctx, session.Token); return err },
		func(ctx context.Context) error { _, err := s.ByPassword(ctx, user.Name, userDigest); return err },
	} {
		givesUp(t, call)
	}
	s.wantToken(t, session.Token, user)
}

func parallelLogins(t *testing.T, s auth) {
	sessions := make([]account.Session, workers)
	for _, err := range atOnce(func(worker int) (err error) {
		sessions[worker], err = s.Login(t.Context(), user.Name, userDigest)
		return err
	}) {
		ok(t, err)
	}
	tokens := map[account.Token]bool{}
	for _, session := range sessions {
		tokens[session.Token] = true
		s.wantToken(t, session.Token, user)
	}
	if len(tokens) != workers {
		t.Fatalf("%d logins gave %d different tokens", workers, len(tokens))
	}
}
