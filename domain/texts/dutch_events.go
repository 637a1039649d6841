package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	dutchUsed       = "[, eigenaar {name}][, adres {apartment}]"
	dutchIdentifier = "[identificatiemiddel {uid}|een identificatiemiddel][ (eigenaar {name})]"
	dutchSubject    = "[Identificatiemiddel {uid}|Een identificatiemiddel][ ({type}, eigenaar {name})| ({type})| (eigenaar {name})]"
	dutchProfile    = "[Tijdprofiel {uid}|Een tijdprofiel][ ‘{name}’]"
	dutchApartment  = "[Appartement {uid}|Een appartement][ ‘{name}’][ ({apartment})]"
	dutchBy         = "[ door {account}]"
)

var dutchEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Slot geopend met identificatiemiddel",
			"[Geldig identificatiemiddel {number}|Een geldig identificatiemiddel] is gebruikt" + dutchUsed + ", slot {lock} is geopend",
		},
		event.AccessGrantedByMasterCode: {
			"Slot geopend met mastercode",
			"De mastercode is gebruikt, slot {lock} is geopend",
		},
		event.AccessDenied: {
			"Toegang geweigerd: ongeldig identificatiemiddel",
			"[Ongeldig identificatiemiddel {number}|Een ongeldig identificatiemiddel] is gebruikt" + dutchUsed + "[, reden: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Toegang geweigerd: ongeldige code",
			"[Ongeldige code {number}|Een ongeldige code] is ingevoerd" + dutchUsed + "[, reden: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Toegang geweigerd: onbekende kaart",
			"[Onbekende kaart {number}|Een onbekende kaart] is gebruikt",
		},
		event.AccessDeniedUnknown: {
			"Toegang geweigerd: onbekend identificatiemiddel",
			"[Onbekend identificatiemiddel {number}|Een onbekend identificatiemiddel][ ({type})] is gebruikt",
		},

		event.DeviceBooted: {
			"Apparaat gestart",
			"Het apparaat is gestart",
		},

		event.LoginSucceeded: {
			"Aanmelding via de API",
			"[Account {account}|Een account] heeft zich aangemeld",
		},
		event.LoginFailed: {
			"Mislukte aanmelding via de API",
			"Een aanmelding[ met account ‘{account}’] is mislukt",
		},
		event.IdentifierCreated: {
			"Identificatiemiddel aangemaakt",
			dutchSubject + " is aangemaakt" + dutchBy,
		},
		event.IdentifierChanged: {
			"Identificatiemiddel gewijzigd",
			dutchSubject + " is gewijzigd" + dutchBy,
		},
		event.IdentifierDeleted: {
			"Identificatiemiddel verwijderd",
			dutchSubject + " is verwijderd" + dutchBy,
		},
		event.PassesReset: {
			"Aantal doorgangen hersteld",
			"Het aantal doorgangen van " + dutchIdentifier + " is hersteld" + dutchBy,
		},
		event.FaceEnrolled: {
			"Gezicht geregistreerd",
			"Het gezicht voor " + dutchIdentifier + " is geregistreerd" + dutchBy,
		},
		event.FaceRefused: {
			"Foto afgekeurd",
			"Een foto[ voor identificatiemiddel {uid}][ (eigenaar {name})][, gestuurd door {account},] is afgekeurd[, reden: {detail}]",
		},
		event.TimeProfileCreated: {
			"Tijdprofiel aangemaakt",
			dutchProfile + " is aangemaakt" + dutchBy,
		},
		event.TimeProfileChanged: {
			"Tijdprofiel gewijzigd",
			dutchProfile + " is gewijzigd" + dutchBy,
		},
		event.TimeProfileDeleted: {
			"Tijdprofiel verwijderd",
			dutchProfile + " is verwijderd" + dutchBy,
		},
		event.ApartmentCreated: {
			"Appartement aangemaakt",
			dutchApartment + " is aangemaakt" + dutchBy,
		},
		event.ApartmentChanged: {
			"Appartement gewijzigd",
			dutchApartment + " is gewijzigd" + dutchBy,
		},
		event.ApartmentDeleted: {
			"Appartement verwijderd",
			dutchApartment + " is verwijderd" + dutchBy,
		},
		event.SettingsChanged: {
			"Instellingen gewijzigd",
			"De instellingen zijn gewijzigd" + dutchBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Wachtwoord gewijzigd",
			"Het wachtwoord[ van account {name}] is gewijzigd" + dutchBy,
		},
		event.LogCleared: {
			"Logboek gewist",
			"Het logboek is gewist" + dutchBy,
		},
		event.PersonExported: {
			"Persoonsgegevens geëxporteerd",
			"Wat over " + dutchIdentifier + " is bewaard, is geëxporteerd" + dutchBy,
		},
		event.PersonErased: {
			"Persoonsgegevens gewist",
			"[Identificatiemiddel {uid}|Een identificatiemiddel] is gewist met alles over de eigenaar" + dutchBy,
		},
		event.AccountAdded: {
			"Account toegevoegd",
			"Account[ {name}] is toegevoegd" + dutchBy,
		},
		event.AccountRemoved: {
			"Account verwijderd",
			"Account[ {name}] is verwijderd" + dutchBy,
		},
		event.SessionsRevoked: {
			"Sessies beëindigd",
			"De sessies[ van account {name}] zijn beëindigd" + dutchBy,
		},
		event.LoginsLimited: {
			"Aanmelden beperkt",
			"Te veel mislukte pogingen: aanmelden[ met account ‘{account}’][ vanaf {detail}] is tijdelijk beperkt",
		},
	},
	types: map[string]string{
		"card":          "kaart",
		"ukey":          "UKEY",
		"inputCode":     "code",
		"input_code":    "code",
		"face_id":       "gezicht",
		"qr":            "QR-code",
		"license_plate": "kenteken",
	},
	denials: map[string]string{
		"unknown":          "onbekend identificatiemiddel",
		"no_face":          "er is nog geen gezicht geregistreerd",
		"not_yet_valid":    "nog niet geldig",
		"expired":          "niet meer geldig",
		"no_passes_left":   "geen doorgangen meer over",
		"outside_schedule": "buiten de tijdprofielen",
	},
}
