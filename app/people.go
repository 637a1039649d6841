package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// People answers people who ask what is kept of them, or want it gone.
type People struct {
	Store        ports.Store
	Purger       ports.Purger
	Journal      *Journal // nil: no log is kept
	Installation string   // whose data these are, for receipts
	Now          ports.Clock
	Log          *slog.Logger
}

// Who says by what a person is found: everything that any of it finds is
// theirs.
type Who struct {
	Name  string // of an owner, byte for byte; "" finds nothing
	UIDs  []identifier.UID
	Links []domain.LinkID
}

// Person is what is known of somebody.
type Person struct {
	Identifiers []identifier.Identifier
	Events      []event.Event // those that tell of them, by ID
	mention     event.Mention
}

// Kept is everything that is kept of one identifier.
type Kept struct {
	identifier.Identifier
	Apartment apartment.Apartment  // the zero Apartment if it belongs to none
	Profiles  []schedule.Profile   // the time profiles that it has
	Face      *enrolment.Enrolment // nil if it has none; the photo as it is stored
}

// Erased says what was erased.
type Erased struct {
	At          time.Time
	UIDs        []identifier.UID // of the identifiers
	Portraits   int
	Descriptors int
	Events      int  // that told of the person, and tell now what happened alone
	Purged      bool // nothing of it is left in the store's files; else it goes with the next changes
}

// Find returns what is known of a person. The error is KindNotFound if that is
// nothing.
func (p *People) Find(ctx context.Context, w Who) (Person, error) {
	uids, err := p.uids(ctx, w)
	if err != nil {
		return Person{}, fmt.Errorf("finding a person: %w", err)
	}
	found := Person{mention: event.Mention{Name: w.Name}}
	for _, uid := range uids {
		found.mention.UIDs = append(found.mention.UIDs, int64(uid))
		id, err := p.Store.Identifiers.Get(ctx, uid)
		switch {
		case err == nil:
			found.Identifiers = append(found.Identifiers, id)
		case !errors.Is(err, domain.KindNotFound):
			return Person{}, fmt.Errorf("finding a person: %w", err)
		}
	}
	if found.Events, err = p.Store.Events.Mentioning(ctx, found.mention); err != nil {
		return Person{}, fmt.Errorf("finding a person: %w", err)
	}
	if len(found.Identifiers) == 0 && len(found.Events) == 0 {
		return Person{}, domain.E(domain.KindNotFound, "nothing is kept of that person")
	}
	return found, nil
}

// uids returns what a person is found by, each once; some may be nobody's.
func (p *People) uids(ctx context.Context, w Who) ([]identifier.UID, error) {
	uids := slices.Clone(w.UIDs)
	for _, link := range w.Links {
		id, err := p.Store.Identifiers.ByLink(ctx, link)
		switch {
		case err == nil:
			uids = append(uids, id.UID())
		case !errors.Is(err, domain.KindNotFound):
			return nil, err
		}
	}
	named, err := p.named(ctx, w.Name)
	return unique(append(uids, named...)), err
}

// named returns the identifiers of the owners with a name. It reads on from the
// last uid, so that none is passed over when others come and go meanwhile.
func (p *People) named(ctx context.Context, name string) (uids []identifier.UID, err error) {
	if name == "" {
		return nil, nil
	}
	page := listing.NewPage(1, listing.MaxLimit)
	for last := identifier.UID(0); ; last = uids[len(uids)-1] {
		ids, _, err := p.Store.Identifiers.List(ctx, listing.Query{Page: page, Filter: listing.And{Terms: []listing.Filter{
			listing.Comparison{Field: identifier.FieldName, Value: listing.Text(name)},
			listing.Comparison{Field: identifier.FieldUID, Operator: listing.Greater, Value: listing.Number(int64(last))},
		}}})
		if err != nil || len(ids) == 0 {
			return uids, err
		}
		for _, id := range ids {
			uids = append(uids, id.UID())
		}
	}
}

// Export calls give with everything that is kept of each identifier of a person
// that Find found, one after the other. The log says so before anything is given
// out.
func (p *People) Export(ctx context.Context, who Person, give func(Kept) error) error {
	err := inBatches(ctx, p.Store, who.Identifiers, func(ctx context.Context, id identifier.Identifier) error {
		return p.Journal.record(ctx, event.PersonExported, event.Subject{UID: int64(id.UID())})
	})
	if err != nil {
		return fmt.Errorf("exporting a person: %w", err)
	}
	for _, id := range who.Identifiers {
		kept, err := p.kept(ctx, id)
		if err == nil {
			err = give(kept)
		}
		if err != nil {
			return fmt.Errorf("exporting identifier %d: %w", id.UID(), err)
		}
	}
	return nil
}

