package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	spanishUsed       = "[, titular: {name}][, dirección: {apartment}]"
	spanishIdentifier = "[del identificador {uid}|de un identificador][ (titular: {name})]"
	spanishSubject    = "[El identificador {uid}|Un identificador][ ({type}, titular: {name})| ({type})| (titular: {name})]"
	spanishProfile    = "[El perfil horario {uid}|Un perfil horario][ «{name}»]"
	spanishApartment  = "[El apartamento {uid}|Un apartamento][ «{name}»][ ({apartment})]"
	spanishBy         = "[ por {account}]"
)

var spanishEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Cerradura abierta con identificador",
			"Se ha usado [el identificador válido {number}|un identificador válido]" + spanishUsed + "; se ha abierto la cerradura {lock}",
		},
		event.AccessGrantedByMasterCode: {
			"Cerradura abierta con código maestro",
			"Se ha usado el código maestro; se ha abierto la cerradura {lock}",
		},
		event.AccessDenied: {
			"Acceso denegado: identificador no válido",
			"Se ha usado [el identificador no válido {number}|un identificador no válido]" + spanishUsed + "[, motivo: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Acceso denegado: código no válido",
			"Se ha introducido [el código no válido {number}|un código no válido]" + spanishUsed + "[, motivo: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Acceso denegado: tarjeta desconocida",
			"Se ha usado [la tarjeta desconocida {number}|una tarjeta desconocida]",
		},
		event.AccessDeniedUnknown: {
			"Acceso denegado: identificador desconocido",
			"Se ha usado [el identificador desconocido {number}|un identificador desconocido][ ({type})]",
		},

		event.DeviceBooted: {
			"Arranque del dispositivo",
			"El dispositivo ha arrancado",
		},

		event.LoginSucceeded: {
			"Inicio de sesión por la API",
			"Se ha iniciado sesión[ con la cuenta {account}]",
		},
		event.LoginFailed: {
			"Inicio de sesión fallido por la API",
			"Ha fallado un inicio de sesión[ con la cuenta «{account}»]",
		},
		event.IdentifierCreated: {
			"Identificador creado",
			spanishSubject + " ha sido creado" + spanishBy,
		},
		event.IdentifierChanged: {
			"Identificador modificado",
			spanishSubject + " ha sido modificado" + spanishBy,
		},
		event.IdentifierDeleted: {
			"Identificador eliminado",
			spanishSubject + " ha sido eliminado" + spanishBy,
		},
		event.PassesReset: {
			"Número de accesos restablecido",
			"El número de accesos " + spanishIdentifier + " ha sido restablecido" + spanishBy,
		},
		event.FaceEnrolled: {
			"Cara registrada",
			"La cara " + spanishIdentifier + " ha sido registrada" + spanishBy,
		},
		event.FaceRefused: {
			"Foto rechazada",
			"Una foto[ del identificador {uid}][ (titular: {name})][, enviada por {account},] ha sido rechazada[, motivo: {detail}]",
		},
		event.TimeProfileCreated: {
			"Perfil horario creado",
			spanishProfile + " ha sido creado" + spanishBy,
		},
		event.TimeProfileChanged: {
			"Perfil horario modificado",
			spanishProfile + " ha sido modificado" + spanishBy,
		},
		event.TimeProfileDeleted: {
			"Perfil horario eliminado",
			spanishProfile + " ha sido eliminado" + spanishBy,
		},
		event.ApartmentCreated: {
			"Apartamento creado",
			spanishApartment + " ha sido creado" + spanishBy,
		},
		event.ApartmentChanged: {
			"Apartamento modificado",
			spanishApartment + " ha sido modificado" + spanishBy,
		},
		event.ApartmentDeleted: {
			"Apartamento eliminado",
			spanishApartment + " ha sido eliminado" + spanishBy,
		},
		event.SettingsChanged: {
			"Ajustes modificados",
			"Los ajustes han sido modificados" + spanishBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Contraseña cambiada",
			"La contraseña[ de la cuenta {name}] ha sido cambiada" + spanishBy,
		},
		event.LogCleared: {
			"Registro vaciado",
			"El registro ha sido vaciado" + spanishBy,
		},
		event.PersonExported: {
			"Datos personales exportados",
			"Los datos " + spanishIdentifier + " han sido exportados" + spanishBy,
		},
		event.PersonErased: {
			"Datos personales borrados",
			"[El identificador {uid}|Un identificador] ha sido borrado con todo lo relativo a su titular" + spanishBy,
		},
		event.AccountAdded: {
			"Cuenta añadida",
			"La cuenta[ {name}] ha sido añadida" + spanishBy,
		},
		event.AccountRemoved: {
			"Cuenta eliminada",
			"La cuenta[ {name}] ha sido eliminada" + spanishBy,
		},
		event.SessionsRevoked: {
			"Sesiones terminadas",
			"Las sesiones[ de la cuenta {name}] han sido terminadas" + spanishBy,
		},
		event.LoginsLimited: {
			"Inicios de sesión limitados",
			"Demasiados intentos fallidos: los inicios de sesión[ con la cuenta «{account}»][ desde {detail}] están limitados por un tiempo",
		},
	},
	types: map[string]string{
		"card":          "tarjeta",
		"ukey":          "UKEY",
		"inputCode":     "código",
		"input_code":    "código",
		"face_id":       "cara",
		"qr":            "código QR",
		"license_plate": "matrícula",
	},
	denials: map[string]string{
		"unknown":          "identificador desconocido",
		"no_face":          "aún no hay ninguna cara registrada",
		"not_yet_valid":    "aún no es válido",
		"expired":          "ha caducado",
		"no_passes_left":   "no quedan accesos",
		"outside_schedule": "fuera de sus perfiles horarios",
	},
}
