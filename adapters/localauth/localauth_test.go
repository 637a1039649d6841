package localauth_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

var start = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, accounts ports.AccountRepo, now ports.Clock) *localauth.Service {
	t.Helper()
	s, err := localauth.New(localauth.Options{Accounts: accounts, TokenFor: time.Hour, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func add(t *testing.T, s *localauth.Service, name string, role account.Role, d account.Digest) {
	t.Helper()
	if err := s.AddAccount(t.Context(), account.Account{Name: name, Role: role}, d); err != nil {
		t.Fatal(err)
	}
}

func TestServiceKeepsTheContract(t *testing.T) {
	conformance.RunAuthService(t, func(t *testing.T) conformance.AuthHarness {
		clock := start
		s := open(t, memory.New().Accounts(), func() time.Time { return clock })
		return conformance.AuthHarness{
			Service: s,
			AddAccount: func(t *testing.T, name string, role account.Role, d account.Digest) {
				add(t, s, name, role, d)
			},
			SetClock: func(at time.Time) { clock = at },
		}
	})
}

// spy sees what reaches the repository.
type spy struct {
	ports.AccountRepo
	hashes   map[string]string
	sessions []ports.SessionRecord
}

func (s *spy) AddAccount(ctx context.Context, a account.Account, hash string) error {
	s.hashes[a.Name] = hash
	return s.AccountRepo.AddAccount(ctx, a, hash)
}

func (s *spy) SetPassword(ctx context.Context, name, hash string) error {
	s.hashes[name] = hash
	return s.AccountRepo.SetPassword(ctx, name, hash)
}

func (s *spy) AddSession(ctx context.Context, r ports.SessionRecord, now time.Time) error {
	s.sessions = append(s.sessions, r)
	return s.AccountRepo.AddSession(ctx, r, now)
}

func (s *spy) Account(ctx context.Context, name string) (account.Account, string, error) {
	a, hash, err := s.AccountRepo.Account(ctx, name)
	if changed, ok := s.hashes[name]; ok && err == nil {
		hash = changed
	}
	return a, hash, err
}

func TestNoSecretReachesTheRepository(t *testing.T) {
	repo := &spy{AccountRepo: memory.New().Accounts(), hashes: map[string]string{}}
	s := open(t, repo, func() time.Time { return start })
	digest := account.DigestOf("correct horse")
	add(t, s, "admin", account.Administrator, digest)
	session, err := s.Login(t.Context(), "admin", digest)
	if err != nil {
		t.Fatal(err)
	}
	first := repo.hashes["admin"]
	if err := s.SetPassword(t.Context(), "admin", digest); err != nil {
		t.Fatal(err)
	}
	if first == repo.hashes["admin"] {
		t.Error("the same password has the same hash when it is set again")
	}
	for _, hash := range []string{first, repo.hashes["admin"]} {
		if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("the password is kept as %q", hash)
		}
		if strings.Contains(strings.ToUpper(hash), string(digest)) {
			t.Error("the hash holds the digest")
		}
	}
	if len(repo.sessions) != 1 || strings.Contains(string(repo.sessions[0].Hash[:]), string(session.Token)) {
		t.Error("the session holds the token")
	}
	if got, want := len(session.Token), 40; got != want {
		t.Errorf("token of %d characters, want %d", got, want)
	}
}

func TestTwoAccountsWithOnePasswordHaveDifferentHashes(t *testing.T) {
	repo := &spy{AccountRepo: memory.New().Accounts(), hashes: map[string]string{}}
	s := open(t, repo, func() time.Time { return start })
	add(t, s, "one", account.User, account.DigestOf("same"))
	add(t, s, "two", account.User, account.DigestOf("same"))
	if repo.hashes["one"] == repo.hashes["two"] {
		t.Error("the hashes are the same")
	}
}

func TestAChangedPasswordIsForgottenAtOnce(t *testing.T) {
	repo := &spy{AccountRepo: memory.New().Accounts(), hashes: map[string]string{}}
	s := open(t, repo, func() time.Time { return start })
	old, changed := account.DigestOf("old password"), account.DigestOf("new password")
	add(t, s, "admin", account.Administrator, old)
	add(t, s, "other", account.User, changed)
	if _, err := s.ByPassword(t.Context(), "admin", old); err != nil {
		t.Fatal(err)
	}
	repo.hashes["admin"] = repo.hashes["other"]
	if _, err := s.ByPassword(t.Context(), "admin", old); domain.KindOf(err) != domain.KindUnauthenticated {
		t.Errorf("the old password still works: %v", err)
	}
	if _, err := s.ByPassword(t.Context(), "admin", changed); err != nil {
		t.Errorf("the new password does not work: %v", err)
	}
}

func TestSetPasswordReplacesThePasswordAndEndsTheSessions(t *testing.T) {
	s := open(t, memory.New().Accounts(), func() time.Time { return start })
	former, set := account.DigestOf("old password"), account.DigestOf("new password")
	user := account.Account{Name: "user", Role: account.User}
	add(t, s, user.Name, user.Role, former)
	add(t, s, "other", account.User, former)
	// Both logins are remembered.
	session, other := login(t, s, user.Name, former), login(t, s, "other", former)
	if err := s.SetPassword(t.Context(), user.Name, set); err != nil {
		t.Fatal(err)
	}

	if _, err := s.ByPassword(t.Context(), user.Name, former); domain.KindOf(err) != domain.KindUnauthenticated {
		t.Errorf("the former password still works: %v", err)
	}
	if _, err := s.Login(t.Context(), user.Name, former); domain.KindOf(err) != domain.KindBadLogin {
		t.Errorf("a login with the former password still works: %v", err)
	}
	if _, err := s.ByToken(t.Context(), session.Token); domain.KindOf(err) != domain.KindUnauthenticated {
		t.Errorf("the session goes on: %v", err)
	}
	if got, err := s.ByPassword(t.Context(), user.Name, set); err != nil || got != user {
		t.Errorf("the password that was set leads to %+v, error %v", got, err)
	}
	if got, err := s.ByToken(t.Context(), login(t, s, user.Name, set).Token); err != nil || got != user {
		t.Errorf("a session with the password that was set leads to %+v, error %v", got, err)
	}
	if _, err := s.ByToken(t.Context(), other.Token); err != nil {
		t.Errorf("somebody else's session has ended: %v", err)
	}
	if _, err := s.ByPassword(t.Context(), "other", former); err != nil {
		t.Errorf("somebody else's password does not work: %v", err)
	}
}

func login(t *testing.T, s *localauth.Service, name string, d account.Digest) account.Session {
	t.Helper()
	session, err := s.Login(t.Context(), name, d)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func TestSetPasswordFails(t *testing.T) {
	s := open(t, memory.New().Accounts(), func() time.Time { return start })
	former, set := account.DigestOf("old password"), account.DigestOf("new password")
	add(t, s, "admin", account.Administrator, former)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx     context.Context
		account string
		want    error
	}{
		"for an account that is not there": {t.Context(), "Admin", domain.KindNotFound},
		"when the context has ended":       {ended, "admin", context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			if err := s.SetPassword(c.ctx, c.account, set); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if _, err := s.ByPassword(t.Context(), "admin", former); err != nil {
				t.Errorf("the password does not work any more: %v", err)
			}
		})
	}
}

// slow is a repository in which something happens before a session is stored.
type slow struct {
	ports.AccountRepo
	meanwhile func()
}

func (r slow) AddSession(ctx context.Context, s ports.SessionRecord, now time.Time) error {
	r.meanwhile()
	return r.AccountRepo.AddSession(ctx, s, now)
}

func TestALoginDuringWhichThePasswordIsSetIsABadLogin(t *testing.T) {
	former, set := account.DigestOf("old password"), account.DigestOf("new password")
	var s *localauth.Service
	s = open(t, slow{memory.New().Accounts(), func() {
		if err := s.SetPassword(t.Context(), "admin", set); err != nil {
			t.Error(err)
		}
	}}, func() time.Time { return start })
	add(t, s, "admin", account.Administrator, former)
	got, err := s.Login(t.Context(), "admin", former)
	if domain.KindOf(err) != domain.KindBadLogin || got != (account.Session{}) {
		t.Errorf("got a session: %t, error %v, want none and a bad login", got != account.Session{}, err)
	}
}

// The benchmarks show what remembering a match saves a client that sends its
// password with each request.
func BenchmarkByPassword(b *testing.B) {
	digest := account.DigestOf("correct horse")
	for _, c := range []struct {
		name string
		step time.Duration // of the clock, for each request
	}{{"remembered", 0}, {"hashed", time.Hour}} {
		b.Run(c.name, func(b *testing.B) {
			now := start
			s, err := localauth.New(localauth.Options{Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: func() time.Time { return now }})
			if err != nil {
				b.Fatal(err)
			}
			if err := s.AddAccount(b.Context(), account.Account{Name: "admin", Role: account.Administrator}, digest); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				now = now.Add(c.step)
				if _, err := s.ByPassword(b.Context(), "admin", digest); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
