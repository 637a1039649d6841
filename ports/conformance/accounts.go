package conformance

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// RunAccountRepo checks the contract of ports.AccountRepo.
//
// open must return an empty repository that shares nothing with any other one
// it returned. It is called once for each subtest, with that subtest's t; what
// must be closed afterwards, open closes by t.Cleanup. Time is what the suite
// says: the adapter must not ask the wall clock.
func RunAccountRepo(t *testing.T, open func(t *testing.T) ports.AccountRepo) {
	runAll(t, func(t *testing.T) accounts { return accounts{open(t)} }, []testCase[accounts]{
		{"an account and its hash come back as they were stored", accountComesBack},
		{"a second account of the same name is a conflict and changes nothing", sameNameConflicts},
		{"names are compared byte for byte", namesByteForByte},
		{"an unknown account is not found", unknownAccount},
		{"another password takes the place of the former one alone", setPassword},
		{"another password ends all sessions of that account, and no others", setPasswordEndsSessions},
		{"the password of an unknown account cannot be set", setPasswordOfUnknown},
		{"there is an administrator once one was added", administratorIsSeen},
		{"a session leads to its account until it expires, and not longer", sessionExpires},
		{"several sessions of several accounts live at once", sessionsLiveAtOnce},
		{"an unknown token hash is not found", unknownSession},
		{"a session for an unknown account is refused", sessionNeedsAccount},
		{"adding a session removes none that is still good", addSessionKeepsGood},
		{"deleting a session ends it and no other", deleteEndsOne},
		{"accounts are listed by name", accountsAreListed},
		{"a removed account is gone, with its sessions", removeAccount},
		{"an unknown account cannot be removed", removeUnknown},
		{"the last administrator cannot be removed", lastAdministratorStays},
		{"sessions are listed as they were opened, until they expire", sessionsAreListed},
		{"the sessions of an account end, and no others", deleteSessionsOfOne},
		{"the sessions of all accounts end", deleteSessionsOfAll},
		{"calls with an ended context change nothing", accountsGiveUp},
		{"of many who add one name at once exactly one wins", oneAdds},
		{"of administrators removed at once one stays", oneAdministratorStays},
		{"of passwords set at once one is there, and no session", parallelPasswords},
		{"of many who delete one session at once exactly one wins", oneLogsOut},
		{"sessions added at once are all there", parallelSessions},
	})
}

// accounts is the repository under test with the steps the cases share.
type accounts struct{ ports.AccountRepo }

const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"

var (
	admin = account.Account{Name: "Admin", Role: account.Administrator}
	user  = account.Account{Name: "door.client@lobby-2", Role: account.User}
)

func (r accounts) add(t *testing.T, a account.Account) {
	t.Helper()
	ok(t, r.AddAccount(t.Context(), a, passwordHash+a.Name))
}

func (r accounts) wantAccount(t *testing.T, want account.Account, wantHash string) {
	t.Helper()
	got, hash, err := r.Account(t.Context(), want.Name)
	ok(t, err)
	if got != want || hash != wantHash {
		t.Fatalf("got %+v with hash %q, want %+v with %q", got, hash, want, wantHash)
	}
}

func (r accounts) wantAdministrator(t *testing.T, want bool) {
	t.Helper()
	got, err := r.HasAdministrator(t.Context())
	if must(t, got, err) != want {
		t.Fatalf("HasAdministrator is %t, want %t", got, want)
	}
}

// session returns a session whose hash begins and ends with a zero byte: a
// hash is bytes, not text.
func session(a account.Account, n byte) ports.SessionRecord {
	return ports.SessionRecord{
		Hash:    ports.TokenHash{1: n, 2: 0xff, 3: '\''},
		Account: a.Name,
		Opened:  now.Add(-time.Minute),
		Expires: now.Add(time.Hour),
	}
}

func (r accounts) open(t *testing.T, s ports.SessionRecord) {
	t.Helper()
	ok(t, r.AddSession(t.Context(), s, now))
}

