package httpapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// reply answers 200 with a JSON body: never another 2xx, for clients test for
// exactly that (section 3).
func reply(w http.ResponseWriter, body any) error {
	return writeJSON(w, http.StatusOK, body)
}

// writeJSON writes an answer. The error is that the body cannot be encoded, in
// which case nothing was written; a client that is gone is no error.
func writeJSON(w http.ResponseWriter, status int, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("encoding an answer: %w", err)
	}
	write(w, status, "application/json", text)
	return nil
}

// write writes an answer whole.
func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	// The only error is a client that does not listen any more.
	_, _ = w.Write(body)
}
