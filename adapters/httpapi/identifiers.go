package httpapi

import (
	"net/http"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
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
	uid, err := uidOf(r, domain.KindNotFound)
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
	uid, err := uidOf(r, domain.KindNotFound)
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
	uid, err := uidOf(r, domain.KindNotFound)
	if err != nil {
		return err
	}
	if err := a.identifiers.ResetPasses(r.Context(), uid); err != nil {
		return err
	}
	return done(w)
}

// deleteIdentifier removes an identifier with its face (section 6.4). A body is
// not looked at.
func (a *API) deleteIdentifier(w http.ResponseWriter, r *http.Request) error {
	uid, err := uidOf(r, domain.KindNotFound)
	if err != nil {
		return err
	}
	if err := a.identifiers.Delete(r.Context(), uid); err != nil {
		return err
	}
	return done(w)
}

// deleteIdentifiers removes those of the identifiers that exist (section 9).
func (a *API) deleteIdentifiers(w http.ResponseWriter, r *http.Request) error {
	uids, err := readUIDs[identifier.UID](w, r)
	if err != nil {
		return err
	}
	if err := a.identifiers.DeleteAll(r.Context(), uids); err != nil {
		return err
	}
	return done(w)
}

// readUIDs returns the uids that a bulk request names.
func readUIDs[UID ~int64](w http.ResponseWriter, r *http.Request) ([]UID, error) {
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

// portrait returns the photo an identifier was enrolled with, byte for byte.
// Panels have no such call (section 7.6); it lies at the address of the upload.
func (a *API) portrait(w http.ResponseWriter, r *http.Request) error {
	uid, err := uidOf(r, domain.KindNotFound)
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

// keyResult is what became of one identifier that was named by its number.
type keyResult struct {
	Type    identifier.Type `json:"identifier_type"`
	Number  string          `json:"identifier_number"`
	Success bool            `json:"success"`
	Info    string          `json:"extended_info"`
}

// deleteByNumber removes the identifiers of one type with the number in the
// query, or with those in the body (section 11).
func (a *API) deleteByNumber(w http.ResponseWriter, r *http.Request) error {
	keys, err := readKeys(w, r)
	if err != nil {
		return err
	}
	found, err := a.identifiers.DeleteByKey(r.Context(), keys)
	if err != nil {
		return err
	}
	results := []keyResult{}
	for i, key := range keys {
		result := keyResult{Type: key.Type, Number: key.Number, Success: found[i], Info: "entity_not_found"}
		if found[i] {
			result.Info = "deleted"
		}
		results = append(results, result)
	}
	return reply(w, resultBody[keyResult]{results})
}

func readKeys(w http.ResponseWriter, r *http.Request) ([]identifier.Key, error) {
	query := r.URL.Query()
	typ := identifier.Type(query.Get("type"))
	if !slices.Contains(identifier.Types(), typ) {
		return nil, domain.E(domain.KindWrongParam, "there is no type %.64q", typ)
	}
	if query.Has("number") {
		return []identifier.Key{{Type: typ, Number: query.Get("number")}}, nil
	}
	body, err := readObject(w, r, maxListBytes)
	if err != nil {
		return nil, err
	}
	var keys []identifier.Key
	for _, item := range body.objects("list_items") {
		keys = append(keys, identifier.Key{Type: typ, Number: item.number("identifier_number")})
	}
	if err := body.fault(); err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, domain.E(domain.KindInvalid, "list_items is empty")
	}
	return keys, nil
}
