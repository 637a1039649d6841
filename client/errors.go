package client

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// What an *Error may be for errors.Is. The texts in brackets are the
// contract's; their case does not matter.
var (
	// ErrUnauthorized is a wrong user or password, or a session that is over
	// although it was just opened: 401, and "Wrong login or password".
	ErrUnauthorized = errors.New("not logged in")

	// ErrForbidden is an account that may not do that: 403.
	ErrForbidden = errors.New("not allowed")

	// ErrNotFound is an identifier, time profile or apartment that does not
	// exist ("Wrong Identifier uid" and its like).
	ErrNotFound = errors.New("not found")

	// ErrConflict is a number, a code, a link_id or an apartment that collides
	// with what there is ("Identifier with that type and number already exist" and its
	// like).
	ErrConflict = errors.New("conflict")

	// ErrInvalid is a request with a value that there is not ("Wrong JSON
	// body", "Wrong query parameter" and their like).
	ErrInvalid = errors.New("invalid request")

	// ErrNotTemporary is an upload for an identifier that cannot take a face
	// ("Wrong identifier-uid. Missed temporary identifier for adding faceId").
	ErrNotTemporary = errors.New("no temporary identifier")

	// ErrInProgress is another photo that is being loaded for the identifier:
	// try again later ("Loading file in progress. Wait for result").
	ErrInProgress = errors.New("upload in progress")

	// ErrUploadBroken is an upload that did not arrive whole or is too large
	// ("Loading file error").
	ErrUploadBroken = errors.New("upload broken")

	// ErrWrongFormat is a photo that is no JPEG ("Wrong file format").
	ErrWrongFormat = errors.New("wrong file format")

	// ErrPhotoRefused is a JPEG that is damaged or breaks a photo rule; the
	// Reasons say which ("Wrong image file").
	ErrPhotoRefused = errors.New("photo refused")

	// ErrNoFace is a photo without a face ("Face hasn't been detected on
	// image").
	ErrNoFace = errors.New("no face")

	// ErrAlreadyUnbound is a detached identifier that was in no apartment, the
	// one error with status 200 ("Identifier already unbound").
	ErrAlreadyUnbound = errors.New("already unbound")

	// ErrBusy is a server with too much to do: 503 or 429. RetryAfter may say
	// when to come back.
	ErrBusy = errors.New("busy")

	// ErrUnsupported is a call that the server does not have: 404, 405 or 501,
	// and "You cannot create face_id identifier on this panel".
	ErrUnsupported = errors.New("not supported")
)

// byStatus goes before byText: the text of some is that of another error.
var byStatus = map[int]error{
	401: ErrUnauthorized,
	403: ErrForbidden,
	404: ErrUnsupported,
	405: ErrUnsupported,
	429: ErrBusy,
	501: ErrUnsupported,
	503: ErrBusy,
}

// byText has the texts in lower case.
var byText = map[string]error{
	"wrong login or password":    ErrUnauthorized,
	"required parameters missed": ErrInvalid,

	"wrong identifier uid":  ErrNotFound,
	"wrong timeprofile uid": ErrNotFound,
	"wrong apartment uid":   ErrNotFound,

	"identifier with that type and number already exist":                      ErrConflict,
	"cannot create identifier with the same input code number as master code": ErrConflict,
	"cannot create identifier with same card number as master card":           ErrConflict,
	"identifier uid is already attached to another apartment":                 ErrConflict,
	"that link_id already exist":                                              ErrConflict, // Vestibule's own

	"wrong json body":              ErrInvalid,
	"wrong query parameter":        ErrInvalid,
	"invalid timeprofile settings": ErrInvalid,
	"wrong similarity param":       ErrInvalid,
	"wrong mode param":             ErrInvalid,

	"you cannot create face_id identifier on this panel": ErrUnsupported,

	"wrong identifier-uid. missed temporary identifier for adding faceid": ErrNotTemporary,
	"loading file in progress. wait for result":                           ErrInProgress,
	"loading file error":                 ErrUploadBroken,
	"wrong file format":                  ErrWrongFormat,
	"wrong image file":                   ErrPhotoRefused,
	"face hasn't been detected on image": ErrNoFace,

	"identifier already unbound": ErrAlreadyUnbound,
}

// invalidField begins the texts that go on with the name of a field.
const invalidField = "wrong json body: "

// Error is what a server answered in place of a result. Errors of the methods
// wrap one; those that do not come from the network or from this side.
type Error struct {
	Status     int           // of HTTP; 200 for ErrAlreadyUnbound
	Text       string        // what the server says, verbatim; "" if it was not in the form of the contract
	Reasons    []Reason      // why a photo was refused, worst first; panels have none
	RetryAfter time.Duration // when to come back, 0 if the server does not say
	Excerpt    string        // if Text is "": the beginning of what the server sent instead
}

// Reason is one photo rule that a photo broke, or another fault of an upload.
type Reason struct {
	Code     string `json:"code"`               // stable: "face_too_small"
	Rule     string `json:"rule,omitempty"`     // the rule's own code: "face_width"; "" if no rule was broken
	Message  string `json:"message"`            // in words, see WithLocale
	Measured any    `json:"measured,omitempty"` // what the photo has: a float64, a string or, if it does not apply, nil
	Limit    any    `json:"limit,omitempty"`    // what the rule allows, likewise
	Unit     string `json:"unit"`               // of both: "px"; "" for a string
	Advice   string `json:"advice"`             // what to do about it, in words
}

// Error implements error: "400 Wrong image file: The face is too small."
func (e *Error) Error() string {
	parts := []string{fmt.Sprintf("%d %s", e.Status, printable(e.Text))}
	switch {
	case e.Text != "":
	case e.Excerpt == "":
		parts = []string{fmt.Sprintf("%d without a text", e.Status)}
	default:
		parts = []string{fmt.Sprintf("%d, and the answer is not as documented", e.Status), e.Excerpt}
	}
	for _, r := range e.Reasons {
		parts = append(parts, printable(r.Message))
	}
	return strings.Join(parts, ": ")
}

// Is makes errors.Is true of the Err… that the error is.
func (e *Error) Is(target error) bool { return target == e.class() }

// class returns the Err… that the error is, nil if there is none.
func (e *Error) class() error {
	if class, ok := byStatus[e.Status]; ok {
		return class
	}
	text := strings.ToLower(strings.TrimSpace(e.Text))
	if strings.HasPrefix(text, invalidField) {
		return ErrInvalid
	}
	return byText[text]
}
