package httpapi

import (
	"io"
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
)

// The sizes of the largest JSON bodies that are read: a hundred times what any
// client sends of one thing, and room for 100,000 uids.
const (
	maxBodyBytes = 64 << 10
	maxListBytes = 1 << 20
)

// readObject returns the JSON object that a body is. The error is KindInvalid
// if it is none or larger than the limit.
func readObject(w http.ResponseWriter, r *http.Request, limit int64) (object, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		return object{}, domain.E(domain.KindInvalid, "reading the body: %w", err)
	}
	return parseBody(body)
}

// done answers a request that there is nothing to say of.
func done(w http.ResponseWriter) error { return reply(w, struct{}{}) }

// uidBody answers a creation.
type uidBody struct {
	UID int64 `json:"uid"`
}