func (p *People) kept(ctx context.Context, id identifier.Identifier) (Kept, error) {
	kept := Kept{Identifier: id}
	profiles, err := p.Store.Profiles.Attached(ctx, id.UID())
	if err != nil {
		return Kept{}, err
	}
	kept.Profiles = profiles[id.UID()]
	if id.Apartment().Valid() {
		if kept.Apartment, err = p.Store.Apartments.Get(ctx, id.Apartment()); err != nil {
			return Kept{}, err
		}
	}
	kept.Face, err = p.face(ctx, id.UID())
	return kept, err
}

// face returns the face of an identifier, nil if it has none.
func (p *People) face(ctx context.Context, uid identifier.UID) (*enrolment.Enrolment, error) {
	e, err := p.Store.Identifiers.Enrolment(ctx, uid)
	switch {
	case errors.Is(err, domain.KindNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &e, nil
}

// Erase deletes the identifiers of a person with their faces, takes the person
// out of the log, and looks that nothing is left. If it fails some may be gone;
// it may be called again. The error is KindNotFound if nothing is kept.
func (p *People) Erase(ctx context.Context, w Who) (Erased, error) {
	who, err := p.Find(ctx, w)
	if err != nil {
		return Erased{}, err
	}
	done := Erased{At: now(p.Now)}
	steps := []func() error{
		// The log first: it can be found by the identifiers while they are there.
		func() error { return p.eraseEvents(ctx, who, &done) },
		func() error {
			return inBatches(ctx, p.Store, who.Identifiers, func(ctx context.Context, id identifier.Identifier) error {
				return p.erase(ctx, id, &done)
			})
		},
		// And what happened to them meanwhile.
		func() error { return p.eraseEvents(ctx, who, &done) },
		func() error { return p.wantGone(ctx, w, who) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return Erased{}, fmt.Errorf("erasing a person, of whom something may be left: %w", err)
		}
	}
	if len(who.Identifiers) == 0 {
		p.Journal.Note(ctx, event.PersonErased, event.Subject{})
	}
	if err := p.Purger.Purge(ctx); err != nil {
		p.Log.WarnContext(ctx, "copies of what was erased are left in the files of the database", "error", err)
	} else {
		done.Purged = true
	}
	return done, nil
}

func (p *People) eraseEvents(ctx context.Context, who Person, done *Erased) error {
	changed, err := p.Store.Events.Erase(ctx, who.mention)
	done.Events += changed
	return err
}

// erase deletes one identifier, also if its face cannot be read any more. The
// log has no more of it than its uid.
func (p *People) erase(ctx context.Context, id identifier.Identifier, done *Erased) error {
	face, err := p.face(ctx, id.UID())
	if err != nil {
		p.Log.WarnContext(ctx, "a face that is erased cannot be read, so its descriptor is not counted", "uid", id.UID(), "error", err)
	}
	if err := p.Store.Identifiers.Delete(ctx, id.UID()); errors.Is(err, domain.KindNotFound) {
		return nil // somebody else was faster
	} else if err != nil {
		return err
	}
	done.UIDs = append(done.UIDs, id.UID())
	if id.State() == identifier.Enrolled {
		done.Portraits++
	}
	if face != nil && !face.Descriptor.IsZero() {
		done.Descriptors++
	}
	return p.Journal.record(ctx, event.PersonErased, event.Subject{UID: int64(id.UID())})
}

// wantGone returns an error if there is anything of a person, as there is if
// somebody else stores it again.
func (p *People) wantGone(ctx context.Context, w Who, was Person) error {
	for _, id := range was.Identifiers {
		w.UIDs = append(w.UIDs, id.UID())
	}
	left, err := p.Find(ctx, w)
	if errors.Is(err, domain.KindNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(left.Identifiers) > 0 || slices.ContainsFunc(left.Events, func(e event.Event) bool { return e != e.Erased() }) {
		return domain.E(domain.KindConflict, "somebody stored something of it again")
	}
	return nil
}
