package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	englishUsed       = "[, owner {name}][, address {apartment}]"
	englishIdentifier = "[identifier {uid}|an identifier][ (owner {name})]"
	englishSubject    = "[Identifier {uid}|An identifier][ ({type}, owner {name})| ({type})| (owner {name})]"
	englishProfile    = "[Time profile {uid}|A time profile][ “{name}”]"
	englishApartment  = "[Apartment {uid}|An apartment][ “{name}”][ ({apartment})]"
	englishBy         = "[ by {account}]"
)

var englishEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Lock opened by identifier",
			"[Valid identifier {number}|A valid identifier] was used" + englishUsed + ", lock {lock} was opened",
		},
		event.AccessGrantedByMasterCode: {
			"Lock opened by master code",
			"The master code was used, lock {lock} was opened",
		},
		event.AccessDenied: {
			"Access denied: invalid identifier",
			"[Invalid identifier {number}|An invalid identifier] was used" + englishUsed + "[, reason: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Access denied: invalid input code",
			"[Invalid input code {number}|An invalid input code] was entered" + englishUsed + "[, reason: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Access denied: unknown card",
			"[Unknown card {number}|An unknown card] was used",
		},
		event.AccessDeniedUnknown: {
			"Access denied: unknown identifier",
			"[Unknown identifier {number}|An unknown identifier][ ({type})] was used",
		},

		event.DeviceBooted: {
			"Device started",
			"The device has started",
		},

		event.LoginSucceeded: {
			"Login over the API",
			"[Account {account}|An account] logged in",
		},
		event.LoginFailed: {
			"Failed login over the API",
			"A login[ as “{account}”] failed",
		},
		event.IdentifierCreated: {
			"Identifier created",
			englishSubject + " was created" + englishBy,
		},
		event.IdentifierChanged: {
			"Identifier changed",
			englishSubject + " was changed" + englishBy,
		},
		event.IdentifierDeleted: {
			"Identifier deleted",
			englishSubject + " was deleted" + englishBy,
		},
		event.PassesReset: {
			"Number of passes reset",
			"The number of passes of " + englishIdentifier + " was reset" + englishBy,
		},
		event.FaceEnrolled: {
			"Face enrolled",
			"A face was enrolled for " + englishIdentifier + englishBy,
		},
		event.FaceRefused: {
			"Photo refused",
			"A photo[ for identifier {uid}][ (owner {name})][, sent by {account},] was refused[, reason: {detail}]",
		},
		event.TimeProfileCreated: {
			"Time profile created",
			englishProfile + " was created" + englishBy,
		},
		event.TimeProfileChanged: {
			"Time profile changed",
			englishProfile + " was changed" + englishBy,
		},
		event.TimeProfileDeleted: {
			"Time profile deleted",
			englishProfile + " was deleted" + englishBy,
		},
		event.ApartmentCreated: {
			"Apartment created",
			englishApartment + " was created" + englishBy,
		},
		event.ApartmentChanged: {
			"Apartment changed",
			englishApartment + " was changed" + englishBy,
		},
		event.ApartmentDeleted: {
			"Apartment deleted",
			englishApartment + " was deleted" + englishBy,
		},
		event.SettingsChanged: {
			"Settings changed",
			"Settings were changed" + englishBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Password changed",
			"The password[ of account {name}] was changed" + englishBy,
		},
		event.LogCleared: {
			"Log cleared",
			"The log was cleared" + englishBy,
		},
		event.PersonExported: {
			"Personal data exported",
			"What is kept of " + englishIdentifier + " was exported" + englishBy,
		},
		event.PersonErased: {
			"Personal data erased",
			"[Identifier {uid}|An identifier] was erased with everything about its owner" + englishBy,
		},
		event.AccountAdded: {
			"Account added",
			"Account[ {name}] was added" + englishBy,
		},
		event.AccountRemoved: {
			"Account removed",
			"Account[ {name}] was removed" + englishBy,
		},
		event.SessionsRevoked: {
			"Sessions ended",
			"Sessions[ of account {name}] were ended" + englishBy,
		},
		event.LoginsLimited: {
			"Logins limited",
			"After too many failures, logins[ of account “{account}”][ from {detail}] are limited for a while",
		},
	},
	types: map[string]string{
		"card":          "card",
		"ukey":          "UKEY",
		"inputCode":     "input code",
		"input_code":    "input code",
		"face_id":       "face",
		"qr":            "QR code",
		"license_plate": "number plate",
	},
	denials: map[string]string{
		"unknown":          "unknown identifier",
		"no_face":          "no face enrolled yet",
		"not_yet_valid":    "not valid yet",
		"expired":          "no longer valid",
		"no_passes_left":   "no passes left",
		"outside_schedule": "outside its time profiles",
	},
}
