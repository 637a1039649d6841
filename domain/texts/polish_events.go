package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	polishUsed       = "[, właściciel: {name}][, adres: {apartment}]"
	polishIdentifier = "identyfikatora[ {uid}][ (właściciel: {name})]"
	polishSubject    = "Identyfikator[ {uid}][ ({type}, właściciel: {name})| ({type})| (właściciel: {name})]"
	polishProfile    = "Profil czasowy[ {uid}][ „{name}”]"
	polishApartment  = "Mieszkanie[ {uid}][ „{name}”][ ({apartment})]"
	polishBy         = "[ przez użytkownika {account}]"
)

var polishEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Zamek otwarty identyfikatorem",
			"Użyto ważnego identyfikatora[ {number}]" + polishUsed + ", otwarto zamek {lock}",
		},
		event.AccessGrantedByMasterCode: {
			"Zamek otwarty kodem głównym",
			"Użyto kodu głównego, otwarto zamek {lock}",
		},
		event.AccessDenied: {
			"Odmowa dostępu: nieważny identyfikator",
			"Użyto nieważnego identyfikatora[ {number}]" + polishUsed + "[, przyczyna: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Odmowa dostępu: nieważny kod",
			"Wprowadzono nieważny kod[ {number}]" + polishUsed + "[, przyczyna: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Odmowa dostępu: nieznana karta",
			"Użyto nieznanej karty[ {number}]",
		},
		event.AccessDeniedUnknown: {
			"Odmowa dostępu: nieznany identyfikator",
			"Użyto nieznanego identyfikatora[ {number}][ ({type})]",
		},

		event.DeviceBooted: {
			"Uruchomienie urządzenia",
			"Urządzenie zostało uruchomione",
		},

		event.LoginSucceeded: {
			"Logowanie przez API",
			"Zalogowano się[ na konto {account}]",
		},
		event.LoginFailed: {
			"Nieudane logowanie przez API",
			"Nieudana próba logowania[ na konto „{account}”]",
		},
		event.IdentifierCreated: {
			"Utworzono identyfikator",
			polishSubject + " został utworzony" + polishBy,
		},
		event.IdentifierChanged: {
			"Zmieniono identyfikator",
			polishSubject + " został zmieniony" + polishBy,
		},
		event.IdentifierDeleted: {
			"Usunięto identyfikator",
			polishSubject + " został usunięty" + polishBy,
		},
		event.PassesReset: {
			"Przywrócono liczbę przejść",
			"Liczba przejść " + polishIdentifier + " została przywrócona" + polishBy,
		},
		event.FaceEnrolled: {
			"Zarejestrowano twarz",
			"Twarz dla " + polishIdentifier + " została zarejestrowana" + polishBy,
		},
		event.FaceRefused: {
			"Odrzucono zdjęcie",
			"Zdjęcie[ dla identyfikatora {uid}][ (właściciel: {name})][, przesłane przez użytkownika {account},] zostało odrzucone[, przyczyna: {detail}]",
		},
		event.TimeProfileCreated: {
			"Utworzono profil czasowy",
			polishProfile + " został utworzony" + polishBy,
		},
		event.TimeProfileChanged: {
			"Zmieniono profil czasowy",
			polishProfile + " został zmieniony" + polishBy,
		},
		event.TimeProfileDeleted: {
			"Usunięto profil czasowy",
			polishProfile + " został usunięty" + polishBy,
		},
		event.ApartmentCreated: {
			"Dodano mieszkanie",
			polishApartment + " zostało dodane" + polishBy,
		},
		event.ApartmentChanged: {
			"Zmieniono mieszkanie",
			polishApartment + " zostało zmienione" + polishBy,
		},
		event.ApartmentDeleted: {
			"Usunięto mieszkanie",
			polishApartment + " zostało usunięte" + polishBy,
		},
		event.SettingsChanged: {
			"Zmieniono ustawienia",
			"Ustawienia zostały zmienione" + polishBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Zmieniono hasło",
			"Hasło[ konta {name}] zostało zmienione" + polishBy,
		},
		event.LogCleared: {
			"Wyczyszczono dziennik",
			"Dziennik został wyczyszczony" + polishBy,
		},
		event.PersonExported: {
			"Wyeksportowano dane osobowe",
			"Dane " + polishIdentifier + " zostały wyeksportowane" + polishBy,
		},
		event.PersonErased: {
			"Usunięto dane osobowe",
			"Identyfikator[ {uid}] został usunięty wraz ze wszystkimi danymi właściciela" + polishBy,
		},
		event.AccountAdded: {
			"Dodano konto",
			"Konto[ {name}] zostało dodane" + polishBy,
		},
		event.AccountRemoved: {
			"Usunięto konto",
			"Konto[ {name}] zostało usunięte" + polishBy,
		},
		event.SessionsRevoked: {
			"Zakończono sesje",
			"Sesje[ konta {name}] zostały zakończone" + polishBy,
		},
		event.LoginsLimited: {
			"Ograniczono logowanie",
			"Zbyt wiele nieudanych prób: logowanie[ na konto „{account}”][ z adresu {detail}] jest czasowo ograniczone",
		},
	},
	types: map[string]string{
		"card":          "karta",
		"ukey":          "UKEY",
		"inputCode":     "kod",
		"input_code":    "kod",
		"face_id":       "twarz",
		"qr":            "kod QR",
		"license_plate": "tablica rejestracyjna",
	},
	denials: map[string]string{
		"unknown":          "nieznany identyfikator",
		"no_face":          "twarz nie została jeszcze zarejestrowana",
		"not_yet_valid":    "okres ważności jeszcze się nie rozpoczął",
		"expired":          "okres ważności minął",
		"no_passes_left":   "wykorzystano wszystkie przejścia",
		"outside_schedule": "poza profilami czasowymi",
	},
}
