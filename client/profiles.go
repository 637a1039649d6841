package client

import (
	"context"
	"fmt"
	"iter"
	"net/http"
)

// TimeProfileSpec is what a client says of a time profile: a first occurrence
// and how it repeats (section 12.1).
type TimeProfileSpec struct {
	Name   string        `json:"name"`
	Time   TimeOptions   `json:"time_options"`
	Repeat RepeatOptions `json:"repeat_options"`
}

// TimeProfile is a time profile as it is read.
type TimeProfile struct {
	UID int64 `json:"timeprofile_uid"`
	TimeProfileSpec
	LinkID      string     `json:"link_id"`     // a UUID, "" for none
	Identifiers References `json:"identifiers"` // that have it; not in a list
}

const profilesPath = apiPath + "/access/timeprofile"

func profilePath(uid int64) string { return fmt.Sprintf("%s/item/%d", profilesPath, uid) }

// CreateTimeProfile stores a new time profile and returns its uid (section
// 12.2). The error is ErrInvalid.
func (c *Client) CreateTimeProfile(ctx context.Context, s TimeProfileSpec) (uid int64, err error) {
	return c.create(ctx, profilesPath, s)
}

// TimeProfile returns a time profile (section 12.3). The error is ErrNotFound if
// there is none.
func (c *Client) TimeProfile(ctx context.Context, uid int64) (TimeProfile, error) {
	var found TimeProfile
	if err := c.send(ctx, call{method: http.MethodGet, path: profilePath(uid)}, nil, &found); err != nil {
		return TimeProfile{}, err
	}
	found.UID = uid // it is not in the answer
	return found, nil
}

// UpdateTimeProfile replaces what is said of a time profile (section 12.3). The
// errors are ErrNotFound and ErrInvalid.
func (c *Client) UpdateTimeProfile(ctx context.Context, uid int64, s TimeProfileSpec) error {
	return c.send(ctx, call{method: http.MethodPatch, path: profilePath(uid)}, s, nil)
}

// DeleteTimeProfile removes a time profile, also from the identifiers that have
// it (section 12.3). The error is ErrNotFound if there is none.
func (c *Client) DeleteTimeProfile(ctx context.Context, uid int64) error {
	return c.send(ctx, call{method: http.MethodDelete, path: profilePath(uid)}, nil, nil)
}

// TimeProfiles returns one page of the time profiles (section 12.4). Fields to
// filter by are "name", "date_from" and "date_to".
func (c *Client) TimeProfiles(ctx context.Context, o ListOptions) (Page[TimeProfile], error) {
	return list[TimeProfile](ctx, c, profilesPath+"/items", o.query())
}

// AllTimeProfiles returns the time profiles from a page on, as AllIdentifiers
// does.
func (c *Client) AllTimeProfiles(ctx context.Context, o ListOptions) iter.Seq2[TimeProfile, error] {
	return all(o.Page, func(page int) (Page[TimeProfile], error) {
		return c.TimeProfiles(ctx, o.at(page))
	})
}

// AttachTimeProfile gives an identifier a time profile; it is no error if it has
// it (section 12.5). The error is ErrNotFound if either does not exist.
func (c *Client) AttachTimeProfile(ctx context.Context, identifier, profile int64) error {
	return c.send(ctx, call{method: http.MethodPost, path: attachedPath(identifier, profile)}, nil, nil)
}

// DetachTimeProfile takes a time profile from an identifier; it is no error if
// it does not have it (section 12.5). The error is ErrNotFound if either does
// not exist.
func (c *Client) DetachTimeProfile(ctx context.Context, identifier, profile int64) error {
	return c.send(ctx, call{method: http.MethodDelete, path: attachedPath(identifier, profile)}, nil, nil)
}

func attachedPath(identifier, profile int64) string {
	return fmt.Sprintf("%s/timeprofile/%d", identifierPath(identifier), profile)
}
