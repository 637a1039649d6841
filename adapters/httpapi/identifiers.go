package httpapi

import (
	"io"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// maxBodyBytes is the size of the largest JSON body that is read: a hundred
// times what any client sends.
const maxBodyBytes = 64 << 10

// createIdentifier stores a new identifier (section 6.1).
func (a *API) createIdentifier(w http.ResponseWriter, r *http.Request) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
	if err != nil {
		return domain.E(domain.KindInvalid, "reading the body: %w", err)
	}
	spec, err := decodeSpec(body)
	if err != nil {
		return err
	}
	uid, err := a.identifiers.Create(r.Context(), spec)
	if err != nil {
		return err
	}
	return reply(w, struct {
		UID identifier.UID `json:"uid"`
	}{uid})
}

// getIdentifier returns an identifier (section 6.2).
func (a *API) getIdentifier(w http.ResponseWriter, r *http.Request) error {
	uid, err := uidOf(r, domain.KindNotFound)
	if err != nil {
		return err
	}
	id, err := a.identifiers.Get(r.Context(), uid)
	if err != nil {
		return err
	}
	return reply(w, newEntity(id))
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
	return reply(w, struct{}{})
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

// uidOf returns the uid in the path. Any text that is not an integer of 1 or
// more is answered like a uid that nothing has: with an error of that kind.
func uidOf(r *http.Request, otherwise domain.Kind) (identifier.UID, error) {
	text := mux.Vars(r)["uid"]
	// Unsigned, since a sign is no digit; 63 bits, since a uid is signed.
	n, err := strconv.ParseUint(text, 10, 63)
	if uid := identifier.UID(n); err == nil && uid.Valid() {
		return uid, nil
	}
	return 0, domain.E(otherwise, "%q is not a uid", text)
}
