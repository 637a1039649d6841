package memory

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// Accounts is an AccountRepo in memory. Only NewAccounts makes one.
type Accounts struct {
	mu       sync.Mutex
	accounts map[string]credentials
	sessions map[ports.TokenHash]ports.SessionRecord
	sweepAt  int // how many sessions there must be for the next sweep
}

var _ ports.AccountRepo = (*Accounts)(nil)

type credentials struct {
	account      account.Account
	passwordHash string
}

// NewAccounts returns an empty repository.
func NewAccounts() *Accounts {
	return &Accounts{
		accounts: make(map[string]credentials),
		sessions: make(map[ports.TokenHash]ports.SessionRecord),
	}
}

// AddAccount implements ports.AccountRepo.
func (r *Accounts) AddAccount(ctx context.Context, a account.Account, passwordHash string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, taken := r.accounts[a.Name]; taken {
		return domain.E(domain.KindConflict, "account %q exists already", a.Name)
	}
	r.accounts[a.Name] = credentials{account: a, passwordHash: passwordHash}
	return nil
}

// Account implements ports.AccountRepo.
func (r *Accounts) Account(ctx context.Context, name string) (account.Account, string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return account.Account{}, "", err
	}
	c, found := r.accounts[name]
	if !found {
		return account.Account{}, "", noAccount(name)
	}
	return c.account, c.passwordHash, nil
}

// HasAdministrator implements ports.AccountRepo.
func (r *Accounts) HasAdministrator(ctx context.Context) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	for _, c := range r.accounts {
		if c.account.Role == account.Administrator {
			return true, nil
		}
	}
	return false, nil
}

// AddSession implements ports.AccountRepo.
func (r *Accounts) AddSession(ctx context.Context, s ports.SessionRecord, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, found := r.accounts[s.Account]; !found {
		return noAccount(s.Account)
	}
	r.sweep(now)
	if _, taken := r.sessions[s.Hash]; taken {
		return domain.E(domain.KindConflict, "a session with that token exists already")
	}
	r.sessions[s.Hash] = s
	return nil
}

// minSweep is how many sessions are not worth a sweep.
const minSweep = 64

// sweep removes expired sessions, for clients log in before each request and
// never log out. It waits until the sessions have doubled in number, so that a
// login does not cost more the more sessions there are.
func (r *Accounts) sweep(now time.Time) {
	if len(r.sessions) < max(r.sweepAt, minSweep) {
		return
	}
	maps.DeleteFunc(r.sessions, func(_ ports.TokenHash, s ports.SessionRecord) bool { return expired(s, now) })
	r.sweepAt = 2 * len(r.sessions)
}

// AccountBySession implements ports.AccountRepo.
func (r *Accounts) AccountBySession(ctx context.Context, h ports.TokenHash, now time.Time) (account.Account, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return account.Account{}, err
	}
	s, found := r.sessions[h]
	if !found || expired(s, now) {
		return account.Account{}, noSession()
	}
	return r.accounts[s.Account].account, nil
}

// DeleteSession implements ports.AccountRepo.
func (r *Accounts) DeleteSession(ctx context.Context, h ports.TokenHash) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, found := r.sessions[h]; !found {
		return noSession()
	}
	delete(r.sessions, h)
	return nil
}

// expired reports whether a session is nobody's at the time now, which it is
// from the moment it expires on, like a lease.
func expired(s ports.SessionRecord, now time.Time) bool { return !now.Before(s.Expires) }

func noAccount(name string) error { return domain.E(domain.KindNotFound, "no account %q", name) }

func noSession() error { return domain.E(domain.KindNotFound, "no such session") }
