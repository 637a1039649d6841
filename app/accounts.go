package app

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// FirstAdministratorName is the account that a new installation begins with:
// the one that panel clients use.
const FirstAdministratorName = "admin"

// AccountStore is what managing accounts and sessions needs; localauth has it.
type AccountStore interface {
	AddAccount(ctx context.Context, a account.Account, d account.Digest) error
	SetPassword(ctx context.Context, name string, d account.Digest) error
	HasAdministrator(ctx context.Context) (bool, error)
	Accounts(ctx context.Context) ([]account.Account, error)
	RemoveAccount(ctx context.Context, name string) error
	Sessions(ctx context.Context) ([]ports.SessionRecord, error)
	EndSession(ctx context.Context, h ports.TokenHash) error
	EndSessions(ctx context.Context, name string) error
}

// Accounts manages who can log in.
type Accounts struct {
	Store   AccountStore
	Journal *Journal  // nil: no log is kept
	Random  io.Reader // nil means crypto/rand
	Log     *slog.Logger
}

// Add stores a new account. The error is KindInvalid, or KindConflict if the
// name is taken.
func (a *Accounts) Add(ctx context.Context, name string, role account.Role, password string) error {
	acc, err := account.New(name, role)
	if err != nil {
		return err
	}
	digest, err := a.digest(ctx, name, password)
	if err != nil {
		return err
	}
	if err := a.Store.AddAccount(ctx, acc, digest); err != nil {
		return err
	}
	a.Journal.Note(ctx, event.AccountAdded, event.Subject{Name: name})
	return nil
}

// List returns every account, by name.
func (a *Accounts) List(ctx context.Context) ([]account.Account, error) { return a.Store.Accounts(ctx) }

// Remove removes an account and ends its sessions. The error is KindNotFound if
// there is none, and KindForbidden if it is the last administrator's.
func (a *Accounts) Remove(ctx context.Context, name string) error {
	if err := a.Store.RemoveAccount(ctx, name); err != nil {
		return err
	}
	a.Journal.Note(ctx, event.AccountRemoved, event.Subject{Name: name})
	return nil
}

// SetPassword gives an account another password and ends its sessions. The
// error is KindInvalid, or KindNotFound if there is no such account.
func (a *Accounts) SetPassword(ctx context.Context, name, password string) error {
	digest, err := a.digest(ctx, name, password)
	if err != nil {
		return err
	}
	if err := a.Store.SetPassword(ctx, name, digest); err != nil {
		return err
	}
	a.Journal.Note(ctx, event.PasswordChanged, event.Subject{Name: name})
	return nil
}

// digest returns the digest of a password somebody chose, and warns of a short
// one.
func (a *Accounts) digest(ctx context.Context, name, password string) (account.Digest, error) {
	digest, short, err := account.NewPassword(password)
	if short {
		a.Log.WarnContext(ctx, "the password is short", "account", name, "recommended_characters", account.ShortPassword)
	}
	return digest, err
}

// EnsureAdministrator adds the first administrator if there is none yet, with
// the given password or, if it is empty, a random one. It returns the random
// password, which must be shown once and is kept nowhere; "" if it made none.
func (a *Accounts) EnsureAdministrator(ctx context.Context, password string) (made string, err error) {
	if has, err := a.Store.HasAdministrator(ctx); has || err != nil {
		return "", err
	}
	if password == "" {
		if made, err = a.randomPassword(); err != nil {
			return "", err
		}
		password = made
	}
	err = a.Add(ctx, FirstAdministratorName, account.Administrator, password)
	if errors.Is(err, domain.KindConflict) {
		return "", nil // another process was first
	}
	if err != nil {
		return "", fmt.Errorf("adding the first administrator: %w", err)
	}
	return made, nil
}

// passwordBytes gives 16 letters and digits, 80 bits.
const passwordBytes = 10

func (a *Accounts) randomPassword() (string, error) {
	random := a.Random
	if random == nil {
		random = rand.Reader
	}
	raw := make([]byte, passwordBytes)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("making a password: %w", err)
	}
	return base32.StdEncoding.EncodeToString(raw), nil
}
