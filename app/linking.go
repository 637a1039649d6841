package app

import (
	"context"
	"errors"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// Synchroniser makes identifiers and time profiles what another system says of
// them (section 10). Each is created or updated whole or not at all.
type Synchroniser struct {
	Identifiers *Identifiers
	Enroller    *Enroller
}

// PutIdentifier creates or updates the identifier with the item's link. What is
// the item's fault is in the result; the error is anything else.
func (s *Synchroniser) PutIdentifier(ctx context.Context, item linking.Identifier) (linking.Result, error) {
	outcome, err := s.putIdentifier(ctx, item)
	return resultOf(linking.Result{Link: item.Link, Outcome: outcome}, linking.WrongIdentifier, err)
}

func (s *Synchroniser) putIdentifier(ctx context.Context, item linking.Identifier) (outcome linking.Outcome, err error) {
	if len(item.Photo) > 0 && item.Spec.Type != identifier.FaceID {
		return "", domain.E(domain.KindInvalid, "a %.64q has no face", item.Spec.Type)
	}
	var face *enrolment.Enrolment
	if len(item.Photo) > 0 {
		// Outside the transaction: it takes a while.
		assessed, err := s.assess(ctx, item.Photo)
		if err != nil {
			item.Spec.Number = "" // a client may have put a template there
			s.Enroller.Journal.refused(ctx, identifier.Restore(0, item.Spec, identifier.Temporary, 0), err)
			return "", err
		}
		face = &assessed
	}
	err = s.Identifiers.Store.Within(ctx, func(ctx context.Context) error {
		var id identifier.Identifier
		if id, outcome, err = s.put(ctx, item); err != nil {
			return err
		}
		if err := s.bind(ctx, id.UID(), item.Profiles); err != nil || face == nil {
			return err
		}
		return s.enrol(ctx, id, *face)
	})
	return outcome, err
}

// assess gives a photo no longer than an upload has.
func (s *Synchroniser) assess(ctx context.Context, jpeg []byte) (enrolment.Enrolment, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Enroller.LeaseFor)
	defer cancel()
	return s.Enroller.Assessor.Assess(ctx, jpeg)
}

// put creates or updates an identifier, apart from its time profiles and face.
func (s *Synchroniser) put(ctx context.Context, item linking.Identifier) (identifier.Identifier, linking.Outcome, error) {
	store, journal := s.Identifiers.Store, s.Identifiers.Journal
	outcome, key := linking.Updated, event.IdentifierChanged
	id, err := store.Identifiers.ByLink(ctx, item.Link)
	switch {
	case err == nil:
		id, err = id.Changed(identifier.Replace(item.Spec))
	case errors.Is(err, domain.KindNotFound):
		outcome, key = linking.Created, event.IdentifierCreated
		id, err = identifier.New(item.Spec)
	}
	if err != nil {
		return id, "", err
	}
	if err := s.Identifiers.refuseTaken(ctx, id); err != nil {
		return id, "", err
	}
	if id, err = s.linked(ctx, id, item); err != nil {
		return id, "", err
	}
	if outcome == linking.Updated {
		err = store.Identifiers.Update(ctx, id)
	} else {
		id, err = s.created(ctx, id)
	}
	if err != nil {
		return id, "", err
	}
	return id, outcome, journal.record(ctx, key, aboutIdentifier(id))
}

// linked returns the identifier with the links, the apartment and the passes
// left that the item says. An apartment that is not known here is remembered by
// its link alone, and the identifier stays where it is: there are clients that
// pass the identifier's own link (section 10.1).
func (s *Synchroniser) linked(ctx context.Context, id identifier.Identifier, item linking.Identifier) (identifier.Identifier, error) {
	links := identifier.Links{Identifier: item.Link, Apartment: id.Links().Apartment}
	if item.PassesLeft != nil {
		var err error
		if id, err = id.WithPassesLeft(*item.PassesLeft); err != nil {
			return id, err
		}
	}
	if item.Apartment != "" {
		links.Apartment = item.Apartment
		home, err := s.Identifiers.Store.Apartments.ByLink(ctx, item.Apartment)
		switch {
		case err == nil:
			id = id.In(home.UID())
		case !errors.Is(err, domain.KindNoApartment):
			return id, err
		}
	}
	return id.Linked(links), nil
}

// created stores a new identifier and returns it as it is stored.
func (s *Synchroniser) created(ctx context.Context, id identifier.Identifier) (identifier.Identifier, error) {
	uid, err := s.Identifiers.Store.Identifiers.Create(ctx, id)
	if err != nil {
		return id, err
	}
	return s.Identifiers.Store.Identifiers.Get(ctx, uid)
}

// bind makes the time profiles of an identifier those with the given links; nil
// leaves them as they are.
func (s *Synchroniser) bind(ctx context.Context, uid identifier.UID, links *[]domain.LinkID) error {
	if links == nil {
		return nil
	}
	profiles := s.Identifiers.Store.Profiles
	attached, err := profiles.Attached(ctx, uid)
	if err != nil {
		return err
	}
	var wanted []schedule.UID
	for _, link := range *links {
		p, err := profiles.ByLink(ctx, link)
		if err != nil {
			return err
		}
		wanted = append(wanted, p.UID())
		if err := profiles.Attach(ctx, uid, p.UID()); err != nil {
			return err
		}
	}
	for _, p := range attached[uid] {
		if !slices.Contains(wanted, p.UID()) {
			if err := profiles.Detach(ctx, uid, p.UID()); err != nil {
				return err
			}
		}
	}
	return nil
}

// enrol gives an identifier a face that was assessed, in place of any earlier
// one. The lease keeps an upload that is under way from being overtaken.
func (s *Synchroniser) enrol(ctx context.Context, id identifier.Identifier, face enrolment.Enrolment) error {
	state, err := id.Enrol(true)
	if err != nil {
		return err
	}
	face.At = now(s.Enroller.Assessor.Now)
	lease, err := s.Enroller.newLease(id.UID(), face.At)
	if err != nil {
		return err
	}
	if err := s.Identifiers.Store.Identifiers.AcquireLease(ctx, lease, face.At); err != nil {
		return err
	}
	return s.Enroller.commit(ctx, id, lease, state, face)
}

// DeleteIdentifier removes the identifier with that link.
func (s *Synchroniser) DeleteIdentifier(ctx context.Context, link domain.LinkID) (linking.Result, error) {
	err := s.Identifiers.Store.Within(ctx, func(ctx context.Context) error {
		id, err := s.Identifiers.Store.Identifiers.ByLink(ctx, link)
		if err != nil {
			return err
		}
		return s.Identifiers.remove(ctx, id)
	})
	return deleted(link, err)
}

// resultOf returns the result of an item that was done, or what err made of it;
// wrong is the outcome for a value that the entity cannot have. The error is
// one that is not the item's fault.
func resultOf(done linking.Result, wrong linking.Outcome, err error) (linking.Result, error) {
	if err == nil {
		return done, nil
	}
	if result, ok := linking.Failed(done.Link, wrong, err); ok {
		return result, nil
	}
	return linking.Result{}, err
}

// deleted returns the result of removing what has that link.
func deleted(link domain.LinkID, err error) (linking.Result, error) {
	switch {
	case err == nil:
		return linking.Result{Link: link, Outcome: linking.Deleted}, nil
	case errors.Is(err, domain.KindNotFound), errors.Is(err, domain.KindNoTimeProfile):
		return linking.Result{Link: link, Outcome: linking.EntityNotFound}, nil
	}
	return linking.Result{}, err
}
