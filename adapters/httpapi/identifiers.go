package httpapi

import (
	"net/http"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

// createIdentifier stores a new identifier (section 6.1).
func (a *API) createIdentifier(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	spec := decodeSpec(body)
	if err := body.fault(); err != nil {
		return err
	}
	uid, err := a.identifiers.Create(r.Context(), spec)
	if err != nil {
		return err
	}
	return reply(w, uidBody{int64(uid)})
}

// getIdentifier returns an identifier (section 6.2).
func (a *API) getIdentifier(w http.ResponseWriter, r *http.Request) error {
	uid, err := itemOf(r)
	if err != nil {
		return err
	}
	e, err := a.identifiers.Get(r.Context(), uid)
	if err != nil {
		return err
	}
	return reply(w, newEntity(e))
}

// changeIdentifier changes what the body says and nothing else (section 6.3).
func (a *API) changeIdentifier(w http.ResponseWriter, r *http.Request) error {
	uid, err := itemOf(r)
	if err != nil {
		return err
	}
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	change := decodeChange(body)
	if err := body.fault(); err != nil {
		return err
	}
	if err := a.identifiers.Change(r.Context(), uid, change); err != nil {
		return err
	}
	return done(w)
}

// resetPasses gives an identifier all its passes again (section 6.5).
func (a *API) resetPasses(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, itemOf, a.identifiers.ResetPasses)
}

// deleteIdentifier removes an identifier with its face (section 6.4). A body is
// not looked at.
func (a *API) deleteIdentifier(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, itemOf, a.identifiers.Delete)
}

// deleteIdentifiers removes those of the identifiers that exist (section 9).
func (a *API) deleteIdentifiers(w http.ResponseWriter, r *http.Request) error {
	return act(w, r, uidsIn[identifier.UID](w), a.identifiers.DeleteAll)
}

// uidsIn returns what reads the uids that the body of a bulk request names.
func uidsIn[UID ~int64](w http.ResponseWriter) func(*http.Request) ([]UID, error) {
	return func(r *http.Request) ([]UID, error) {
		body, err := readObject(w, r, maxListBytes)
		if err != nil {
			return nil, err
		}
		var uids []UID
		for _, n := range body.integers("uid_items") {
			uids = append(uids, UID(n))
		}
		return uids, body.fault()
	}
}

// listIdentifiers returns one page of the identifiers (section 8).
func (a *API) listIdentifiers(w http.ResponseWriter, r *http.Request) error {
	asked, err := identifierList.ask(r)
	if err != nil {
		return err
	}
	page, total, err := a.identifiers.List(r.Context(), asked.query)
	if err != nil {
		return err
	}
	items := []listedEntity{}
	for _, e := range page {
		items = append(items, listedEntity{UID: int64(e.UID()), entity: newEntity(e)})
	}
	return reply(w, asked.body(total, items))
}

// portrait returns the photo an identifier was enrolled with, without metadata.
// Panels have no such call (section 7.6); it lies at the address of the upload.
func (a *API) portrait(w http.ResponseWriter, r *http.Request) error {
	uid, err := itemOf(r)
	if err != nil {
		return err
	}
	p, err := a.identifiers.Portrait(r.Context(), uid)
	if err != nil {
		return err
	}
	write(w, http.StatusOK, "image/jpeg", p.JPEG())
	return nil
}
