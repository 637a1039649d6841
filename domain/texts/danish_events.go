package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	danishUsed       = "[, ejer {name}][, adresse {apartment}]"
	danishIdentifier = "[identifikator {uid}|en identifikator][ (ejer {name})]"
	danishSubject    = "[Identifikator {uid}|En identifikator][ ({type}, ejer {name})| ({type})| (ejer {name})]"
	danishProfile    = "[Tidsprofil {uid}|En tidsprofil][ »{name}«]"
	danishApartment  = "[Lejlighed {uid}|En lejlighed][ »{name}«][ ({apartment})]"
	danishBy         = "[ af {account}]"
)

var danishEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Lås åbnet med identifikator",
			"[Gyldig identifikator {number}|En gyldig identifikator] blev brugt" + danishUsed + ", lås {lock} blev åbnet",
		},
		event.AccessGrantedByMasterCode: {
			"Lås åbnet med masterkode",
			"Masterkoden blev brugt, lås {lock} blev åbnet",
		},
		event.AccessDenied: {
			"Adgang nægtet: ugyldig identifikator",
			"[Ugyldig identifikator {number}|En ugyldig identifikator] blev brugt" + danishUsed + "[, årsag: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Adgang nægtet: ugyldig kode",
			"[Ugyldig kode {number}|En ugyldig kode] blev indtastet" + danishUsed + "[, årsag: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Adgang nægtet: ukendt kort",
			"[Ukendt kort {number}|Et ukendt kort] blev brugt",
		},
		event.AccessDeniedUnknown: {
			"Adgang nægtet: ukendt identifikator",
			"[Ukendt identifikator {number}|En ukendt identifikator][ ({type})] blev brugt",
		},

		event.DeviceBooted: {
			"Enhed startet",
			"Enheden er startet",
		},

		event.LoginSucceeded: {
			"Login via API",
			"[Kontoen {account}|En konto] loggede ind",
		},
		event.LoginFailed: {
			"Mislykket login via API",
			"Et login[ med kontoen »{account}«] mislykkedes",
		},
		event.IdentifierCreated: {
			"Identifikator oprettet",
			danishSubject + " blev oprettet" + danishBy,
		},
		event.IdentifierChanged: {
			"Identifikator ændret",
			danishSubject + " blev ændret" + danishBy,
		},
		event.IdentifierDeleted: {
			"Identifikator slettet",
			danishSubject + " blev slettet" + danishBy,
		},
		event.PassesReset: {
			"Antal passager gendannet",
			"Antallet af passager for " + danishIdentifier + " blev gendannet" + danishBy,
		},
		event.FaceEnrolled: {
			"Ansigt registreret",
			"Ansigtet til " + danishIdentifier + " blev registreret" + danishBy,
		},
		event.FaceRefused: {
			"Billede afvist",
			"Et billede[ til identifikator {uid}][ (ejer {name})][, sendt af {account},] blev afvist[, årsag: {detail}]",
		},
		event.TimeProfileCreated: {
			"Tidsprofil oprettet",
			danishProfile + " blev oprettet" + danishBy,
		},
		event.TimeProfileChanged: {
			"Tidsprofil ændret",
			danishProfile + " blev ændret" + danishBy,
		},
		event.TimeProfileDeleted: {
			"Tidsprofil slettet",
			danishProfile + " blev slettet" + danishBy,
		},
		event.ApartmentCreated: {
			"Lejlighed oprettet",
			danishApartment + " blev oprettet" + danishBy,
		},
		event.ApartmentChanged: {
			"Lejlighed ændret",
			danishApartment + " blev ændret" + danishBy,
		},
		event.ApartmentDeleted: {
			"Lejlighed slettet",
			danishApartment + " blev slettet" + danishBy,
		},
		event.SettingsChanged: {
			"Indstillinger ændret",
			"Indstillingerne blev ændret" + danishBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Adgangskode ændret",
			"Adgangskoden[ til kontoen {name}] blev ændret" + danishBy,
		},
		event.LogCleared: {
			"Log ryddet",
			"Loggen blev ryddet" + danishBy,
		},
		event.PersonExported: {
			"Persondata eksporteret",
			"Det, der er gemt om " + danishIdentifier + ", blev eksporteret" + danishBy,
		},
		event.PersonErased: {
			"Persondata slettet",
			"[Identifikator {uid}|En identifikator] blev slettet med alt om sin ejer" + danishBy,
		},
		event.AccountAdded: {
			"Konto tilføjet",
			"Kontoen[ {name}] blev tilføjet" + danishBy,
		},
		event.AccountRemoved: {
			"Konto fjernet",
			"Kontoen[ {name}] blev fjernet" + danishBy,
		},
		event.SessionsRevoked: {
			"Sessioner afsluttet",
			"Sessionerne[ for kontoen {name}] blev afsluttet" + danishBy,
		},
		event.LoginsLimited: {
			"Login begrænset",
			"For mange mislykkede forsøg: login[ på kontoen »{account}«][ fra {detail}] er begrænset for en tid",
		},
	},
	types: map[string]string{
		"card":          "kort",
		"ukey":          "UKEY",
		"inputCode":     "kode",
		"input_code":    "kode",
		"face_id":       "ansigt",
		"qr":            "QR-kode",
		"license_plate": "nummerplade",
	},
	denials: map[string]string{
		"unknown":          "ukendt identifikator",
		"no_face":          "intet ansigt er registreret endnu",
		"not_yet_valid":    "endnu ikke gyldig",
		"expired":          "ikke længere gyldig",
		"no_passes_left":   "ingen passager tilbage",
		"outside_schedule": "uden for tidsprofilerne",
	},
}
