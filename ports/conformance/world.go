package conformance

import (
	"context"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// world is a store with something of everything in it, which the cases about
// transactions change. Numbers and links up to 3 are taken.
type world struct {
	store
	home, away      apartment.Apartment
	day, night      schedule.Profile
	face            identifier.UID // enrolled, at home, with both profiles, leased by "holder"
	temporary       identifier.UID // leased by "holder"
	card, plainCard identifier.Identifier
}

func (s store) fill(t *testing.T) world {
	t.Helper()
	w := world{
		store: s,
		home:  s.apartments.create(t, newApartment(t, 1)), away: s.apartments.create(t, newApartment(t, 2)),
		day: s.profiles.create(t, newProfile(t, 1)), night: s.profiles.create(t, newProfile(t, 2)),
		face: s.ids.create(t, newFace(t)), temporary: s.ids.create(t, newFace(t)),
	}
	s.ids.load(t, w.face, newEnrolment(t, 1))
	ok(t, s.Identifiers.Update(t.Context(), under(w.face, newFace(t).Linked(links(3)).In(w.home.UID()))))
	s.attach(t, w.face, w.day, w.night)
	s.ids.acquire(t, lease(w.face, "holder"))
	s.ids.acquire(t, lease(w.temporary, "holder"))
	w.card = under(s.ids.create(t, card(t, 1).In(w.away.UID())), card(t, 1)).In(w.away.UID())
	w.plainCard = under(s.ids.create(t, card(t, 2).Linked(identifier.Links{})), card(t, 2)).Linked(identifier.Links{})
	s.attach(t, w.card.UID(), w.day)
	for n := range 3 {
		ok(t, s.Events.Append(t.Context(), newEvent(n)))
		_, err := s.Audit.Append(t.Context(), newEntry(n))
		ok(t, err)
	}
	ok(t, s.Settings.SetSettings(t.Context(), newSettings(1)))
	return w
}

// step is one call that changes a world, or would if it did not fail.
type step struct {
	name string
	do   func(ctx context.Context, t *testing.T, w world) error
	kind domain.Kind // of the error, for those that fail
}

// changes has one step at least for each method that changes what can be read.
// Each works by itself and after those before it.
var changes = []step{
	{name: "an identifier is created", do: func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Identifiers.Create(ctx, card(t, 4).In(w.home.UID()))
		return err
	}},
	{name: "an identifier is updated", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Update(ctx, under(w.card.UID(), card(t, 5)).In(w.home.UID()))
	}},
	{name: "an enrolment is committed", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.CommitEnrolment(ctx, lease(w.temporary, "holder"), identifier.Enrolled, newEnrolment(t, 2))
	}},
	{name: "a face is replaced", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.CommitEnrolment(ctx, lease(w.face, "holder"), identifier.Enrolled, newEnrolment(t, 3))
	}},
	{name: "a time profile is created", do: func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Profiles.Create(ctx, newProfile(t, 3))
		return err
	}},
	{name: "a time profile is updated", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Update(ctx, renewed(w.day, newProfile(t, 4)))
	}},
	{name: "a time profile is attached", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Attach(ctx, w.plainCard.UID(), w.night.UID())
	}},
	{name: "a time profile is detached", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Detach(ctx, w.face, w.day.UID())
	}},
	{name: "a time profile is deleted", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Delete(ctx, w.night.UID())
	}},
	{name: "an apartment is created", do: func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Apartments.Create(ctx, newApartment(t, 3))
		return err
	}},
	{name: "an apartment is updated", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Apartments.Update(ctx, numbered(w.away.UID(), newApartment(t, 4)))
	}},
	{name: "an apartment is deleted", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Apartments.Delete(ctx, w.home.UID())
	}},
	{name: "an identifier with all it can have is deleted", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Delete(ctx, w.face)
	}},
	{name: "a card is deleted", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Delete(ctx, w.card.UID())
	}},
	{name: "an event is appended", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Events.Append(ctx, event.Event{At: now, Key: event.LogCleared, Account: "Admin"})
	}},
	{name: "the log is pruned", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Events.Prune(ctx, 2)
	}},
	{name: "a person is erased from the log", do: func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Events.Erase(ctx, event.Mention{UIDs: []int64{newEvent(2).Subject.UID}})
		return err
	}},
	{name: "the log is cleared", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Events.Clear(ctx)
	}},
	{name: "an audit entry is appended", do: func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Audit.Append(ctx, newEntry(4))
		return err
	}},
	{name: "settings are stored", do: func(ctx context.Context, t *testing.T, w world) error {
		return w.Settings.SetSettings(ctx, newSettings(2))
	}},
}

