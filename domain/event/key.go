package event

import "slices"

// Category says what part of the log an event belongs to.
type Category string

// The categories. Clients filter by "access" to be spared the logins. No event
// of ours is an emergency yet: it takes a door.
const (
	Access    Category = "access"
	Info      Category = "info"
	System    Category = "system"
	Emergency Category = "emergency"
)

// Priority says how soon somebody should look at an event.
type Priority string

// The priorities.
const (
	Low    Priority = "low"
	Medium Priority = "medium"
	High   Priority = "high"
)

// Key says what happened. Keys are append-only: they are stored and clients
// read them.
type Key string

// The keys of the contract, section 16.
const (
	AccessGranted             Key = "access_granted_by_valid_identifier"
	AccessGrantedByMasterCode Key = "access_granted_by_master_code"
	AccessDenied              Key = "access_denied_by_not_valid_identifier"
	AccessDeniedInputCode     Key = "access_denied_by_not_valid_input_code"
	AccessDeniedUnknownCard   Key = "access_denied_by_unknown_card"
	AccessDeniedUnknown       Key = "access_denied_unknown_identifier"
	DeviceBooted              Key = "device_booted"
	LoginSucceeded            Key = "successful_login_api_call"
	LoginFailed               Key = "incorrect_login_api_call"
)

// Our own keys: no panel logs what is done to it over the API.
const (
	IdentifierCreated  Key = "identifier_created"
	IdentifierChanged  Key = "identifier_changed"
	IdentifierDeleted  Key = "identifier_deleted"
	PassesReset        Key = "identifier_passes_reset"
	FaceEnrolled       Key = "face_enrolled"
	FaceRefused        Key = "face_refused"
	TimeProfileCreated Key = "time_profile_created"
	TimeProfileChanged Key = "time_profile_changed"
	TimeProfileDeleted Key = "time_profile_deleted"
	ApartmentCreated   Key = "apartment_created"
	ApartmentChanged   Key = "apartment_changed"
	ApartmentDeleted   Key = "apartment_deleted"
	SettingsChanged    Key = "settings_changed"
	PasswordChanged    Key = "password_changed"
	LogCleared         Key = "log_cleared"
	PersonExported     Key = "person_exported" // what is kept of somebody was given out
	PersonErased       Key = "person_erased"
	AccountAdded       Key = "account_added"
	AccountRemoved     Key = "account_removed"
	SessionsRevoked    Key = "sessions_revoked"
	LoginsLimited      Key = "logins_limited"
)

// trait is what is known of a key.
type trait struct {
	key      Key
	category Category
	priority Priority
}

// traits has every key there is. What may be an attack or changes the rights of
// many is of high priority, what happens all day is of low. The contract tells
// the priority of AccessGranted alone.
var traits = []trait{
	{AccessGranted, Access, Medium},
	{AccessGrantedByMasterCode, Access, High},
	{AccessDenied, Access, Medium},
	{AccessDeniedInputCode, Access, Medium},
	{AccessDeniedUnknownCard, Access, Medium},
	{AccessDeniedUnknown, Access, Medium},

	{DeviceBooted, Info, Low},

	{LoginSucceeded, System, Low},
	{LoginFailed, System, High},
	{IdentifierCreated, System, Medium},
	{IdentifierChanged, System, Medium},
	{IdentifierDeleted, System, Medium},
	{PassesReset, System, Medium},
	{FaceEnrolled, System, Medium},
	{FaceRefused, System, Low},
	{TimeProfileCreated, System, Medium},
	{TimeProfileChanged, System, Medium},
	{TimeProfileDeleted, System, Medium},
	{ApartmentCreated, System, Medium},
	{ApartmentChanged, System, Medium},
	{ApartmentDeleted, System, Medium},
	{SettingsChanged, System, High},
	{PasswordChanged, System, High},
	{LogCleared, System, High},
	{PersonExported, System, High},
	{PersonErased, System, High},
	{AccountAdded, System, High},
	{AccountRemoved, System, High},
	{SessionsRevoked, System, High},
	{LoginsLimited, System, High},
}

// Keys returns every key there is, those of one category together.
func Keys() []Key {
	keys := make([]Key, len(traits))
	for i, t := range traits {
		keys[i] = t.key
	}
	return keys
}

// Valid reports whether there is such a key.
func (k Key) Valid() bool { return k.trait() != trait{} }

// Category returns the category of the key's events, "" for a key that there
// is not.
func (k Key) Category() Category { return k.trait().category }

// Priority returns the priority of the key's events, "" for a key that there
// is not.
func (k Key) Priority() Priority { return k.trait().priority }

func (k Key) trait() trait {
	i := slices.IndexFunc(traits, func(t trait) bool { return t.key == k })
	if i < 0 {
		return trait{}
	}
	return traits[i]
}
