package client

import (
	"context"
	"encoding/json"
	"net/http"
)

// LinkedIdentifier is an identifier that another system addresses by a UUID of
// its own (section 10.1).
type LinkedIdentifier struct {
	IdentifierSpec
	LinkID          string   // a UUID
	ApartmentLinkID string   // a UUID; there are panels that refuse items without it
	TimeProfiles    []string // link_ids of the profiles to bind
	FaceImage       []byte   // a JPEG for a face, nil for none
	PassesLeft      *int     // nil for all
}

// MarshalJSON implements json.Marshaler.
func (l LinkedIdentifier) MarshalJSON() ([]byte, error) {
	type profiles struct {
		LinkIDs []string `json:"link_ids"`
	}
	type additional struct {
		PassesLeft *int `json:"passes_left"`
	}
	item := struct {
		IdentifierSpec
		LinkID          string      `json:"link_id"`
		ApartmentLinkID string      `json:"apartment_link_id,omitempty"`
		TimeProfiles    *profiles   `json:"time_profiles,omitempty"`
		FaceImage       []byte      `json:"face_image,omitempty"` // encoding/json writes Base64
		Additional      *additional `json:"additional,omitempty"`
	}{IdentifierSpec: l.IdentifierSpec, LinkID: l.LinkID, ApartmentLinkID: l.ApartmentLinkID, FaceImage: l.FaceImage}
	if l.TimeProfiles != nil {
		item.TimeProfiles = &profiles{l.TimeProfiles}
	}
	if l.PassesLeft != nil {
		item.Additional = &additional{l.PassesLeft}
	}
	return json.Marshal(item)
}

// LinkResult is what became of one item (section 10.1).
type LinkResult struct {
	LinkID       string  `json:"link_id"`
	Success      bool    `json:"success"`
	ExtendedInfo string  `json:"extended_info"` // "created", "updated", "deleted", or why not
	Reason       *Reason `json:"reason"`        // why a photo was refused; nil from panels
}

// linkPath is where identifiers are synchronised.
const linkPath = identifiersPath + "/items/link"

// SyncIdentifiers creates or updates identifiers by their LinkID, each on its
// own: the results, in the same order, say what became of them. Vestibule takes
// up to 1000 at a time. Without identifiers nothing is sent.
func (c *Client) SyncIdentifiers(ctx context.Context, ids []LinkedIdentifier) ([]LinkResult, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return c.link(ctx, http.MethodPost, struct {
		Items []LinkedIdentifier `json:"list_items"`
	}{ids})
}

// DeleteLinked removes identifiers by their LinkID, each on its own (section
// 10.2). Without any nothing is sent.
func (c *Client) DeleteLinked(ctx context.Context, linkIDs []string) ([]LinkResult, error) {
	if len(linkIDs) == 0 {
		return nil, nil
	}
	return c.link(ctx, http.MethodDelete, struct {
		LinkIDs []string `json:"link_ids"`
	}{linkIDs})
}

func (c *Client) link(ctx context.Context, method string, body any) ([]LinkResult, error) {
	var done struct {
		Result []LinkResult `json:"result"`
	}
	err := c.send(ctx, call{method: method, path: linkPath}, body, &done)
	return done.Result, err
}
