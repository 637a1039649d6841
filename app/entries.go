package app

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// entries returns identifiers with what they refer to.
func (i *Identifiers) entries(ctx context.Context, ids []identifier.Identifier) ([]identifier.Entry, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var (
		uids    []identifier.UID
		housed  []apartment.UID
		entries []identifier.Entry
	)
	for _, id := range ids {
		uids = append(uids, id.UID())
		if id.Apartment().Valid() {
			housed = append(housed, id.Apartment())
		}
	}
	apartments, err := i.Store.Apartments.Find(ctx, housed...)
	if err != nil {
		return nil, err
	}
	attached, err := i.Store.Profiles.Attached(ctx, uids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		entries = append(entries, identifier.Entry{
			Identifier: id,
			Apartment:  apartments[id.Apartment()],
			Profiles:   references(attached[id.UID()]),
		})
	}
	return entries, nil
}

func references(profiles []schedule.Profile) []schedule.Reference {
	var refs []schedule.Reference
	for _, p := range profiles {
		refs = append(refs, schedule.Reference{UID: p.UID(), Link: p.Link()})
	}
	return refs
}
