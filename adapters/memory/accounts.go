package memory

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// Accounts is the AccountRepo of a Store.
type Accounts struct {
	store    *Store
	accounts map[string]credentials
	sessions map[ports.TokenHash]ports.SessionRecord
	sweepAt  int // how many sessions there must be for the next sweep
}

var _ ports.AccountRepo = (*Accounts)(nil)

type credentials struct {
	account      account.Account
	passwordHash string
}

func newAccounts(s *Store) Accounts {
	return Accounts{
		store:    s,
		accounts: make(map[string]credentials),
		sessions: make(map[ports.TokenHash]ports.SessionRecord),
	}
}

// AddAccount implements ports.AccountRepo.
func (r *Accounts) AddAccount(ctx context.Context, a account.Account, passwordHash string) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		if _, taken := r.accounts[a.Name]; taken {
			return domain.E(domain.KindConflict, "account %.70q exists already", a.Name)
		}
		put(tx, r.accounts, a.Name, credentials{account: a, passwordHash: passwordHash})
		return nil
	})
}

// Account implements ports.AccountRepo.
func (r *Accounts) Account(ctx context.Context, name string) (account.Account, string, error) {
	c, err := call(ctx, r.store, func(*transaction) (credentials, error) { return r.find(name) })
	return c.account, c.passwordHash, err
}

// SetPassword implements ports.AccountRepo.
func (r *Accounts) SetPassword(ctx context.Context, name, passwordHash string) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		c, err := r.find(name)
		if err != nil {
			return err
		}
		c.passwordHash = passwordHash
		put(tx, r.accounts, name, c)
		r.endSessions(tx, func(s ports.SessionRecord) bool { return s.Account == name })
		return nil
	})
}

// HasAdministrator implements ports.AccountRepo.
func (r *Accounts) HasAdministrator(ctx context.Context) (bool, error) {
	return call(ctx, r.store, func(*transaction) (bool, error) {
		return r.administrators() > 0, nil
	})
}

// Accounts implements ports.AccountRepo.
func (r *Accounts) Accounts(ctx context.Context) ([]account.Account, error) {
	return call(ctx, r.store, func(*transaction) ([]account.Account, error) {
		var all []account.Account
		for _, name := range slices.Sorted(maps.Keys(r.accounts)) {
			all = append(all, r.accounts[name].account)
		}
		return all, nil
	})
}

// RemoveAccount implements ports.AccountRepo.
func (r *Accounts) RemoveAccount(ctx context.Context, name string) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		c, err := r.find(name)
		if err != nil {
			return err
		}
		if c.account.Role == account.Administrator && r.administrators() == 1 {
			return domain.E(domain.KindForbidden, "%s is the last administrator", name)
		}
		remove(tx, r.accounts, name)
		r.endSessions(tx, func(s ports.SessionRecord) bool { return s.Account == name })
		return nil
	})
}

func (r *Accounts) administrators() (n int) {
	for _, c := range r.accounts {
		if c.account.Role == account.Administrator {
			n++
		}
	}
	return n
}

// AddSession implements ports.AccountRepo.
func (r *Accounts) AddSession(ctx context.Context, s ports.SessionRecord, now time.Time) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		if _, err := r.find(s.Account); err != nil {
			return err
		}
		r.sweep(tx, now)
		if _, taken := r.sessions[s.Hash]; taken {
			return domain.E(domain.KindConflict, "a session with that token exists already")
		}
		put(tx, r.sessions, s.Hash, s)
		return nil
	})
}

// minSweep is how many sessions are not worth a sweep.
const minSweep = 64

// sweep removes expired sessions, for clients log in before each request and
// never log out. It waits until the sessions have doubled in number, so that a
// login does not cost more the more sessions there are.
func (r *Accounts) sweep(tx *transaction, now time.Time) {
	if len(r.sessions) < max(r.sweepAt, minSweep) {
		return
	}
	r.endSessions(tx, func(s ports.SessionRecord) bool { return expired(s, now) })
	set(tx, &r.sweepAt, 2*len(r.sessions))
}

// endSessions ends the sessions that are those.
func (r *Accounts) endSessions(tx *transaction, are func(ports.SessionRecord) bool) {
	for hash, s := range r.sessions {
		if are(s) {
			remove(tx, r.sessions, hash)
		}
	}
}

// AccountBySession implements ports.AccountRepo.
func (r *Accounts) AccountBySession(ctx context.Context, h ports.TokenHash, now time.Time) (account.Account, error) {
	return call(ctx, r.store, func(*transaction) (account.Account, error) {
		s, found := r.sessions[h]
		if !found || expired(s, now) {
			return account.Account{}, noSession()
		}
		return r.accounts[s.Account].account, nil
	})
}

// DeleteSession implements ports.AccountRepo.
func (r *Accounts) DeleteSession(ctx context.Context, h ports.TokenHash) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		if _, found := r.sessions[h]; !found {
			return noSession()
		}
		remove(tx, r.sessions, h)
		return nil
	})
}

// Sessions implements ports.AccountRepo.
func (r *Accounts) Sessions(ctx context.Context, now time.Time) ([]ports.SessionRecord, error) {
	return call(ctx, r.store, func(*transaction) ([]ports.SessionRecord, error) {
		var all []ports.SessionRecord
		for _, s := range r.sessions {
			if !expired(s, now) {
				all = append(all, s)
			}
		}
		slices.SortFunc(all, func(a, b ports.SessionRecord) int {
			return cmp.Or(a.Opened.Compare(b.Opened), bytes.Compare(a.Hash[:], b.Hash[:]))
		})
		return all, nil
	})
}

// DeleteSessions implements ports.AccountRepo.
func (r *Accounts) DeleteSessions(ctx context.Context, name string) error {
	return r.store.transact(ctx, func(tx *transaction) error {
		r.endSessions(tx, func(s ports.SessionRecord) bool { return name == "" || s.Account == name })
		return nil
	})
}

func (r *Accounts) find(name string) (credentials, error) {
	c, found := r.accounts[name]
	if !found {
		return credentials{}, domain.E(domain.KindNotFound, "no account %.70q", name)
	}
	return c, nil
}

// expired reports whether a session is nobody's at the time now, which it is
// from the moment it expires on, like a lease.
func expired(s ports.SessionRecord, now time.Time) bool { return !now.Before(s.Expires) }

func noSession() error { return domain.E(domain.KindNotFound, "no such session") }
