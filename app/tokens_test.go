package app_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
)

// frontDesk has accounts with real sessions: the administrator's and the desk's.
type frontDesk struct {
	*app.Accounts
	*fixture
	t    *testing.T
	auth *localauth.Service
}

func newFrontDesk(t *testing.T) *frontDesk {
	t.Helper()
	f := newFixture()
	auth, err := localauth.New(localauth.Options{
		Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: func() time.Time { return f.clock },
	})
	ok(t, err)
	o := &frontDesk{Accounts: &app.Accounts{Store: auth, Journal: f.journal, Log: slog.New(slog.DiscardHandler)}, fixture: f, t: t, auth: auth}
	ok(t, o.Add(t.Context(), "admin", account.Administrator, "correct horse"))
	ok(t, o.Add(t.Context(), "desk", account.User, "battery staple"))
	return o
}

func (o *frontDesk) login(name, password string) account.Token {
	o.t.Helper()
	session, err := o.auth.Login(o.t.Context(), name, account.DigestOf(password))
	ok(o.t, err)
	return session.Token
}

// wantSessions wants that exactly these tokens of those that were given are
// good still.
func (o *frontDesk) wantSessions(good map[account.Token]bool) {
	o.t.Helper()
	for token, want := range good {
		if _, err := o.auth.ByToken(o.t.Context(), token); (err == nil) != want {
			o.t.Errorf("a token is good: %t, want %t", err == nil, want)
		}
	}
}

// wantLogged wants that an event about an account is the newest in the log, and
// how many there are of its key.
func (o *frontDesk) wantLogged(key event.Key, about string, count int) {
	o.t.Helper()
	var found []event.Event
	for _, e := range o.log(o.t) {
		if e.Key == key {
			found = append(found, e)
		}
	}
	if len(found) != count {
		o.t.Fatalf("the log has %d of %s, want %d", len(found), key, count)
	}
	if count > 0 && (found[count-1].Subject != event.Subject{Name: about} || found[count-1].Account != "operator") {
		o.t.Errorf("the event is %+v, want one about %q", found[count-1], about)
	}
}

func TestAccountsThatAreAddedAreInTheLog(t *testing.T) {
	o := newFrontDesk(t)
	ctx := account.WithCaller(t.Context(), "operator")
	ok(t, o.Add(ctx, "guest", account.User, "correct horse"))
	o.wantLogged(event.AccountAdded, "guest", 3)
	wantKind(t, o.Add(ctx, "guest", account.User, "correct horse"), domain.KindConflict)
	o.wantLogged(event.AccountAdded, "guest", 3)
	got, err := o.Accounts.List(t.Context())
	ok(t, err)
	if len(got) != 3 || got[0].Name != "admin" || got[1].Name != "desk" || got[2] != (account.Account{Name: "guest", Role: account.User}) {
		t.Errorf("the accounts are %v", got)
	}
}

func TestRemoveAccount(t *testing.T) {
	o := newFrontDesk(t)
	ctx := account.WithCaller(t.Context(), "operator")
	admin, desk := o.login("admin", "correct horse"), o.login("desk", "battery staple")
	wantKind(t, o.Remove(ctx, "nobody"), domain.KindNotFound)
	wantKind(t, o.Remove(ctx, "admin"), domain.KindForbidden)
	o.wantLogged(event.AccountRemoved, "", 0)
	o.wantSessions(map[account.Token]bool{admin: true, desk: true})

	ok(t, o.Remove(ctx, "desk"))
	o.wantLogged(event.AccountRemoved, "desk", 1)
	o.wantSessions(map[account.Token]bool{admin: true, desk: false})
	// The match of its password is remembered, and good for nothing.
	_, err := o.auth.Login(t.Context(), "desk", account.DigestOf("battery staple"))
	wantKind(t, err, domain.KindBadLogin)
}

func TestRevoke(t *testing.T) {
	ctx := account.WithCaller(t.Context(), "operator")
	for _, c := range []struct {
		name         string
		revoke       func(o *frontDesk, deskID string) error
		about        string
		admin, other bool // still good afterwards; the desk's second session is the other
	}{
		{"one session", func(o *frontDesk, id string) error { return o.Revoke(ctx, id) }, "desk", true, true},
		{"those of an account", func(o *frontDesk, _ string) error { return o.RevokeOf(ctx, "desk") }, "desk", true, false},
		{"all", func(o *frontDesk, _ string) error { return o.RevokeAll(ctx) }, "", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newFrontDesk(t)
			desk := o.login("desk", "battery staple")
			o.clock = o.clock.Add(time.Second)
			other, admin := o.login("desk", "battery staple"), o.login("admin", "correct horse")
			sessions, err := o.Accounts.Sessions(ctx)
			ok(t, err)
			if len(sessions) != 3 || sessions[0].Account != "desk" || !sessions[0].Opened.Equal(start.Truncate(time.Second)) {
				t.Fatalf("the sessions are %+v", sessions)
			}
			ok(t, c.revoke(o, sessions[0].Hash.ID()))
			o.wantSessions(map[account.Token]bool{desk: false, other: c.other, admin: c.admin})
			o.wantLogged(event.SessionsRevoked, c.about, 1)
		})
	}
}

func TestWhatCannotBeRevoked(t *testing.T) {
	o := newFrontDesk(t)
	ctx := account.WithCaller(t.Context(), "operator")
	token := o.login("desk", "battery staple")
	sessions, err := o.Accounts.Sessions(ctx)
	ok(t, err)
	id := sessions[0].Hash.ID()
	for _, wrong := range []string{"", id[:len(id)-1], id + "0", string(token), "desk"} {
		wantKind(t, o.Revoke(ctx, wrong), domain.KindNotFound)
	}
	wantKind(t, o.RevokeOf(ctx, "nobody"), domain.KindNotFound)
	wantKind(t, o.RevokeOf(ctx, ""), domain.KindNotFound)
	o.wantSessions(map[account.Token]bool{token: true, account.Token(id): false}) // an ID is no token
	o.wantLogged(event.SessionsRevoked, "", 0)
}
