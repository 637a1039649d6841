package app

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// PutProfile creates or updates the time profile with the item's link. What is
// the item's fault is in the result; the error is anything else.
func (s *Synchroniser) PutProfile(ctx context.Context, item linking.Profile) (linking.Result, error) {
	store, journal := s.Identifiers.Store, s.Identifiers.Journal
	var outcome linking.Outcome
	err := store.Within(ctx, func(ctx context.Context) error {
		p, err := store.Profiles.ByLink(ctx, item.Link)
		if err == nil {
			outcome = linking.Updated
			return changeProfile(ctx, store, journal, p, item.Spec)
		}
		if !errors.Is(err, domain.KindNoTimeProfile) {
			return err
		}
		outcome = linking.Created
		if p, err = schedule.New(item.Spec); err != nil {
			return err
		}
		_, err = createProfile(ctx, store, journal, p.Linked(item.Link))
		return err
	})
	return resultOf(linking.Result{Link: item.Link, Outcome: outcome}, linking.WrongTimeProfile, err)
}

// DeleteProfile removes the time profile with that link.
func (s *Synchroniser) DeleteProfile(ctx context.Context, link domain.LinkID) (linking.Result, error) {
	store := s.Identifiers.Store
	err := store.Within(ctx, func(ctx context.Context) error {
		p, err := store.Profiles.ByLink(ctx, link)
		if err != nil {
			return err
		}
		return deleteProfile(ctx, store, s.Identifiers.Journal, p)
	})
	return deleted(link, err)
}
