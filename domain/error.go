package domain

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind says what sort of failure an Error is, so that an adapter can answer
// without reading texts. Kinds are append-only: their names appear in logs.
type Kind int

// The kinds. KindInternal is the zero value: an error that nobody classified
// is our own fault.
const (
	KindInternal        Kind = iota // disk, detector, a bug: details for the log only
	KindUnauthenticated             // no, wrong or expired credentials
	KindForbidden                   // known, but not an administrator
	KindBadLogin                    // unknown account or wrong password, at login itself
	KindMissingParam                // login without a user name or a password
	KindInvalid                     // a value is outside what the entity allows
	KindMissingField                // a required field is absent; Field names it
	KindWrongType                   // a field is of the wrong type; Field names it
	KindConflict                    // that type and number exist already
	KindNotFound                    // no such identifier, portrait or account
	KindNotTemporary                // no temporary identifier to load a face for
	KindUploadBroken                // the upload did not arrive whole, or is too large
	KindWrongFormat                 // the file is not a JPEG
	KindPhotoRefused                // a JPEG, but it is damaged or breaks a photo rule
	KindNoFace                      // no face in the photo
	KindInProgress                  // somebody else holds the lease
	KindBusy                        // too many photos at once; try again
	KindWrongParam                  // a query parameter has a value that there is not
	KindInvalidTimes                // a validity or a time profile that cannot be kept to
	KindNoTimeProfile               // no such time profile
	KindNoApartment                 // no such apartment
	KindOtherApartment              // the identifier belongs to another apartment
	KindNothingToDetach             // no identifier that could be taken out of an apartment
	KindLinkTaken                   // that link_id is another's
	KindUnlimited                   // no limit of passes that could be reset
	KindNotQR                       // a QR image was asked for of something else
	KindMasterCode                  // that number is the master code
	KindWrongSimilarity             // there is no such similarity
	KindWrongMode                   // there is no such mode of face recognition
	KindTooManyLogins               // too many logins failed: Wait says when to try again
)

var kindNames = [...]string{
	KindInternal:        "internal",
	KindUnauthenticated: "unauthenticated",
	KindForbidden:       "forbidden",
	KindBadLogin:        "bad login",
	KindMissingParam:    "missing parameter",
	KindInvalid:         "invalid",
	KindMissingField:    "missing field",
	KindWrongType:       "wrong type",
	KindConflict:        "conflict",
	KindNotFound:        "not found",
	KindNotTemporary:    "not temporary",
	KindUploadBroken:    "upload broken",
	KindWrongFormat:     "wrong format",
	KindPhotoRefused:    "photo refused",
	KindNoFace:          "no face",
	KindInProgress:      "in progress",
	KindBusy:            "busy",
	KindWrongParam:      "wrong parameter",
	KindInvalidTimes:    "invalid times",
	KindNoTimeProfile:   "no time profile",
	KindNoApartment:     "no apartment",
	KindOtherApartment:  "other apartment",
	KindNothingToDetach: "nothing to detach",
	KindLinkTaken:       "link taken",
	KindUnlimited:       "unlimited",
	KindNotQR:           "not a QR code",
	KindMasterCode:      "master code",
	KindWrongSimilarity: "wrong similarity",
	KindWrongMode:       "wrong mode",
	KindTooManyLogins:   "too many logins",
}

// Kinds returns every kind there is, for tests that must cover them all.
func Kinds() []Kind {
	kinds := make([]Kind, len(kindNames))
	for i := range kinds {
		kinds[i] = Kind(i)
	}
	return kinds
}

// String returns the kind's name as it appears in logs.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("kind(%d)", int(k))
	}
	return kindNames[k]
}

// Error makes a bare Kind usable as a target of errors.Is.
func (k Kind) Error() string { return k.String() }

// Error is the only error type the domain makes. Its text is for the operator
// and the log, never for a client; what a client is told follows from Kind,
// Field and Reasons. It must not contain a password, token, photo or
// descriptor.
type Error struct {
	Kind    Kind
	Message string        // what happened, for the log; may be empty
	Field   string        // KindMissingField and KindWrongType: the field, as a dotted path
	Reasons []Reason      // why a photo was refused, worst first
	Wait    time.Duration // KindTooManyLogins: until another may be tried
	Err     error         // the cause, or nil
}

// E returns an Error of the given kind with a formatted message. A %w verb
// keeps its operand as the cause, several keep all of them.
func E(kind Kind, format string, args ...any) *Error {
	wrapped := fmt.Errorf(format, args...)
	cause := errors.Unwrap(wrapped)
	if _, several := wrapped.(interface{ Unwrap() []error }); several {
		cause = wrapped
	}
	return &Error{Kind: kind, Message: wrapped.Error(), Err: cause}
}

// Missing returns the error for a required field that is absent.
func Missing(field string) *Error {
	return &Error{Kind: KindMissingField, Field: field, Message: "no value for " + field}
}

// WrongType returns the error for a field whose value is of the wrong type.
func WrongType(field string) *Error {
	return &Error{Kind: KindWrongType, Field: field, Message: field + " is of the wrong type"}
}

// Refuse returns the refusal of a photo: an error that carries the reasons,
// worst first.
func Refuse(kind Kind, reasons ...Reason) *Error {
	return &Error{Kind: kind, Reasons: reasons}
}

// TooManyLogins returns the error for a login that is not even tried, because
// too many failed before it, until so much time has passed.
func TooManyLogins(wait time.Duration) *Error {
	return &Error{Kind: KindTooManyLogins, Wait: wait, Message: "another may be tried in " + wait.Round(time.Second).String()}
}

// Error implements error: the kind, the message and the reasons.
func (e *Error) Error() string {
	parts := []string{e.Kind.String()}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	for _, r := range e.Reasons {
		parts = append(parts, r.String())
	}
	return strings.Join(parts, ": ")
}

// Unwrap lets errors.Is match the kind and errors.As reach the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// KindOf returns the kind of the outermost Error in err's chain, and
// KindInternal for any other error. A cancelled or expired context is
// KindBusy: the work was given up, not done wrong.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return KindBusy
	}
	return KindInternal
}

// ReasonsOf returns the reasons that the outermost Error in err's chain
// carries, worst first; nil if there are none.
func ReasonsOf(err error) []Reason {
	var e *Error
	if errors.As(err, &e) {
		return e.Reasons
	}
	return nil
}

// WaitOf returns how long the outermost Error in err's chain tells to wait, or
// 0.
func WaitOf(err error) time.Duration {
	var e *Error
	if errors.As(err, &e) {
		return e.Wait
	}
	return 0
}

// FieldOf returns the field the outermost Error in err's chain names, or "".
func FieldOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}