func (r accounts) wantSession(t *testing.T, s ports.SessionRecord, want account.Account, at time.Time) {
	t.Helper()
	got, err := r.AccountBySession(t.Context(), s.Hash, at)
	ok(t, err)
	if got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

func (r accounts) wantNoSession(t *testing.T, s ports.SessionRecord, at time.Time) {
	t.Helper()
	_, err := r.AccountBySession(t.Context(), s.Hash, at)
	fails(t, err, domain.KindNotFound)
}

func accountComesBack(t *testing.T, r accounts) {
	r.add(t, admin)
	r.add(t, user)
	r.wantAccount(t, admin, passwordHash+admin.Name)
	r.wantAccount(t, user, passwordHash+user.Name)
}

func sameNameConflicts(t *testing.T, r accounts) {
	r.add(t, user)
	other := account.Account{Name: user.Name, Role: account.Administrator}
	fails(t, r.AddAccount(t.Context(), other, "another hash"), domain.KindConflict)
	r.wantAccount(t, user, passwordHash+user.Name)
	r.wantAdministrator(t, false)
}

func namesByteForByte(t *testing.T, r accounts) {
	upper := account.Account{Name: "ADMIN", Role: account.User}
	r.add(t, admin)
	for _, name := range []string{"admin", upper.Name, "Admin ", "Admi", "%", ""} {
		_, _, err := r.Account(t.Context(), name)
		fails(t, err, domain.KindNotFound)
	}
	r.add(t, upper)
	r.wantAccount(t, admin, passwordHash+admin.Name)
	r.wantAccount(t, upper, passwordHash+upper.Name)

	s := session(admin, 1)
	s.Account = "admin"
	fails(t, r.AddSession(t.Context(), s, now), domain.KindNotFound)
}

func unknownAccount(t *testing.T, r accounts) {
	_, _, err := r.Account(t.Context(), admin.Name)
	fails(t, err, domain.KindNotFound)
}

func setPassword(t *testing.T, r accounts) {
	r.add(t, admin)
	r.add(t, user)
	for _, hash := range []string{"another hash", "", "another hash", passwordHash + "2"} {
		ok(t, r.SetPassword(t.Context(), user.Name, hash))
		r.wantAccount(t, user, hash)
		r.wantAccount(t, admin, passwordHash+admin.Name)
	}
	ok(t, r.SetPassword(t.Context(), admin.Name, "third hash"))
	r.wantAccount(t, admin, "third hash")
	r.wantAdministrator(t, true)
}

func setPasswordEndsSessions(t *testing.T, r accounts) {
	r.add(t, admin)
	r.add(t, user)
	for n := range byte(3) {
		r.open(t, session(user, n))
		r.open(t, session(admin, 100+n))
	}
	ok(t, r.SetPassword(t.Context(), user.Name, passwordHash+user.Name)) // the same is enough
	for n := range byte(3) {
		r.wantNoSession(t, session(user, n), now)
		fails(t, r.DeleteSession(t.Context(), session(user, n).Hash), domain.KindNotFound)
		r.wantSession(t, session(admin, 100+n), admin, now)
	}
	r.open(t, session(user, 1))
	r.wantSession(t, session(user, 1), user, now)
}

func setPasswordOfUnknown(t *testing.T, r accounts) {
	r.add(t, admin)
	r.open(t, session(admin, 1))
	for _, name := range []string{user.Name, "admin", "Admin ", "%", ""} {
		fails(t, r.SetPassword(t.Context(), name, "another hash"), domain.KindNotFound)
		_, _, err := r.Account(t.Context(), name)
		fails(t, err, domain.KindNotFound)
	}
	r.wantAccount(t, admin, passwordHash+admin.Name)
	r.wantSession(t, session(admin, 1), admin, now)
}

func administratorIsSeen(t *testing.T, r accounts) {
	r.wantAdministrator(t, false)
	r.add(t, user)
	r.wantAdministrator(t, false)
	r.add(t, admin)
	r.wantAdministrator(t, true)
}

func sessionExpires(t *testing.T, r accounts) {
	r.add(t, user)
	s := session(user, 1)
	r.open(t, s)
	r.wantSession(t, s, user, now)
	r.wantSession(t, s, user, s.Expires.Add(-time.Second))
	r.wantNoSession(t, s, s.Expires)
	r.wantNoSession(t, s, s.Expires.Add(time.Second))
}

func sessionsLiveAtOnce(t *testing.T, r accounts) {
	r.add(t, user)
	r.add(t, admin)
	for n := range byte(3) {
		r.open(t, session(user, n))
		r.open(t, session(admin, 100+n))
	}
	for n := range byte(3) {
		r.wantSession(t, session(user, n), user, now)
		r.wantSession(t, session(admin, 100+n), admin, now)
	}
}

func unknownSession(t *testing.T, r accounts) {
	r.add(t, user)
	r.open(t, session(user, 1))
	unknown := session(user, 2)
	r.wantNoSession(t, unknown, now)
	fails(t, r.DeleteSession(t.Context(), unknown.Hash), domain.KindNotFound)
	r.wantNoSession(t, ports.SessionRecord{}, now)
}

func sessionNeedsAccount(t *testing.T, r accounts) {
	s := session(user, 1)
	fails(t, r.AddSession(t.Context(), s, now), domain.KindNotFound)
	r.wantNoSession(t, s, now)
	r.add(t, user)
	r.wantNoSession(t, s, now)
}

func addSessionKeepsGood(t *testing.T, r accounts) {
	r.add(t, user)
	old, good := session(user, 1), session(user, 2)
	good.Expires = old.Expires.Add(time.Second)
	r.open(t, old)
	r.open(t, good)

	later := session(user, 3)
	later.Expires = later.Expires.Add(time.Hour)
	ok(t, r.AddSession(t.Context(), later, old.Expires))
	r.wantNoSession(t, old, old.Expires)
	r.wantSession(t, good, user, old.Expires)
	r.wantSession(t, later, user, old.Expires)
}

func deleteEndsOne(t *testing.T, r accounts) {
	r.add(t, user)
	gone, kept := session(user, 1), session(user, 2)
	r.open(t, gone)
	r.open(t, kept)
	ok(t, r.DeleteSession(t.Context(), gone.Hash))
	r.wantNoSession(t, gone, now)
	fails(t, r.DeleteSession(t.Context(), gone.Hash), domain.KindNotFound)
	r.wantSession(t, kept, user, now)
}

func accountsGiveUp(t *testing.T, r accounts) {
	r.add(t, user)
	kept, s := session(user, 1), session(user, 2)
	r.open(t, kept)
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error { return r.AddAccount(ctx, admin, passwordHash) },
		func(ctx context.Context) error { _, _, err := r.Account(ctx, user.Name); return err },
		func(ctx context.Context) error { return r.SetPassword(ctx, user.Name, "another hash") },
		func(ctx context.Context) error { _, err := r.HasAdministrator(ctx); return err },
		func(ctx context.Context) error { return r.AddSession(ctx, s, now) },
		func(ctx context.Context) error { _, err := r.AccountBySession(ctx, kept.Hash, now); return err },
		func(ctx context.Context) error { return r.DeleteSession(ctx, kept.Hash) },
		func(ctx context.Context) error { _, err := r.Accounts(ctx); return err },
		func(ctx context.Context) error { return r.RemoveAccount(ctx, user.Name) },
		func(ctx context.Context) error { _, err := r.Sessions(ctx, now); return err },
		func(ctx context.Context) error { return r.DeleteSessions(ctx, user.Name) },
	} {
		givesUp(t, call)
	}
	r.wantAdministrator(t, false)
	r.wantAccount(t, user, passwordHash+user.Name)
	r.wantNoSession(t, s, now)
	r.wantSession(t, kept, user, now)
}