// failures has one step at least for each way in which a change can fail when
// it is done in part. What they want besides is what the changes want.
var failures = []step{
	{"a number that is taken", func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Identifiers.Create(ctx, card(t, 1).Linked(links(4)).In(w.home.UID()))
		return err
	}, domain.KindConflict},
	{"a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Identifiers.Create(ctx, card(t, 4).Linked(links(3)))
		return err
	}, domain.KindLinkTaken},
	{"an apartment that is not there", func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Identifiers.Create(ctx, card(t, 4).In(99))
		return err
	}, domain.KindNoApartment},
	{"an update to a number that is taken", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Update(ctx, under(w.plainCard.UID(), card(t, 1).Linked(links(5))))
	}, domain.KindConflict},
	{"an update to a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Update(ctx, under(w.plainCard.UID(), card(t, 5).Linked(links(3))))
	}, domain.KindLinkTaken},
	{"an update to an apartment that is not there", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Update(ctx, under(w.card.UID(), card(t, 5)).In(99))
	}, domain.KindNoApartment},
	{"an update of nobody", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Update(ctx, under(99, card(t, 5)))
	}, domain.KindNotFound},
	{"a commit under a lease of nobody", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.CommitEnrolment(ctx, lease(w.face, "somebody else"), identifier.Enrolled, newEnrolment(t, 9))
	}, domain.KindInProgress},
	{"a lease that another one holds", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.AcquireLease(ctx, lease(w.face, "somebody else"), now)
	}, domain.KindInProgress},
	{"the deletion of nobody", func(ctx context.Context, t *testing.T, w world) error {
		return w.Identifiers.Delete(ctx, 99)
	}, domain.KindNotFound},
	{"a time profile with a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Profiles.Create(ctx, newProfile(t, 9).Linked(link(1)))
		return err
	}, domain.KindLinkTaken},
	{"a time profile changed to a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Update(ctx, renewed(w.night, newProfile(t, 9)).Linked(link(1)))
	}, domain.KindLinkTaken},
	{"a time profile that is not there", func(ctx context.Context, t *testing.T, w world) error {
		return w.Profiles.Attach(ctx, w.plainCard.UID(), 99)
	}, domain.KindNoTimeProfile},
	{"an apartment with a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		_, err := w.Apartments.Create(ctx, linkedTo(newApartment(t, 9), link(1)))
		return err
	}, domain.KindLinkTaken},
	{"an apartment changed to a link that is taken", func(ctx context.Context, t *testing.T, w world) error {
		return w.Apartments.Update(ctx, linkedTo(numbered(w.away.UID(), newApartment(t, 9)), link(1)))
	}, domain.KindLinkTaken},
}

// changeAll makes all changes.
func (w world) changeAll(ctx context.Context, t *testing.T) error {
	for _, c := range changes {
		if err := c.do(ctx, t, w); err != nil {
			return err
		}
	}
	return nil
}

// wantLeases wants that the leases are as fill left them, and leaves them so.
func (w world) wantLeases(t *testing.T) {
	t.Helper()
	for _, uid := range []identifier.UID{w.face, w.temporary} {
		w.ids.wantLeased(t, uid)
		ok(t, w.Identifiers.ReleaseLease(t.Context(), lease(uid, "holder")))
		w.ids.wantFree(t, uid)
		ok(t, w.Identifiers.ReleaseLease(t.Context(), lease(uid, "somebody else")))
		w.ids.acquire(t, lease(uid, "holder"))
	}
}
