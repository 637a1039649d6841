package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// Sessions is an AuthService that tells the logs of logins.
type Sessions struct {
	ports.AuthService
	Accounts ports.AccountRepo // nil: the audit log names nobody whose login failed
	Journal  *Journal          // nil: no log is kept
}

var _ ports.AuthService = (*Sessions)(nil)

// Login implements ports.AuthService.
func (s *Sessions) Login(ctx context.Context, name string, digest account.Digest) (account.Session, error) {
	session, err := s.AuthService.Login(ctx, name, digest)
	switch {
	case err == nil:
		s.Journal.Note(account.WithCaller(ctx, name), event.LoginSucceeded, event.Subject{})
	case errors.Is(err, domain.KindBadLogin):
		s.Journal.Note(s.withStranger(ctx, name), event.LoginFailed, event.Subject{})
	}
	return session, err
}

// ByPassword implements ports.AuthService. It is asked with every request, so
// that the logs tell of failures alone, and the audit log alone of these.
func (s *Sessions) ByPassword(ctx context.Context, name string, digest account.Digest) (account.Account, error) {
	a, err := s.AuthService.ByPassword(ctx, name, digest)
	if errors.Is(err, domain.KindUnauthenticated) {
		s.Journal.NoteAudit(s.withStranger(ctx, name), audit.BasicLoginFailed, 0, "")
	}
	return a, err
}

// withStranger returns a context in which somebody is calling who says to be an
// account, and may be nobody: what is typed where the name belongs can be a
// password or a person's name, and must not stay in the audit log for good.
func (s *Sessions) withStranger(ctx context.Context, name string) context.Context {
	ctx = account.WithCaller(ctx, name)
	if s.Accounts != nil {
		if _, _, err := s.Accounts.Account(context.WithoutCancel(ctx), name); err == nil {
			return ctx
		}
	}
	return audit.WithActor(ctx, audit.Unknown)
}
