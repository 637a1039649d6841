package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// Sessions is an AuthService that tells the log of logins.
type Sessions struct {
	ports.AuthService
	Journal *Journal // nil: no log is kept
}

var _ ports.AuthService = (*Sessions)(nil)

// Login implements ports.AuthService.
func (s *Sessions) Login(ctx context.Context, name string, digest account.Digest) (account.Session, error) {
	session, err := s.AuthService.Login(ctx, name, digest)
	switch {
	case err == nil:
		s.Journal.Note(account.WithCaller(ctx, name), event.LoginSucceeded, event.Subject{})
	case errors.Is(err, domain.KindBadLogin):
		s.Journal.Note(account.WithCaller(ctx, name), event.LoginFailed, event.Subject{})
	}
	return session, err
}
