package client

import (
	"context"
	"fmt"
	"iter"
	"net/http"
)

const identifiersPath = apiPath + "/access/identifier"

func identifierPath(uid int64) string { return fmt.Sprintf("%s/item/%d", identifiersPath, uid) }

// CreateIdentifier stores a new identifier and returns its uid (section 6.1). A
// face starts as a temporary identifier; UploadFace gives it its face. The
// errors are ErrConflict and ErrInvalid.
func (c *Client) CreateIdentifier(ctx context.Context, s IdentifierSpec) (uid int64, err error) {
	return c.create(ctx, identifiersPath, s)
}

// Identifier returns an identifier (section 6.2). The error is ErrNotFound if
// there is none.
func (c *Client) Identifier(ctx context.Context, uid int64) (Identifier, error) {
	var found Identifier
	if err := c.send(ctx, call{method: http.MethodGet, path: identifierPath(uid)}, nil, &found); err != nil {
		return Identifier{}, err
	}
	found.UID = uid // it is not in the answer
	return found, nil
}

// UpdateIdentifier changes an identifier (section 6.3). The errors are
// ErrNotFound, ErrConflict and ErrInvalid.
func (c *Client) UpdateIdentifier(ctx context.Context, uid int64, change Change) error {
	return c.send(ctx, call{method: http.MethodPatch, path: identifierPath(uid)}, change, nil)
}

// DeleteIdentifier removes an identifier with its face (section 6.4). The error
// is ErrNotFound if there is none.
func (c *Client) DeleteIdentifier(ctx context.Context, uid int64) error {
	return c.send(ctx, call{method: http.MethodDelete, path: identifierPath(uid)}, nil, nil)
}

// DeleteIdentifiers removes those of the identifiers that exist (section 9).
// Without uids nothing is sent: the contract does not say that a panel would
// not take that for all of them.
func (c *Client) DeleteIdentifiers(ctx context.Context, uids []int64) error {
	if len(uids) == 0 {
		return nil
	}
	body := struct {
		UIDs []int64 `json:"uid_items"`
	}{uids}
	return c.send(ctx, call{method: http.MethodDelete, path: identifiersPath + "/items"}, body, nil)
}

// ResetPasses gives an identifier its whole number of passes back (section
// 6.5). The error is ErrNotFound if there is none; passes that are not limited
// are an error too.
func (c *Client) ResetPasses(ctx context.Context, uid int64) error {
	return c.send(ctx, call{method: http.MethodPost, path: identifierPath(uid) + "/passes/reset"}, nil, nil)
}

// How the images begin that the API has.
var (
	pngStart  = []byte("\x89PNG\r\n\x1a\n")
	jpegStart = []byte("\xff\xd8\xff")
)

// QR returns the number of a QRCode identifier as a PNG to scan (section 6.6).
// The error is ErrNotFound if there is no such identifier; another type is an
// error too.
func (c *Client) QR(ctx context.Context, uid int64) (png []byte, err error) {
	a, err := c.do(ctx, call{method: http.MethodGet, path: identifierPath(uid) + "/qr", image: pngStart})
	return a.body, err
}

// Portrait returns the JPEG that an identifier was enrolled with, the same
// picture without metadata. Panels have no such call (section 7.6). The error is ErrNotFound if
// there is no identifier or it has no face.
func (c *Client) Portrait(ctx context.Context, uid int64) (jpeg []byte, err error) {
	a, err := c.do(ctx, call{method: http.MethodGet, path: facePath(uid), image: jpegStart})
	return a.body, err
}

// Identifiers returns one page of the identifiers (section 8). A page past the
// end is empty. Fields to filter by are "name" and "identifier_number"; fields
// to sort by are "identifier_uid", "identifier_owner", "identifier_type" and
// "identifier_number".
func (c *Client) Identifiers(ctx context.Context, o ListOptions) (Page[Identifier], error) {
	return list[Identifier](ctx, c, identifiersPath+"/items", o.query())
}

// AllIdentifiers returns the identifiers from a page on, in order. Each page is
// asked for when the one before is used up: what is created or deleted meanwhile
// shifts the rest, so delete what was found after the last one. An error is the
// last that comes.
func (c *Client) AllIdentifiers(ctx context.Context, o ListOptions) iter.Seq2[Identifier, error] {
	return all(o.Page, func(page int) (Page[Identifier], error) {
		return c.Identifiers(ctx, o.at(page))
	})
}
