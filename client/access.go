package client

import (
	"context"
	"net/http"
)

// Access is the answer to an access question (section 15).
type Access struct {
	Handled bool // false: whoever asks has to decide
	Granted bool
	Lock    int // which lock to open: 0 both, 1 first, 2 second
}

// Ask asks Vestibule, as a panel does, whether a Card, an InputCode or a QRCode
// with that number may enter. Access that is granted uses up a pass.
func (c *Client) Ask(ctx context.Context, typ IdentifierType, number string) (Access, error) {
	question := struct {
		Number string `json:"identifier_number"`
		Type   string `json:"identifier_type"`
	}{number, string(typ)}
	if typ == InputCode {
		question.Type = "input_code" // spelled so here alone
	}
	var found struct {
		Handled bool `json:"handled"`
		Access  struct {
			Granted bool `json:"granted"`
			Lock    int  `json:"lock_number"`
		} `json:"access"`
	}
	err := c.send(ctx, call{method: http.MethodPost, path: apiPath + "/access/question"}, question, &found)
	return Access{Handled: found.Handled, Granted: found.Access.Granted, Lock: found.Access.Lock}, err
}
