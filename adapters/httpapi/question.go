package httpapi

import (
	"net/http"

	"github.com/vestibule-id/vestibule/domain/access"
)

// answerBody answers a panel that asks whether somebody may enter (section 15).
type answerBody struct {
	Handled bool        `json:"handled"`
	Access  *accessBody `json:"access,omitempty"`
}

type accessBody struct {
	Granted bool `json:"granted"`
	Lock    *int `json:"lock_number,omitempty"`
}

// question answers whether an identifier may enter, and uses up a pass if it
// may. A type that is none of those a panel asks about is left to the panel.
func (a *API) question(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	q := access.Question{Type: body.text("identifier_type"), Number: body.number("identifier_number")}
	if err := body.fault(); err != nil {
		return err
	}
	answer, err := a.access.Ask(r.Context(), q)
	if err != nil {
		return err
	}
	return reply(w, newAnswerBody(answer))
}

func newAnswerBody(a access.Answer) answerBody {
	switch {
	case !a.Handled:
		return answerBody{}
	case !a.Granted:
		return answerBody{Handled: true, Access: &accessBody{}}
	}
	return answerBody{Handled: true, Access: &accessBody{Granted: true, Lock: &a.Lock}}
}