func oneAdds(t *testing.T, r accounts) {
	winner := oneWins(t, atOnce(func(worker int) error {
		return r.AddAccount(t.Context(), user, fmt.Sprint(worker))
	}), domain.KindConflict)
	r.wantAccount(t, user, fmt.Sprint(winner))
}

func parallelPasswords(t *testing.T, r accounts) {
	r.add(t, user)
	r.open(t, session(user, 1))
	hashes := map[string]bool{}
	for n := range workers {
		hashes[fmt.Sprint(n)] = true
	}
	for _, err := range atOnce(func(worker int) error {
		return r.SetPassword(t.Context(), user.Name, fmt.Sprint(worker))
	}) {
		ok(t, err)
	}
	got, hash, err := r.Account(t.Context(), user.Name)
	ok(t, err)
	if got != user || !hashes[hash] {
		t.Fatalf("got %+v with hash %q, want one of those that were set", got, hash)
	}
	r.wantNoSession(t, session(user, 1), now)
}

func oneLogsOut(t *testing.T, r accounts) {
	r.add(t, user)
	s := session(user, 1)
	r.open(t, s)
	oneWins(t, atOnce(func(int) error { return r.DeleteSession(t.Context(), s.Hash) }), domain.KindNotFound)
}

func parallelSessions(t *testing.T, r accounts) {
	r.add(t, user)
	for _, err := range atOnce(func(worker int) error {
		return r.AddSession(t.Context(), session(user, byte(worker)), now)
	}) {
		ok(t, err)
	}
	for worker := range byte(workers) {
		r.wantSession(t, session(user, worker), user, now)
	}
}
