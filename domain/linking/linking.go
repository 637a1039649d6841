// Package linking holds how another system, such as a management server, keeps
// its identifiers and time profiles and ours the same: by link_id, each on its
// own (section 10).
package linking

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// Identifier is what the other system says of one identifier: the whole of it.
// What is nil it says nothing of.
type Identifier struct {
	Spec       identifier.Spec
	Link       domain.LinkID
	Apartment  domain.LinkID    // "" if it says nothing; need not be known here
	Profiles   *[]domain.LinkID // the time profiles, by their links
	PassesLeft *int
	Photo      []byte // a JPEG, for a face only
}

// Profile is what the other system says of one time profile.
type Profile struct {
	Spec schedule.Spec
	Link domain.LinkID
}

// Outcome is what became of one item, as clients are told ("extended_info").
type Outcome string

// The documented outcomes that can happen here, and three of our own.
const (
	Created          Outcome = "created"
	Updated          Outcome = "updated"
	Deleted          Outcome = "deleted"
	EntityNotFound   Outcome = "entity_not_found"
	NumberTaken      Outcome = "number_taken_by_another_identifier"
	NoSuchProfile    Outcome = "bound_time_profile_doesnt_exist"
	BadImage         Outcome = "bad_base_64_image_file"
	FaceNotFound     Outcome = "face_has_not_recognized" // or the photo breaks another rule
	WrongTimes       Outcome = "invalid_time_rules_settings"
	WrongIdentifier  Outcome = "wrong_identifier"    // ours: a value that an identifier cannot have
	WrongTimeProfile Outcome = "wrong_time_profile"  // ours: a value that a time profile cannot have
	InProgress       Outcome = "loading_in_progress" // ours: another photo is being loaded for it
)

// Success reports whether an outcome is that something was done.
func (o Outcome) Success() bool { return o == Created || o == Updated || o == Deleted }

// outcomes has what a failure of one item comes to. A kind that is not here is
// a failure of the whole request.
var outcomes = map[domain.Kind]Outcome{
	domain.KindConflict:      NumberTaken,
	domain.KindNoTimeProfile: NoSuchProfile,
	domain.KindWrongFormat:   BadImage,
	domain.KindPhotoRefused:  FaceNotFound,
	domain.KindNoFace:        FaceNotFound,
	domain.KindInvalidTimes:  WrongTimes,
	domain.KindInProgress:    InProgress,
	domain.KindMasterCode:    NumberTaken,
}

// Result is what became of one item.
type Result struct {
	Link    domain.LinkID
	Outcome Outcome
	Reasons []domain.Reason // why a photo was refused, worst first
}

// Failed returns the result of an item that err kept from being done; wrong is
// the outcome for a value that the entity cannot have. It reports false if err
// is not the item's fault: the request failed as a whole.
func Failed(link domain.LinkID, wrong Outcome, err error) (Result, bool) {
	outcome, ok := outcomes[domain.KindOf(err)]
	switch domain.KindOf(err) {
	case domain.KindInvalid, domain.KindMissingField, domain.KindWrongType:
		outcome, ok = wrong, true
	case domain.KindPhotoRefused:
		if damaged(err) {
			outcome = BadImage
		}
	}
	return Result{Link: link, Outcome: outcome, Reasons: domain.ReasonsOf(err)}, ok
}

// notDescribable is why a face that was found gets no descriptor.
const notDescribable = "face_not_describable"

// damaged reports whether a photo was refused before anything was looked for in
// it: no rule was broken, the JPEG is not whole.
func damaged(err error) bool {
	reasons := domain.ReasonsOf(err)
	return len(reasons) > 0 && reasons[0].Rule == "" && reasons[0].Code != notDescribable
}
