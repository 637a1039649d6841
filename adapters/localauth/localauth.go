// Package localauth is an AuthService that keeps its own accounts, in any
// AccountRepo. Passwords are kept as argon2id over their digest, the MD5 in
// upper case that panel clients send, so that a client that logs in and one
// that sends the plain password with each request are checked alike and neither
// secret is stored. Tokens are random and kept as their SHA-256.
package localauth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.AuthService = (*Service)(nil)

// tokenBytes gives tokens of 40 hex digits, the form of the contract's example
// (section 2.2).
const tokenBytes = 20

// Options configure a Service.
type Options struct {
	Accounts ports.AccountRepo
	TokenFor time.Duration // how long a session lasts
	Now      ports.Clock
	Random   io.Reader // nil means crypto/rand
}

// Service implements ports.AuthService.
type Service struct {
	accounts  ports.AccountRepo
	tokenFor  time.Duration
	now       ports.Clock
	random    io.Reader
	passwords *passwords
}

// New returns a service over the accounts in o.
func New(o Options) (*Service, error) {
	random := o.Random
	if random == nil {
		random = rand.Reader
	}
	passwords, err := newPasswords(o.Now, random)
	if err != nil {
		return nil, err
	}
	return &Service{accounts: o.Accounts, tokenFor: o.TokenFor, now: o.Now, random: random, passwords: passwords}, nil
}

// AddAccount stores a new account. The error is KindConflict if the name is
// taken.
func (s *Service) AddAccount(ctx context.Context, a account.Account, d account.Digest) error {
	hash, err := s.passwords.hash(ctx, d)
	if err != nil {
		return err
	}
	return s.accounts.AddAccount(ctx, a, hash)
}

// SetPassword gives an account another password and ends all its sessions. A
// match that is remembered is one with the former hash, so the former password
// is good for nothing from then on. The error is KindNotFound if there is no
// such account.
func (s *Service) SetPassword(ctx context.Context, name string, d account.Digest) error {
	hash, err := s.passwords.hash(ctx, d)
	if err != nil {
		return err
	}
	return s.accounts.SetPassword(ctx, name, hash)
}

// HasAdministrator reports whether anybody can administer Vestibule yet.
func (s *Service) HasAdministrator(ctx context.Context) (bool, error) {
	return s.accounts.HasAdministrator(ctx)
}

// Accounts returns every account, by name.
func (s *Service) Accounts(ctx context.Context) ([]account.Account, error) {
	return s.accounts.Accounts(ctx)
}

// RemoveAccount removes an account and ends its sessions. The error is
// KindNotFound, or KindForbidden for the last administrator.
func (s *Service) RemoveAccount(ctx context.Context, name string) error {
	return s.accounts.RemoveAccount(ctx, name)
}

// Sessions returns the sessions that go on, the oldest first.
func (s *Service) Sessions(ctx context.Context) ([]ports.SessionRecord, error) {
	return s.accounts.Sessions(ctx, s.now().UTC())
}

// EndSession ends a session. The error is KindNotFound if there is none.
func (s *Service) EndSession(ctx context.Context, h ports.TokenHash) error {
	return s.accounts.DeleteSession(ctx, h)
}

// EndSessions ends the sessions of an account, or of all accounts if name is
// "".
func (s *Service) EndSessions(ctx context.Context, name string) error {
	return s.accounts.DeleteSessions(ctx, name)
}

// Login implements ports.AuthService.
func (s *Service) Login(ctx context.Context, name string, d account.Digest) (account.Session, error) {
	a, err := s.check(ctx, name, d, domain.KindBadLogin)
	if err != nil {
		return account.Session{}, err
	}
	token, err := s.newToken()
	if err != nil {
		return account.Session{}, err
	}
	at := s.now().UTC().Truncate(time.Second)
	expires := at.Add(s.tokenFor)
	record := ports.SessionRecord{Hash: hashOf(token), Account: a.Name, Opened: at, Expires: expires}
	if err := s.accounts.AddSession(ctx, record, at); err != nil {
		return account.Session{}, fmt.Errorf("opening a session: %w", err)
	}
	// A password set since it was checked has ended the sessions before this
	// one. Nobody gets its token then.
	if _, err := s.check(ctx, name, d, domain.KindBadLogin); err != nil {
		return account.Session{}, err
	}
	return account.Session{Account: a, Token: token, Expires: expires}, nil
}

// Logout implements ports.AuthService.
func (s *Service) Logout(ctx context.Context, t account.Token) error {
	if _, err := s.ByToken(ctx, t); err != nil {
		return err
	}
	return unauthenticated(s.accounts.DeleteSession(ctx, hashOf(t)))
}

// ByToken implements ports.AuthService.
func (s *Service) ByToken(ctx context.Context, t account.Token) (account.Account, error) {
	a, err := s.accounts.AccountBySession(ctx, hashOf(t), s.now().UTC().Truncate(time.Second))
	return a, unauthenticated(err)
}

// ByPassword implements ports.AuthService.
func (s *Service) ByPassword(ctx context.Context, name string, d account.Digest) (account.Account, error) {
	return s.check(ctx, name, d, domain.KindUnauthenticated)
}

// check returns the account if the digest is its password's. An unknown account
// costs the same work as a wrong password.
func (s *Service) check(ctx context.Context, name string, d account.Digest, refused domain.Kind) (account.Account, error) {
	a, hash, err := s.accounts.Account(ctx, name)
	known := err == nil
	if !known {
		if !errors.Is(err, domain.KindNotFound) {
			return account.Account{}, fmt.Errorf("looking up an account: %w", err)
		}
		hash = s.passwords.nobody
	}
	matches, err := s.passwords.match(ctx, name, d, hash)
	if err != nil {
		return account.Account{}, err
	}
	if !known || !matches {
		return account.Account{}, domain.E(refused, "unknown account or wrong password")
	}
	return a, nil
}

func (s *Service) newToken() (account.Token, error) {
	raw := make([]byte, tokenBytes)
	if _, err := io.ReadFull(s.random, raw); err != nil {
		return "", fmt.Errorf("making a token: %w", err)
	}
	return account.Token(hex.EncodeToString(raw)), nil
}

func hashOf(t account.Token) ports.TokenHash { return sha256.Sum256([]byte(t)) }

func unauthenticated(err error) error {
	if errors.Is(err, domain.KindNotFound) {
		return domain.E(domain.KindUnauthenticated, "no such session: %w", err)
	}
	return err
}
