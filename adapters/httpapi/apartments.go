package httpapi

import (
	"context"
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// apartmentItem is an apartment as it is read (section 13).
type apartmentItem struct {
	Name    string         `json:"apartment_name"`
	Address addressBody    `json:"apartment_address"`
	LinkID  *domain.LinkID `json:"link_id"`
}

type listedApartment struct {
	UID     int64 `json:"apartment_uid"`
	SameUID int64 `json:"uid"`
	apartmentItem
}

// residence is an apartment with what belongs to it.
type residence struct {
	apartmentItem
	Residents   countBody       `json:"residents"`
	Identifiers identifierKinds `json:"identifiers"`
}

type countBody struct {
	Count int `json:"count"`
}

type identifierKinds struct {
	Physicals    physicals     `json:"physicals"`
	InputNumbers referenceBody `json:"input_numbers"`
}

type physicals struct {
	Card   referenceBody `json:"card"`
	UKey   referenceBody `json:"ukey"`
	FaceID referenceBody `json:"face_id"`
}

func newApartmentItem(a apartment.Apartment) apartmentItem {
	s := a.Spec()
	return apartmentItem{Name: s.Name, Address: newAddressBody(s.Address), LinkID: nullable(s.Link)}
}

// newResidence sorts what belongs to an apartment by its kind. Residents are
// the different owners among it: nothing else tells who lives there.
func newResidence(a apartment.Apartment, ids []identifier.Identifier) residence {
	body := residence{apartmentItem: newApartmentItem(a), Identifiers: identifierKinds{
		Physicals:    physicals{Card: noReferences(), UKey: noReferences(), FaceID: noReferences()},
		InputNumbers: noReferences(),
	}}
	kinds := map[identifier.Type]*referenceBody{
		identifier.Card:      &body.Identifiers.Physicals.Card,
		identifier.UKey:      &body.Identifiers.Physicals.UKey,
		identifier.FaceID:    &body.Identifiers.Physicals.FaceID,
		identifier.InputCode: &body.Identifiers.InputNumbers,
	}
	owners := map[identifier.Owner]bool{}
	for _, id := range ids {
		owners[id.Spec().Owner] = id.Spec().Owner.Type == identifier.Resident
		if kind := kinds[id.Spec().Type]; kind != nil {
			kind.add(int64(id.UID()), id.Links().Identifier)
		}
	}
	for _, resident := range owners {
		if resident {
			body.Residents.Count++
		}
	}
	return body
}

func readApartment(w http.ResponseWriter, r *http.Request) (apartment.Spec, error) {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return apartment.Spec{}, err
	}
	address := body.object("apartment_address")
	part := func(field string) int { return number(address, address.requiredInteger(field), field) }
	spec := apartment.Spec{
		Name:    body.text("apartment_name"),
		Address: apartment.Address{Building: part("building"), Unit: part("unit"), Floor: part("floor"), Room: part("room")},
		Link:    body.link("link_id"),
	}
	return spec, body.fault()
}

// createApartment stores a new apartment. The contract has no path for it; ours
// is made like those of identifiers and time profiles.
func (a *API) createApartment(w http.ResponseWriter, r *http.Request) error {
	spec, err := readApartment(w, r)
	if err != nil {
		return err
	}
	uid, err := a.apartments.Create(r.Context(), spec)
	if err != nil {
		return err
	}
	return reply(w, uidBody{int64(uid)})
}

// getApartment returns an apartment and what belongs to it.
func (a *API) getApartment(w http.ResponseWriter, r *http.Request) error {
	uid, err := apartmentUIDOf(r)
	if err != nil {
		return err
	}
	found, ids, err := a.apartments.Get(r.Context(), uid)
	if err != nil {
		return err
	}
	return reply(w, newResidence(found, ids))
}

// changeApartment replaces what an apartment says.
func (a *API) changeApartment(w http.ResponseWriter, r *http.Request) error {
	uid, err := apartmentUIDOf(r)
	if err != nil {
		return err
	}
	spec, err := readApartment(w, r)
	if err != nil {
		return err
	}
	if err := a.apartments.Change(r.Context(), uid, spec); err != nil {
		return err
	}
	return done(w)
}

// deleteApartment removes an apartment; its identifiers stay.
func (a *API) deleteApartment(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, apartmentUIDOf, a.apartments.Delete)
}

// listApartments returns one page of the apartments.
func (a *API) listApartments(w http.ResponseWriter, r *http.Request) error {
	asked, err := apartmentList.ask(r)
	if err != nil {
		return err
	}
	page, total, err := a.apartments.List(r.Context(), asked.query)
	if err != nil {
		return err
	}
	items := []listedApartment{}
	for _, found := range page {
		items = append(items, listedApartment{UID: int64(found.UID()), SameUID: int64(found.UID()), apartmentItem: newApartmentItem(found)})
	}
	return reply(w, asked.body(total, items))
}

// attachApartment makes an identifier belong to an apartment.
func (a *API) attachApartment(w http.ResponseWriter, r *http.Request) error {
	home, err := apartmentUIDOf(r)
	if err != nil {
		return err
	}
	return act(w, r, itemOf, func(ctx context.Context, uid identifier.UID) error { return a.apartments.Attach(ctx, home, uid) })
}

// detachApartment makes an identifier belong to none. One that does so already
// is an error with status 200.
func (a *API) detachApartment(w http.ResponseWriter, r *http.Request) error {
	uid, err := uidOf(r, domain.KindNothingToDetach)
	if err != nil {
		return err
	}
	did, err := a.apartments.Detach(r.Context(), uid)
	if err != nil {
		return err
	}
	if !did {
		return reply(w, errorBody{Error: "Identifier already unbound"})
	}
	return done(w)
}
