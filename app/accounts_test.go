package app_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
)

// store keeps accounts as a test needs them.
type store struct {
	app.AccountStore // what no test of these asks for

	added   map[string]account.Digest
	roles   map[string]account.Role
	refuses error // what it says to whoever stores something
	lost    error // what it says to whoever asks for something
}

func (s *store) AddAccount(_ context.Context, a account.Account, d account.Digest) error {
	if s.refuses != nil {
		return s.refuses
	}
	if s.added == nil {
		s.added, s.roles = map[string]account.Digest{}, map[string]account.Role{}
	}
	s.added[a.Name], s.roles[a.Name] = d, a.Role
	return nil
}

func (s *store) SetPassword(_ context.Context, name string, d account.Digest) error {
	if s.refuses != nil {
		return s.refuses
	}
	if _, known := s.added[name]; !known {
		return domain.E(domain.KindNotFound, "no account %q", name)
	}
	s.added[name] = d
	return nil
}

func (s *store) HasAdministrator(context.Context) (bool, error) {
	for _, r := range s.roles {
		if r == account.Administrator {
			return true, s.lost
		}
	}
	return false, s.lost
}

func newAccounts(s *store) (*app.Accounts, *bytes.Buffer) {
	var log bytes.Buffer
	return &app.Accounts{Store: s, Log: slog.New(slog.NewTextHandler(&log, nil))}, &log
}

func TestEnsureAdministrator(t *testing.T) {
	t.Run("the given password is the first administrator's", func(t *testing.T) {
		s := &store{}
		a, _ := newAccounts(s)
		made, err := a.EnsureAdministrator(t.Context(), "correct horse")
		if err != nil || made != "" {
			t.Errorf("made %q, %v", made, err)
		}
		if got, want := s.added[app.FirstAdministratorName], account.DigestOf("correct horse"); got != want {
			t.Errorf("digest %s, want %s", got, want)
		}
	})
	t.Run("without one, a random password is made and works", func(t *testing.T) {
		s := &store{}
		a, _ := newAccounts(s)
		made, err := a.EnsureAdministrator(t.Context(), "")
		if err != nil || len(made) != 16 {
			t.Fatalf("made %q, %v", made, err)
		}
		if s.added[app.FirstAdministratorName] != account.DigestOf(made) {
			t.Error("the password shown is not the one set")
		}
		other := &store{}
		b, _ := newAccounts(other)
		if again, _ := b.EnsureAdministrator(t.Context(), ""); again == made {
			t.Error("two installations have one password")
		}
	})
	t.Run("an administrator that is there stays as it is", func(t *testing.T) {
		s := &store{roles: map[string]account.Role{"root": account.Administrator}}
		a, _ := newAccounts(s)
		if made, err := a.EnsureAdministrator(t.Context(), "other"); made != "" || err != nil || len(s.added) != 0 {
			t.Errorf("made %q, %v, added %v", made, err, s.added)
		}
	})
	t.Run("without random numbers no account is added", func(t *testing.T) {
		s := &store{}
		a, _ := newAccounts(s)
		a.Random = iotest.ErrReader(errDisk)
		if made, err := a.EnsureAdministrator(t.Context(), ""); made != "" || !errors.Is(err, errDisk) || len(s.added) != 0 {
			t.Errorf("made %q, %v, added %v", made, err, s.added)
		}
	})
	t.Run("another process that was first is no error", func(t *testing.T) {
		a, _ := newAccounts(&store{refuses: domain.E(domain.KindConflict, "taken")})
		if made, err := a.EnsureAdministrator(t.Context(), ""); made != "" || err != nil {
			t.Errorf("made %q, %v", made, err)
		}
	})
	t.Run("a store that cannot say if there is one is an error", func(t *testing.T) {
		s := &store{lost: errDisk}
		a, _ := newAccounts(s)
		if made, err := a.EnsureAdministrator(t.Context(), "correct horse"); made != "" || !errors.Is(err, errDisk) || len(s.added) != 0 {
			t.Errorf("made %q, %v, added %v", made, err, s.added)
		}
	})
	t.Run("a store that fails is one", func(t *testing.T) {
		a, _ := newAccounts(&store{refuses: domain.E(domain.KindInternal, "disk full")})
		if made, err := a.EnsureAdministrator(t.Context(), ""); made != "" || err == nil {
			t.Errorf("made %q, %v", made, err)
		}
	})
}

