package conformance

import (
	"fmt"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// What an operator does with accounts and sessions.

func (r accounts) wantAccounts(t *testing.T, want ...account.Account) {
	t.Helper()
	got, err := r.Accounts(t.Context())
	same(t, must(t, got, err), want)
}

func (r accounts) wantSessions(t *testing.T, at time.Time, want ...ports.SessionRecord) {
	t.Helper()
	got, err := r.Sessions(t.Context(), at)
	same(t, must(t, got, err), want)
}

func accountsAreListed(t *testing.T, r accounts) {
	r.wantAccounts(t)
	lower := account.Account{Name: "admin", Role: account.User}
	r.add(t, lower)
	r.add(t, user)
	r.add(t, admin)
	r.wantAccounts(t, admin, lower, user)
}

func removeAccount(t *testing.T, r accounts) {
	r.add(t, admin)
	r.add(t, user)
	for n := range byte(3) {
		r.open(t, session(user, n))
		r.open(t, session(admin, 100+n))
	}
	ok(t, r.RemoveAccount(t.Context(), user.Name))
	r.wantAccounts(t, admin)
	_, _, err := r.Account(t.Context(), user.Name)
	fails(t, err, domain.KindNotFound)
	for n := range byte(3) {
		r.wantNoSession(t, session(user, n), now)
		r.wantSession(t, session(admin, 100+n), admin, now)
	}
	r.add(t, user) // of that name, but another
	r.wantNoSession(t, session(user, 0), now)
}

func removeUnknown(t *testing.T, r accounts) {
	r.add(t, admin)
	r.add(t, user)
	for _, name := range []string{"admin", "Admin ", "%", ""} {
		fails(t, r.RemoveAccount(t.Context(), name), domain.KindNotFound)
	}
	r.wantAccounts(t, admin, user)
}

func lastAdministratorStays(t *testing.T, r accounts) {
	other := account.Account{Name: "other", Role: account.Administrator}
	r.add(t, user)
	r.add(t, account.Account{Name: "guest", Role: account.User})
	ok(t, r.RemoveAccount(t.Context(), "guest")) // where there is no administrator anyway
	r.add(t, admin)
	r.add(t, other)
	ok(t, r.RemoveAccount(t.Context(), admin.Name))
	r.open(t, session(other, 1))
	fails(t, r.RemoveAccount(t.Context(), other.Name), domain.KindForbidden)
	r.wantAccounts(t, user, other)
	r.wantAccount(t, other, passwordHash+other.Name)
	r.wantSession(t, session(other, 1), other, now)
}

func oneAdministratorStays(t *testing.T, r accounts) {
	for worker := range workers {
		r.add(t, account.Account{Name: fmt.Sprint("admin-", worker), Role: account.Administrator})
	}
	stayed := 0
	for _, err := range atOnce(func(worker int) error { return r.RemoveAccount(t.Context(), fmt.Sprint("admin-", worker)) }) {
		if err != nil {
			fails(t, err, domain.KindForbidden)
			stayed++
		}
	}
	if stayed != 1 {
		t.Fatalf("%d administrators stayed, want 1", stayed)
	}
	r.wantAdministrator(t, true)
}

func sessionsAreListed(t *testing.T, r accounts) {
	r.wantSessions(t, now)
	r.add(t, user)
	r.add(t, admin)
	first, second, third := session(user, 9), session(admin, 1), session(user, 2)
	first.Opened = first.Opened.Add(-time.Hour)
	first.Expires = now.Add(time.Second)
	for _, s := range []ports.SessionRecord{third, first, second} {
		r.open(t, s)
	}
	r.wantSessions(t, now, first, second, third)
	r.wantSessions(t, first.Expires, second, third)
	r.wantSessions(t, second.Expires)
}

func deleteSessionsOfOne(t *testing.T, r accounts) {
	r.add(t, user)
	r.add(t, admin)
	for n := range byte(3) {
		r.open(t, session(user, n))
	}
	kept := session(admin, 100)
	r.open(t, kept)
	for _, name := range []string{user.Name, user.Name, "admin", "%"} { // again, and of nobody
		ok(t, r.DeleteSessions(t.Context(), name))
	}
	r.wantSessions(t, now, kept)
	r.wantNoSession(t, session(user, 1), now)
	r.wantAccounts(t, admin, user)
}

func deleteSessionsOfAll(t *testing.T, r accounts) {
	r.add(t, user)
	r.add(t, admin)
	r.open(t, session(user, 1))
	r.open(t, session(admin, 2))
	for range 2 {
		ok(t, r.DeleteSessions(t.Context(), ""))
		r.wantSessions(t, now)
	}
	r.wantNoSession(t, session(user, 1), now)
	r.wantNoSession(t, session(admin, 2), now)
	r.wantAccounts(t, admin, user)
}
