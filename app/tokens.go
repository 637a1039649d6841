package app

import (
	"context"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// Sessions returns the sessions that go on, the oldest first.
func (a *Accounts) Sessions(ctx context.Context) ([]ports.SessionRecord, error) {
	return a.Store.Sessions(ctx)
}

// Revoke ends the session with that ID (ports.TokenHash.ID). The error is
// KindNotFound if there is none.
func (a *Accounts) Revoke(ctx context.Context, id string) error {
	sessions, err := a.Store.Sessions(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(sessions, func(s ports.SessionRecord) bool { return s.Hash.ID() == id })
	if at < 0 {
		return domain.E(domain.KindNotFound, "no session %.20q", id)
	}
	if err := a.Store.EndSession(ctx, sessions[at].Hash); err != nil {
		return err
	}
	a.Journal.Note(ctx, event.SessionsRevoked, event.Subject{Name: sessions[at].Account})
	return nil
}

// RevokeOf ends all sessions of an account. The error is KindNotFound if there
// is no such account.
func (a *Accounts) RevokeOf(ctx context.Context, name string) error {
	accounts, err := a.Store.Accounts(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(accounts, func(known account.Account) bool { return known.Name == name }) {
		return domain.E(domain.KindNotFound, "no account %.70q", name)
	}
	return a.revoke(ctx, name)
}

// RevokeAll ends all sessions of all accounts.
func (a *Accounts) RevokeAll(ctx context.Context) error { return a.revoke(ctx, "") }

// revoke ends the sessions of an account, or of all accounts if name is "".
func (a *Accounts) revoke(ctx context.Context, name string) error {
	if err := a.Store.EndSessions(ctx, name); err != nil {
		return err
	}
	a.Journal.Note(ctx, event.SessionsRevoked, event.Subject{Name: name})
	return nil
}