func TestAddAccount(t *testing.T) {
	for _, c := range []struct {
		name, account, password string
		role                    account.Role
		want                    domain.Kind
	}{
		{"a name with a space is invalid", "front desk", "correct horse", account.User, domain.KindInvalid},
		{"an unknown role is invalid", "desk", "correct horse", "root", domain.KindInvalid},
		{"an empty password is invalid", "desk", "", account.User, domain.KindInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &store{}
			a, _ := newAccounts(s)
			err := a.Add(t.Context(), c.account, c.role, c.password)
			if got := domain.KindOf(err); err == nil || got != c.want {
				t.Errorf("kind %v, want %v (%v)", got, c.want, err)
			}
			if len(s.added) != 0 {
				t.Error("an account was added")
			}
		})
	}
}

func TestAShortPasswordIsWarnedOfAndNotLogged(t *testing.T) {
	a, log := newAccounts(&store{})
	if err := a.Add(t.Context(), "desk", account.User, "123456"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "short") || strings.Contains(log.String(), "123456") {
		t.Errorf("log: %s", log)
	}
}

func TestSetPassword(t *testing.T) {
	for _, c := range []struct {
		name, account, password string
		refuses                 error
		want                    domain.Kind
	}{
		{"an empty password is invalid", "desk", "", nil, domain.KindInvalid},
		{"an account that there is not is not found", "nobody", "correct horse", nil, domain.KindNotFound},
		{"a store that fails is an error", "desk", "correct horse", errDisk, domain.KindInternal},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, s := newFixture(), &store{added: map[string]account.Digest{"desk": account.DigestOf("former")}, refuses: c.refuses}
			a, _ := newAccounts(s)
			a.Journal = f.journal
			wantKind(t, a.SetPassword(t.Context(), c.account, c.password), c.want)
			if got, want := s.added["desk"], account.DigestOf("former"); got != want || len(s.added) != 1 {
				t.Error("a password was set")
			}
			if log := f.log(t); len(log) != 0 {
				t.Errorf("the log is %+v", log)
			}
		})
	}
	t.Run("a password is set, and the log tells whose and by whom", func(t *testing.T) {
		f, s := newFixture(), &store{added: map[string]account.Digest{"desk": account.DigestOf("former"), "other": "untouched"}}
		a, operator := newAccounts(s)
		a.Journal = f.journal
		ok(t, a.SetPassword(account.WithCaller(t.Context(), "operator"), "desk", "123456"))
		if got, want := s.added["desk"], account.DigestOf("123456"); got != want || s.added["other"] != "untouched" {
			t.Errorf("digests are %v", s.added)
		}
		want := event.Event{At: start.Truncate(time.Millisecond), Key: event.PasswordChanged, Account: "operator", Subject: event.Subject{Name: "desk"}}
		if log := f.log(t); len(log) != 1 || log[0] != want {
			t.Errorf("the log is %+v, want %+v", log, want)
		}
		if !strings.Contains(operator.String(), "short") || strings.Contains(operator.String(), "123456") {
			t.Errorf("the operator's log: %s", operator)
		}
	})
	t.Run("without a log it is set all the same", func(t *testing.T) {
		s := &store{added: map[string]account.Digest{"desk": account.DigestOf("former")}}
		a, operator := newAccounts(s)
		ok(t, a.SetPassword(t.Context(), "desk", "correct horse"))
		if s.added["desk"] != account.DigestOf("correct horse") || operator.Len() != 0 {
			t.Errorf("digests are %v, the operator's log: %s", s.added, operator)
		}
	})
}
