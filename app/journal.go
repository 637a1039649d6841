package app

import (
	"context"
	"log/slog"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// Journal keeps the log that clients read (section 16): what happened, when,
// and which account did it; and the audit log, which stays for good. A nil
// *Journal keeps neither.
type Journal struct {
	Store ports.Store
	Keep  int // how many events stay, of the log that clients read; the oldest go
	Now   ports.Clock
	Log   *slog.Logger
}

// record tells the log in the transaction of ctx, and with it the audit log, so
// that they tell of a change if and only if that was made.
func (j *Journal) record(ctx context.Context, key event.Key, about event.Subject) error {
	if j == nil {
		return nil
	}
	e := event.Event{
		At:      j.Now(),
		Key:     key,
		Account: account.CallerOf(ctx),
		Subject: about,
	}
	if err := j.Store.Events.Append(ctx, e.Trimmed()); err != nil {
		return err
	}
	if err := j.Store.Events.Prune(ctx, j.Keep); err != nil {
		return err
	}
	return j.auditEvent(ctx, key, about)
}

// Note tells the log of something that changed nothing, such as a refusal. That
// it cannot is said in the operator's log, and no reason to fail.
func (j *Journal) Note(ctx context.Context, key event.Key, about event.Subject) {
	if j == nil {
		return
	}
	err := j.Store.Within(context.WithoutCancel(ctx), func(ctx context.Context) error {
		return j.record(ctx, key, about)
	})
	if err != nil {
		j.Log.ErrorContext(ctx, "an event is missing in the log", "event", key, "error", err)
	}
}

// refused tells the log that a photo was refused for an identifier, which may
// be none yet. An error that is not the photo's fault is none of its business.
func (j *Journal) refused(ctx context.Context, id identifier.Identifier, err error) {
	if reasons := domain.ReasonsOf(err); len(reasons) > 0 {
		about := aboutIdentifier(id)
		about.Detail = reasons[0].Code
		j.Note(ctx, event.FaceRefused, about)
	}
}

// List returns one page of the log, and how many events there are on all
// pages.
func (j *Journal) List(ctx context.Context, q listing.Query) ([]event.Event, int, error) {
	if j == nil {
		return nil, 0, nil
	}
	return j.Store.Events.List(ctx, q)
}

// aboutIdentifier is what the log says of an identifier.
func aboutIdentifier(id identifier.Identifier) event.Subject {
	s := id.Spec()
	return event.Subject{UID: int64(id.UID()), Name: s.Owner.Name, Number: s.Number, Type: string(s.Type)}
}
