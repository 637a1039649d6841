package httpapi

import (
	"net/http"
	"slices"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

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
