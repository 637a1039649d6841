package httpapi

import (
	"context"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// Enroller gives temporary identifiers their faces.
type Enroller interface {
	// Enrol loads a photo for a temporary identifier, with replace also for
	// an enrolled one. jpeg is lent until Enrol returns: neither it nor
	// anything it calls keeps a reference to the bytes, nor reads them later,
	// and the portrait that it returns is good no longer than that. The errors
	// are KindNotTemporary, KindInProgress, KindWrongFormat, KindPhotoRefused
	// and KindNoFace, the last three with reasons.
	Enrol(ctx context.Context, uid identifier.UID, jpeg []byte, replace bool) (enrolment.Enrolment, error)
}

// Checker finds out what is wrong with a photo, and stores nothing.
type Checker interface {
	// Check returns everything that is found out about a photo under a
	// profile, also about one that is refused or damaged. The error is
	// KindWrongFormat, with a reason, if the file is no JPEG. jpeg is lent, as
	// to Enrol.
	Check(ctx context.Context, jpeg []byte, p rules.Profile) (rules.Report, error)

	// ProfileNamed returns a profile, the one that enrolments are held
	// against for "". The error is KindWrongParam if there is none of that
	// name.
	ProfileNamed(name string) (rules.Profile, error)
}

// Identifiers manages what opens the doors.
type Identifiers interface {
	// Create stores a new identifier and returns its uid. The error is
	// KindInvalid, KindInvalidTimes, KindConflict or KindMasterCode.
	Create(ctx context.Context, s identifier.Spec) (identifier.UID, error)

	// Get returns an identifier. The error is KindNotFound if there is none.
	Get(ctx context.Context, uid identifier.UID) (identifier.Entry, error)

	// Change changes what c says and leaves the rest as it is. The error is
	// KindNotFound or one of Create.
	Change(ctx context.Context, uid identifier.UID, c identifier.Change) error

	// ResetPasses gives an identifier its whole number of passes again. The
	// error is KindNotFound or KindUnlimited.
	ResetPasses(ctx context.Context, uid identifier.UID) error

	// Delete removes an identifier. The error is KindNotFound if there is
	// none.
	Delete(ctx context.Context, uid identifier.UID) error

	// DeleteAll removes those of the identifiers that exist.
	DeleteAll(ctx context.Context, uids []identifier.UID) error

	// DeleteByKey removes those of the identifiers that exist, and returns
	// which did.
	DeleteByKey(ctx context.Context, keys []identifier.Key) ([]bool, error)

	// List returns one page and how many there are on all. The error is
	// KindWrongParam for a field that there is not.
	List(ctx context.Context, q listing.Query) ([]identifier.Entry, int, error)

	// Portrait returns the photo an identifier was enrolled with. The error
	// is KindNotFound if there is no identifier or it has no face.
	Portrait(ctx context.Context, uid identifier.UID) (photo.Photo, error)
}

// TimeProfiles manages when identifiers open.
type TimeProfiles interface {
	// Create stores a new time profile and returns its uid. The error is
	// KindInvalid or KindInvalidTimes.
	Create(ctx context.Context, s schedule.Spec) (schedule.UID, error)

	// Get returns a time profile and who has it. The error is
	// KindNoTimeProfile if there is none.
	Get(ctx context.Context, uid schedule.UID) (schedule.Profile, []identifier.Reference, error)

	// List returns one page and how many there are on all. The error is
	// KindWrongParam for a field that there is not.
	List(ctx context.Context, q listing.Query) ([]schedule.Profile, int, error)

	// Change replaces what a time profile says. The error is
	// KindNoTimeProfile or one of Create.
	Change(ctx context.Context, uid schedule.UID, s schedule.Spec) error

	// Delete removes a time profile. The error is KindNoTimeProfile if there
	// is none.
	Delete(ctx context.Context, uid schedule.UID) error

	// DeleteAll removes those of the time profiles that exist.
	DeleteAll(ctx context.Context, uids []schedule.UID) error

	// Attach gives an identifier a time profile, Detach takes it away. The
	// error is KindNotFound or KindNoTimeProfile.
	Attach(ctx context.Context, to identifier.UID, uid schedule.UID) error
	Detach(ctx context.Context, from identifier.UID, uid schedule.UID) error
}

// Apartments manages the flats and offices that identifiers belong to.
type Apartments interface {
	// Create stores a new apartment and returns its uid. The error is
	// KindInvalid or KindLinkTaken.
	Create(ctx context.Context, s apartment.Spec) (apartment.UID, error)

	// Get returns an apartment and what belongs to it. The error is
	// KindNoApartment if there is none.
	Get(ctx context.Context, uid apartment.UID) (apartment.Apartment, []identifier.Identifier, error)

	// List returns one page and how many there are on all. The error is
	// KindWrongParam for a field that there is not.
	List(ctx context.Context, q listing.Query) ([]apartment.Apartment, int, error)

	// Change replaces what an apartment says. The error is KindNoApartment
	// or one of Create.
	Change(ctx context.Context, uid apartment.UID, s apartment.Spec) error

	// Delete removes an apartment. The error is KindNoApartment if there is
	// none.
	Delete(ctx context.Context, uid apartment.UID) error

	// Attach makes an identifier belong to an apartment. The error is
	// KindNoApartment, KindNotFound or KindOtherApartment.
	Attach(ctx context.Context, uid apartment.UID, to identifier.UID) error

	// Detach makes an identifier belong to none and returns whether it did to
	// one. The error is KindNothingToDetach.
	Detach(ctx context.Context, from identifier.UID) (bool, error)
}

// Synchroniser makes identifiers and time profiles what another system says of
// them. An error is not the item's fault; what is, is in the result.
type Synchroniser interface {
	PutIdentifier(ctx context.Context, item linking.Identifier) (linking.Result, error)
	DeleteIdentifier(ctx context.Context, link domain.LinkID) (linking.Result, error)
	PutProfile(ctx context.Context, item linking.Profile) (linking.Result, error)
	DeleteProfile(ctx context.Context, link domain.LinkID) (linking.Result, error)
}

// Access answers panels that ask whether somebody may enter.
type Access interface {
	// Ask answers, and uses up a pass if it grants.
	Ask(ctx context.Context, q access.Question) (access.Answer, error)
}

// Settings manages what is set over the API.
type Settings interface {
	// Settings returns all settings.
	Settings(ctx context.Context) (settings.Settings, error)

	// SetFaceRecognition fails with KindWrongSimilarity or KindWrongMode.
	SetFaceRecognition(ctx context.Context, f settings.FaceRecognition) error

	// SetRemoteControl fails with KindInvalid.
	SetRemoteControl(ctx context.Context, r settings.RemoteControl) error

	// SetMasterCode fails with KindInvalid or KindConflict.
	SetMasterCode(ctx context.Context, m settings.MasterCode) error

	// ClearLog removes all events.
	ClearLog(ctx context.Context) error
}

// Events is the log.
type Events interface {
	// List returns one page and how many there are on all. The error is
	// KindWrongParam for a field that there is not.
	List(ctx context.Context, q listing.Query) ([]event.Event, int, error)
}
