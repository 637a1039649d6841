package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// logins is an AuthService that answers a login as a test tells it to.
type logins struct {
	ports.AuthService
	session account.Session
	err     error
}

func (l logins) Login(context.Context, string, account.Digest) (account.Session, error) {
	return l.session, l.err
}

func TestLoginsAreInTheLog(t *testing.T) {
	session := account.Session{Account: account.Account{Name: "operator", Role: account.Administrator}, Token: "5f0c9d1b"}
	for _, c := range []struct {
		name string
		err  error
		want event.Key // "" if the log tells nothing
	}{
		{"one that succeeds", nil, event.LoginSucceeded},
		{"one with a wrong password", domain.E(domain.KindBadLogin, "no such account"), event.LoginFailed},
		{"one that fails for our own fault", errDisk, ""},
		{"one that was given up", context.Canceled, ""},
		{"one without a name", domain.E(domain.KindMissingParam, "no name"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			s := &app.Sessions{AuthService: logins{session: session, err: c.err}, Journal: f.journal}
			got, err := s.Login(t.Context(), "operator", account.DigestOf("correct horse"))
			if !errors.Is(err, c.err) || got != session {
				t.Errorf("got %+v, %v", got, err)
			}
			var want []event.Event
			if c.want != "" {
				want = []event.Event{{At: start.Truncate(time.Millisecond), Key: c.want, Account: "operator"}}
			}
			log := f.log(t)
			if len(log) != len(want) || (len(want) == 1 && log[0] != want[0]) {
				t.Errorf("the log is %+v, want %+v", log, want)
			}
		})
	}
}

func TestALoginIsInTheLogAlsoIfTheClientIsGone(t *testing.T) {
	f := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := &app.Sessions{AuthService: logins{}, Journal: f.journal}
	if _, err := s.Login(ctx, "operator", ""); err != nil {
		t.Fatal(err)
	}
	if log := f.log(t); len(log) != 1 || log[0].Key != event.LoginSucceeded {
		t.Errorf("the log is %+v", log)
	}
}

func TestALoginDoesNotFailBecauseOfTheLog(t *testing.T) {
	f := newFixture()
	f.events.broken = true
	for _, want := range []error{nil, domain.E(domain.KindBadLogin, "wrong password")} {
		s := &app.Sessions{AuthService: logins{err: want}, Journal: f.journal}
		if _, err := s.Login(t.Context(), "operator", ""); !errors.Is(err, want) {
			t.Errorf("error %v, want %v", err, want)
		}
	}
}

func TestALoginNeedsNoLog(t *testing.T) {
	s := &app.Sessions{AuthService: logins{}}
	if _, err := s.Login(t.Context(), "operator", ""); err != nil {
		t.Error(err)
	}
}

// The account of a failed login is what a stranger typed.
func TestTheLogHasNoMoreOfAStrangerThanFits(t *testing.T) {
	f := newFixture()
	s := &app.Sessions{AuthService: logins{err: domain.E(domain.KindBadLogin, "no such account")}, Journal: f.journal}
	_, _ = s.Login(t.Context(), strings.Repeat("x", 10_000), "")
	if log := f.log(t); len(log) != 1 || log[0].Account != strings.Repeat("x", event.MaxText) {
		t.Errorf("the log is %+v", log)
	}
}
