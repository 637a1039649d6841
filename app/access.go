package app

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// Access answers panels that ask whether somebody may enter (section 15).
type Access struct {
	Store   ports.Store
	Journal *Journal       // nil: no log is kept
	Zone    *time.Location // whose clocks time profiles mean; nil means time.Local
	Now     ports.Clock
}

// Ask answers a question. If it grants, one pass is used up, exactly once
// however many panels ask at the same time.
func (a *Access) Ask(ctx context.Context, q access.Question) (answer access.Answer, err error) {
	key, ok := q.Key()
	if !ok {
		return access.Answer{}, nil
	}
	err = a.Store.Within(ctx, func(ctx context.Context) error {
		answer, err = a.answer(ctx, key)
		return err
	})
	if err != nil {
		return access.Answer{}, err
	}
	return answer, nil
}

func (a *Access) answer(ctx context.Context, key identifier.Key) (access.Answer, error) {
	set, err := a.Store.Settings.Settings(ctx)
	if err != nil {
		return access.Answer{}, err
	}
	if key.Type == identifier.InputCode && set.MasterCode.Opens(key.Number) {
		return access.Answer{Handled: true, Granted: true, Lock: access.LockNumber(identifier.AllLocks)},
			a.Journal.record(ctx, event.AccessGrantedByMasterCode, event.Subject{Type: string(key.Type)})
	}
	id, err := a.find(ctx, key)
	if errors.Is(err, domain.KindNotFound) {
		return access.Answer{Handled: true}, a.Journal.record(ctx, unknown(key.Type),
			event.Subject{Number: key.Number, Type: string(key.Type), Detail: string(access.Unknown)})
	}
	if err != nil {
		return access.Answer{}, err
	}
	return a.decide(ctx, id)
}

// decide lets a known identifier in, or not.
func (a *Access) decide(ctx context.Context, id identifier.Identifier) (access.Answer, error) {
	attached, err := a.Store.Profiles.Attached(ctx, id.UID())
	if err != nil {
		return access.Answer{}, err
	}
	about, err := a.about(ctx, id)
	if err != nil {
		return access.Answer{}, err
	}
	if why := access.Check(id, specs(attached[id.UID()]), now(a.Now), cmp.Or(a.Zone, time.Local)); why != access.Granted {
		about.Detail = string(why)
		return access.Answer{Handled: true}, a.Journal.record(ctx, denied(id.Spec().Type), about)
	}
	if used := id.Used(); used != id {
		if err := a.Store.Identifiers.Update(ctx, used); err != nil {
			return access.Answer{}, err
		}
	}
	return access.Answer{Handled: true, Granted: true, Lock: about.Lock}, a.Journal.record(ctx, event.AccessGranted, about)
}

// find looks for an identifier by every spelling of its number, the one that
// was asked for first.
func (a *Access) find(ctx context.Context, key identifier.Key) (identifier.Identifier, error) {
	var (
		id  identifier.Identifier
		err error
	)
	for _, spelt := range key.Spellings() {
		if id, err = a.Store.Identifiers.ByKey(ctx, spelt); !errors.Is(err, domain.KindNotFound) {
			break
		}
	}
	return id, err
}

// about is what the log says of an identifier at a door.
func (a *Access) about(ctx context.Context, id identifier.Identifier) (event.Subject, error) {
	about := aboutIdentifier(id)
	about.Lock = access.LockNumber(id.Spec().Lock)
	if home := id.Apartment(); home.Valid() {
		found, err := a.Store.Apartments.Get(ctx, home)
		if err != nil {
			return about, err
		}
		about.Apartment = found.Spec().Address.String()
	}
	return about, nil
}

// unknown returns what the log calls a stranger, as panels do.
func unknown(t identifier.Type) event.Key {
	switch t {
	case identifier.Card:
		return event.AccessDeniedUnknownCard
	case identifier.InputCode:
		return event.AccessDeniedInputCode
	}
	return event.AccessDeniedUnknown
}

// denied returns what the log calls it that somebody known may not enter.
func denied(t identifier.Type) event.Key {
	if t == identifier.InputCode {
		return event.AccessDeniedInputCode
	}
	return event.AccessDenied
}

func specs(profiles []schedule.Profile) []schedule.Spec {
	var specs []schedule.Spec
	for _, p := range profiles {
		specs = append(specs, p.Spec())
	}
	return specs
}
