//go:build cgo

package sqlite_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

// open opens the database in dir until the test ends.
func open(t testing.TB, dir string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), dir, sqlite.VaultFor(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestStore(t *testing.T) {
	conformance.RunStore(t, func(t *testing.T) ports.Store { return open(t, t.TempDir()).Ports() })
}

func TestAccounts(t *testing.T) {
	conformance.RunAccountRepo(t, func(t *testing.T) ports.AccountRepo {
		return open(t, t.TempDir()).Accounts()
	})
}

// Two programs on one database keep the contracts between them: each call goes
// to the other DB than the one before.
func TestIdentifiersOfTwoPrograms(t *testing.T) {
	conformance.RunIdentifierRepo(t, func(t *testing.T) ports.IdentifierRepo {
		dir := t.TempDir()
		return &twoIdentifiers{turns[*sqlite.Identifiers]{of: [2]*sqlite.Identifiers{
			open(t, dir).Identifiers(), open(t, dir).Identifiers(),
		}}}
	})
}

func TestAccountsOfTwoPrograms(t *testing.T) {
	conformance.RunAccountRepo(t, func(t *testing.T) ports.AccountRepo {
		dir := t.TempDir()
		return &twoAccounts{turns[*sqlite.Accounts]{of: [2]*sqlite.Accounts{
			open(t, dir).Accounts(), open(t, dir).Accounts(),
		}}}
	})
}

// turns gives one of two repositories in turn.
type turns[R any] struct {
	of    [2]R
	calls atomic.Int64
}

func (r *turns[R]) next() R { return r.of[r.calls.Add(1)%2] }

type twoIdentifiers struct{ turns[*sqlite.Identifiers] }

func (r *twoIdentifiers) Create(ctx context.Context, id identifier.Identifier) (identifier.UID, error) {
	return r.next().Create(ctx, id)
}

func (r *twoIdentifiers) Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error) {
	return r.next().Get(ctx, uid)
}

func (r *twoIdentifiers) ByKey(ctx context.Context, k identifier.Key) (identifier.Identifier, error) {
	return r.next().ByKey(ctx, k)
}

func (r *twoIdentifiers) ByLink(ctx context.Context, link domain.LinkID) (identifier.Identifier, error) {
	return r.next().ByLink(ctx, link)
}

func (r *twoIdentifiers) List(ctx context.Context, q listing.Query) ([]identifier.Identifier, int, error) {
	return r.next().List(ctx, q)
}

func (r *twoIdentifiers) InApartment(ctx context.Context, a apartment.UID) ([]identifier.Identifier, error) {
	return r.next().InApartment(ctx, a)
}

func (r *twoIdentifiers) Update(ctx context.Context, id identifier.Identifier) error {
	return r.next().Update(ctx, id)
}

func (r *twoIdentifiers) Delete(ctx context.Context, uid identifier.UID) error {
	return r.next().Delete(ctx, uid)
}

func (r *twoIdentifiers) Enrolled(ctx context.Context, after identifier.UID, limit int) ([]identifier.UID, error) {
	return r.next().Enrolled(ctx, after, limit)
}
func (r *twoIdentifiers) Ended(ctx context.Context, before time.Time, limit int) ([]identifier.UID, error) {
	return r.next().Ended(ctx, before, limit)
}

func (r *twoIdentifiers) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	return r.next().AcquireLease(ctx, l, now)
}

func (r *twoIdentifiers) ReleaseLease(ctx context.Context, l enrolment.Lease) error {
	return r.next().ReleaseLease(ctx, l)
}

func (r *twoIdentifiers) CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error {
	return r.next().CommitEnrolment(ctx, l, state, e)
}

func (r *twoIdentifiers) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	return r.next().Enrolment(ctx, uid)
}

type twoAccounts struct{ turns[*sqlite.Accounts] }

func (r *twoAccounts) AddAccount(ctx context.Context, a account.Account, passwordHash string) error {
	return r.next().AddAccount(ctx, a, passwordHash)
}

func (r *twoAccounts) Account(ctx context.Context, name string) (account.Account, string, error) {
	return r.next().Account(ctx, name)
}

func (r *twoAccounts) SetPassword(ctx context.Context, name, passwordHash string) error {
	return r.next().SetPassword(ctx, name, passwordHash)
}

func (r *twoAccounts) HasAdministrator(ctx context.Context) (bool, error) {
	return r.next().HasAdministrator(ctx)
}

func (r *twoAccounts) AddSession(ctx context.Context, s ports.SessionRecord, now time.Time) error {
	return r.next().AddSession(ctx, s, now)
}

func (r *twoAccounts) AccountBySession(ctx context.Context, h ports.TokenHash, now time.Time) (account.Account, error) {
	return r.next().AccountBySession(ctx, h, now)
}

func (r *twoAccounts) DeleteSession(ctx context.Context, h ports.TokenHash) error {
	return r.next().DeleteSession(ctx, h)
}

func (r *twoAccounts) Accounts(ctx context.Context) ([]account.Account, error) {
	return r.next().Accounts(ctx)
}

func (r *twoAccounts) RemoveAccount(ctx context.Context, name string) error {
	return r.next().RemoveAccount(ctx, name)
}

func (r *twoAccounts) Sessions(ctx context.Context, now time.Time) ([]ports.SessionRecord, error) {
	return r.next().Sessions(ctx, now)
}

func (r *twoAccounts) DeleteSessions(ctx context.Context, name string) error {
	return r.next().DeleteSessions(ctx, name)
}
