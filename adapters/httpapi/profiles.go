package httpapi

import (
	"context"
	"net/http"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// createProfile stores a new time profile (section 12.2).
func (a *API) createProfile(w http.ResponseWriter, r *http.Request) error {
	spec, err := readProfile(w, r)
	if err != nil {
		return err
	}
	uid, err := a.profiles.Create(r.Context(), spec)
	if err != nil {
		return err
	}
	return reply(w, uidBody{int64(uid)})
}

func readProfile(w http.ResponseWriter, r *http.Request) (schedule.Spec, error) {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return schedule.Spec{}, err
	}
	spec := decodeProfile(body)
	return spec, body.fault()
}

// getProfile returns a time profile and the identifiers that have it (section
// 12.3).
func (a *API) getProfile(w http.ResponseWriter, r *http.Request) error {
	uid, err := profileUIDOf(r)
	if err != nil {
		return err
	}
	p, holders, err := a.profiles.Get(r.Context(), uid)
	if err != nil {
		return err
	}
	references := noReferences()
	for _, h := range holders {
		references.add(int64(h.UID), h.Link)
	}
	return reply(w, struct {
		profileBody
		Identifiers referenceBody `json:"identifiers"`
	}{newProfileBody(p), references})
}

// changeProfile replaces what a time profile says (section 12.3).
func (a *API) changeProfile(w http.ResponseWriter, r *http.Request) error {
	uid, err := profileUIDOf(r)
	if err != nil {
		return err
	}
	spec, err := readProfile(w, r)
	if err != nil {
		return err
	}
	if err := a.profiles.Change(r.Context(), uid, spec); err != nil {
		return err
	}
	return done(w)
}

// deleteProfile removes a time profile (section 12.3).
func (a *API) deleteProfile(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, profileUIDOf, a.profiles.Delete)
}

// deleteProfiles removes those of the time profiles that exist (section 12.4).
func (a *API) deleteProfiles(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, uidsIn[schedule.UID](w), a.profiles.DeleteAll)
}

// listProfiles returns one page of the time profiles (section 12.4).
func (a *API) listProfiles(w http.ResponseWriter, r *http.Request) error {
	asked, err := profileList.ask(r)
	if err != nil {
		return err
	}
	return a.replyProfiles(w, r, asked)
}

// listLinkedProfiles returns one page of those that another system put, or the
// one whose link_id the query names.
func (a *API) listLinkedProfiles(w http.ResponseWriter, r *http.Request) error {
	asked, err := askLinked(r, profileList)
	if err != nil {
		return err
	}
	return a.replyProfiles(w, r, asked)
}

func (a *API) replyProfiles(w http.ResponseWriter, r *http.Request, asked asked) error {
	page, total, err := a.profiles.List(r.Context(), asked.query)
	if err != nil {
		return err
	}
	items := []listedProfile{}
	for _, p := range page {
		items = append(items, listedProfile{UID: int64(p.UID()), SameUID: int64(p.UID()), profileBody: newProfileBody(p)})
	}
	return reply(w, asked.body(total, items))
}

// attachProfile gives an identifier a time profile (section 12.5).
func (a *API) attachProfile(w http.ResponseWriter, r *http.Request) error {
	return bindProfile(w, r, a.profiles.Attach)
}

// detachProfile takes a time profile from an identifier (section 12.5).
func (a *API) detachProfile(w http.ResponseWriter, r *http.Request) error {
	return bindProfile(w, r, a.profiles.Detach)
}

func bindProfile(w http.ResponseWriter, r *http.Request, how func(context.Context, identifier.UID, schedule.UID) error) error {
	uid, err := itemOf(r)
	if err != nil {
		return err
	}
	return act(w, r, profileUIDOf, func(ctx context.Context, profile schedule.UID) error { return how(ctx, uid, profile) })
}
