package httpapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// uidOf returns the identifier's uid in the path. Any text that is not an
// integer of 1 or more is answered like a uid that nothing has: with an error
// of that kind.
func uidOf(r *http.Request, otherwise domain.Kind) (identifier.UID, error) {
	n, err := numberIn(r, "uid", otherwise)
	return identifier.UID(n), err
}

// itemOf returns the identifier's uid in the path. The error is KindNotFound.
func itemOf(r *http.Request) (identifier.UID, error) { return uidOf(r, domain.KindNotFound) }

// profileUIDOf returns the time profile's uid in the path. The error is
// KindNoTimeProfile.
func profileUIDOf(r *http.Request) (schedule.UID, error) {
	n, err := numberIn(r, "profile", domain.KindNoTimeProfile)
	return schedule.UID(n), err
}

// apartmentUIDOf returns the apartment's uid in the path. The error is
// KindNoApartment.
func apartmentUIDOf(r *http.Request) (apartment.UID, error) {
	n, err := numberIn(r, "apartment", domain.KindNoApartment)
	return apartment.UID(n), err
}

func numberIn(r *http.Request, name string, otherwise domain.Kind) (int64, error) {
	text := mux.Vars(r)[name]
	// Unsigned, since a sign is no digit; 63 bits, since a uid is signed.
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || n == 0 {
		return 0, domain.E(otherwise, "there is no uid in the path")
	}
	return int64(n), nil
}

// act does something with what the path names, and answers that it is done.
func act[UID any](w http.ResponseWriter, r *http.Request, named func(*http.Request) (UID, error), do func(context.Context, UID) error) error {
	uid, err := named(r)
	if err != nil {
		return err
	}
	if err := do(r.Context(), uid); err != nil {
		return err
	}
	return done(w)
}
