package client

import (
	"context"
	"fmt"
	"iter"
	"net/http"
)

// ApartmentSpec is what a client says of an apartment (section 13).
type ApartmentSpec struct {
	Name    string  `json:"apartment_name"` // not empty, and without space at its ends
	Address Address `json:"apartment_address"`
	LinkID  string  `json:"link_id,omitempty"` // a UUID, "" for none
}

// Apartment is an apartment as it is read.
type Apartment struct {
	UID int64 `json:"apartment_uid"`
	ApartmentSpec
	Residents   Residents            `json:"residents"`   // not in a list
	Identifiers ApartmentIdentifiers `json:"identifiers"` // not in a list
}

// Residents is how many people live in an apartment.
type Residents struct {
	Count int `json:"count"`
}

// ApartmentIdentifiers is what belongs to an apartment.
type ApartmentIdentifiers struct {
	Physicals    Physicals  `json:"physicals"`
	InputNumbers References `json:"input_numbers"`
}

// Physicals are the identifiers of an apartment that nobody types in.
type Physicals struct {
	Card   References `json:"card"`
	UKey   References `json:"ukey"`
	FaceID References `json:"face_id"`
}

const apartmentsPath = apiPath + "/apartment"

func apartmentPath(uid int64) string { return fmt.Sprintf("%s/item/%d", apartmentsPath, uid) }

// CreateApartment stores a new apartment and returns its uid. The contract has
// no such call: it is Vestibule's own. The error is ErrInvalid.
func (c *Client) CreateApartment(ctx context.Context, s ApartmentSpec) (uid int64, err error) {
	return c.create(ctx, apartmentsPath, s)
}

// Apartment returns an apartment. The error is ErrNotFound if there is none.
func (c *Client) Apartment(ctx context.Context, uid int64) (Apartment, error) {
	var found Apartment
	if err := c.send(ctx, call{method: http.MethodGet, path: apartmentPath(uid)}, nil, &found); err != nil {
		return Apartment{}, err
	}
	found.UID = uid // it is not in the answer
	return found, nil
}

// UpdateApartment replaces what is said of an apartment. The errors are
// ErrNotFound and ErrInvalid.
func (c *Client) UpdateApartment(ctx context.Context, uid int64, s ApartmentSpec) error {
	return c.send(ctx, call{method: http.MethodPatch, path: apartmentPath(uid)}, s, nil)
}

// DeleteApartment removes an apartment; its identifiers then belong to none. The
// error is ErrNotFound if there is none.
func (c *Client) DeleteApartment(ctx context.Context, uid int64) error {
	return c.send(ctx, call{method: http.MethodDelete, path: apartmentPath(uid)}, nil, nil)
}

// Apartments returns one page of the apartments. The field to filter by is
// "apartment_name". It is Vestibule's own, as CreateApartment.
func (c *Client) Apartments(ctx context.Context, o ListOptions) (Page[Apartment], error) {
	return list[Apartment](ctx, c, apartmentsPath+"/items", o.query())
}

// AllApartments returns the apartments from a page on, as AllIdentifiers does.
func (c *Client) AllApartments(ctx context.Context, o ListOptions) iter.Seq2[Apartment, error] {
	return all(o.Page, func(page int) (Page[Apartment], error) {
		return c.Apartments(ctx, o.at(page))
	})
}

// AttachToApartment has an identifier belong to an apartment (section 13). The
// errors are ErrNotFound if either does not exist, and ErrConflict if it belongs
// to another apartment.
func (c *Client) AttachToApartment(ctx context.Context, identifier, apartment int64) error {
	path := fmt.Sprintf("%s/identifier/%d", apartmentPath(apartment), identifier)
	return c.send(ctx, call{method: http.MethodPost, path: path}, nil, nil)
}

// DetachFromApartment has an identifier belong to no apartment (section 13). The
// errors are ErrNotFound if it does not exist, and ErrAlreadyUnbound if it
// belonged to none, which a caller may well ignore.
func (c *Client) DetachFromApartment(ctx context.Context, identifier int64) error {
	path := fmt.Sprintf("%s/item/unbind/identifier/%d", apartmentsPath, identifier)
	return c.send(ctx, call{method: http.MethodPost, path: path}, nil, nil)
}
