package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	frenchUsed       = "[, titulaire : {name}][, adresse : {apartment}]"
	frenchIdentifier = "[de l’identifiant {uid}|d’un identifiant][ (titulaire : {name})]"
	frenchSubject    = "[L’identifiant {uid}|Un identifiant][ ({type}, titulaire : {name})| ({type})| (titulaire : {name})]"
	frenchProfile    = "[Le profil horaire {uid}|Un profil horaire][ « {name} »]"
	frenchApartment  = "[L’appartement {uid}|Un appartement][ « {name} »][ ({apartment})]"
	frenchBy         = "[ par {account}]"
)

var frenchEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Serrure ouverte par identifiant",
			"[L’identifiant valide {number}|Un identifiant valide] a été utilisé" + frenchUsed + ", la serrure {lock} a été ouverte",
		},
		event.AccessGrantedByMasterCode: {
			"Serrure ouverte par code maître",
			"Le code maître a été utilisé, la serrure {lock} a été ouverte",
		},
		event.AccessDenied: {
			"Accès refusé : identifiant non valide",
			"[L’identifiant non valide {number}|Un identifiant non valide] a été utilisé" + frenchUsed + "[, motif : {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Accès refusé : code non valide",
			"[Le code non valide {number}|Un code non valide] a été saisi" + frenchUsed + "[, motif : {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Accès refusé : carte inconnue",
			"[La carte inconnue {number}|Une carte inconnue] a été utilisée",
		},
		event.AccessDeniedUnknown: {
			"Accès refusé : identifiant inconnu",
			"[L’identifiant inconnu {number}|Un identifiant inconnu][ ({type})] a été utilisé",
		},

		event.DeviceBooted: {
			"Démarrage de l’appareil",
			"L’appareil a démarré",
		},

		event.LoginSucceeded: {
			"Connexion par l’API",
			"[Le compte {account}|Un compte] s’est connecté",
		},
		event.LoginFailed: {
			"Échec de connexion par l’API",
			"Une connexion[ avec le compte « {account} »] a échoué",
		},
		event.IdentifierCreated: {
			"Identifiant créé",
			frenchSubject + " a été créé" + frenchBy,
		},
		event.IdentifierChanged: {
			"Identifiant modifié",
			frenchSubject + " a été modifié" + frenchBy,
		},
		event.IdentifierDeleted: {
			"Identifiant supprimé",
			frenchSubject + " a été supprimé" + frenchBy,
		},
		event.PassesReset: {
			"Nombre de passages rétabli",
			"Le nombre de passages " + frenchIdentifier + " a été rétabli" + frenchBy,
		},
		event.FaceEnrolled: {
			"Visage enregistré",
			"Le visage " + frenchIdentifier + " a été enregistré" + frenchBy,
		},
		event.FaceRefused: {
			"Photo refusée",
			"Une photo[ de l’identifiant {uid}][ (titulaire : {name})][, envoyée par {account},] a été refusée[, motif : {detail}]",
		},
		event.TimeProfileCreated: {
			"Profil horaire créé",
			frenchProfile + " a été créé" + frenchBy,
		},
		event.TimeProfileChanged: {
			"Profil horaire modifié",
			frenchProfile + " a été modifié" + frenchBy,
		},
		event.TimeProfileDeleted: {
			"Profil horaire supprimé",
			frenchProfile + " a été supprimé" + frenchBy,
		},
		event.ApartmentCreated: {
			"Appartement créé",
			frenchApartment + " a été créé" + frenchBy,
		},
		event.ApartmentChanged: {
			"Appartement modifié",
			frenchApartment + " a été modifié" + frenchBy,
		},
		event.ApartmentDeleted: {
			"Appartement supprimé",
			frenchApartment + " a été supprimé" + frenchBy,
		},
		event.SettingsChanged: {
			"Paramètres modifiés",
			"Les paramètres ont été modifiés" + frenchBy + "[ : {detail}]",
		},
		event.PasswordChanged: {
			"Mot de passe modifié",
			"Le mot de passe[ du compte {name}] a été modifié" + frenchBy,
		},
		event.LogCleared: {
			"Journal effacé",
			"Le journal a été effacé" + frenchBy,
		},
		event.PersonExported: {
			"Données personnelles exportées",
			"Les données " + frenchIdentifier + " ont été exportées" + frenchBy,
		},
		event.PersonErased: {
			"Données personnelles effacées",
			"[L’identifiant {uid}|Un identifiant] a été effacé avec tout ce qui concerne son titulaire" + frenchBy,
		},
		event.AccountAdded: {
			"Compte ajouté",
			"Le compte[ {name}] a été ajouté" + frenchBy,
		},
		event.AccountRemoved: {
			"Compte supprimé",
			"Le compte[ {name}] a été supprimé" + frenchBy,
		},
		event.SessionsRevoked: {
			"Sessions terminées",
			"Les sessions[ du compte {name}] ont été terminées" + frenchBy,
		},
		event.LoginsLimited: {
			"Connexions limitées",
			"Trop d’échecs : les connexions[ au compte « {account} »][ depuis {detail}] sont limitées pour un temps",
		},
	},
	types: map[string]string{
		"card":          "carte",
		"ukey":          "UKEY",
		"inputCode":     "code",
		"input_code":    "code",
		"face_id":       "visage",
		"qr":            "code QR",
		"license_plate": "plaque d’immatriculation",
	},
	denials: map[string]string{
		"unknown":          "identifiant inconnu",
		"no_face":          "aucun visage n’est encore enregistré",
		"not_yet_valid":    "pas encore valide",
		"expired":          "n’est plus valide",
		"no_passes_left":   "plus aucun passage disponible",
		"outside_schedule": "en dehors de ses profils horaires",
	},
}
