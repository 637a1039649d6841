package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	russianUsed       = "[, владелец {name}][, адрес {apartment}]"
	russianIdentifier = "идентификатора[ {uid}][ (владелец {name})]"
	russianSubject    = "Идентификатор[ {uid}][ ({type}, владелец {name})| ({type})| (владелец {name})]"
	russianProfile    = "Временной профиль[ {uid}][ «{name}»]"
	russianApartment  = "Квартира[ {uid}][ «{name}»][ ({apartment})]"
	russianBy         = "[ пользователем {account}]"
)

var russianEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Замок открыт по идентификатору",
			"Использован действительный идентификатор[ {number}]" + russianUsed + ", открыт замок {lock}",
		},
		event.AccessGrantedByMasterCode: {
			"Замок открыт мастер-кодом",
			"Использован мастер-код, открыт замок {lock}",
		},
		event.AccessDenied: {
			"Доступ запрещён: идентификатор недействителен",
			"Использован недействительный идентификатор[ {number}]" + russianUsed + "[, причина: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Доступ запрещён: код недействителен",
			"Введён недействительный код[ {number}]" + russianUsed + "[, причина: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Доступ запрещён: неизвестная карта",
			"Использована неизвестная карта[ {number}]",
		},
		event.AccessDeniedUnknown: {
			"Доступ запрещён: неизвестный идентификатор",
			"Использован неизвестный идентификатор[ {number}][ ({type})]",
		},

		event.DeviceBooted: {
			"Запуск устройства",
			"Устройство запущено",
		},

		event.LoginSucceeded: {
			"Вход через API",
			"Выполнен вход[ под учётной записью {account}]",
		},
		event.LoginFailed: {
			"Неудачная попытка входа через API",
			"Неудачная попытка входа[ под учётной записью «{account}»]",
		},
		event.IdentifierCreated: {
			"Идентификатор создан",
			russianSubject + " создан" + russianBy,
		},
		event.IdentifierChanged: {
			"Идентификатор изменён",
			russianSubject + " изменён" + russianBy,
		},
		event.IdentifierDeleted: {
			"Идентификатор удалён",
			russianSubject + " удалён" + russianBy,
		},
		event.PassesReset: {
			"Число проходов восстановлено",
			"Число проходов " + russianIdentifier + " восстановлено" + russianBy,
		},
		event.FaceEnrolled: {
			"Лицо зарегистрировано",
			"Лицо для " + russianIdentifier + " зарегистрировано" + russianBy,
		},
		event.FaceRefused: {
			"Фото отклонено",
			"Фото[ для идентификатора {uid}][ (владелец {name})][, отправленное пользователем {account},] отклонено[, причина: {detail}]",
		},
		event.TimeProfileCreated: {
			"Временной профиль создан",
			russianProfile + " создан" + russianBy,
		},
		event.TimeProfileChanged: {
			"Временной профиль изменён",
			russianProfile + " изменён" + russianBy,
		},
		event.TimeProfileDeleted: {
			"Временной профиль удалён",
			russianProfile + " удалён" + russianBy,
		},
		event.ApartmentCreated: {
			"Квартира добавлена",
			russianApartment + " добавлена" + russianBy,
		},
		event.ApartmentChanged: {
			"Квартира изменена",
			russianApartment + " изменена" + russianBy,
		},
		event.ApartmentDeleted: {
			"Квартира удалена",
			russianApartment + " удалена" + russianBy,
		},
		event.SettingsChanged: {
			"Настройки изменены",
			"Настройки изменены" + russianBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Пароль изменён",
			"Пароль[ учётной записи {name}] изменён" + russianBy,
		},
		event.LogCleared: {
			"Журнал очищен",
			"Журнал очищен" + russianBy,
		},
		event.PersonExported: {
			"Персональные данные выгружены",
			"Данные " + russianIdentifier + " выгружены" + russianBy,
		},
		event.PersonErased: {
			"Персональные данные удалены",
			"Идентификатор[ {uid}] удалён вместе со всеми данными владельца" + russianBy,
		},
		event.AccountAdded: {
			"Учётная запись добавлена",
			"Учётная запись[ {name}] добавлена" + russianBy,
		},
		event.AccountRemoved: {
			"Учётная запись удалена",
			"Учётная запись[ {name}] удалена" + russianBy,
		},
		event.SessionsRevoked: {
			"Сеансы завершены",
			"Сеансы[ учётной записи {name}] завершены" + russianBy,
		},
		event.LoginsLimited: {
			"Вход ограничен",
			"Слишком много неудачных попыток: вход[ под учётной записью «{account}»][ с адреса {detail}] временно ограничен",
		},
	},
	types: map[string]string{
		"card":          "карта",
		"ukey":          "UKEY",
		"inputCode":     "код",
		"input_code":    "код",
		"face_id":       "лицо",
		"qr":            "QR-код",
		"license_plate": "номер автомобиля",
	},
	denials: map[string]string{
		"unknown":          "неизвестный идентификатор",
		"no_face":          "лицо ещё не зарегистрировано",
		"not_yet_valid":    "срок действия ещё не начался",
		"expired":          "срок действия истёк",
		"no_passes_left":   "не осталось проходов",
		"outside_schedule": "вне временных профилей",
	},
}
