package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	ukrainianUsed       = "[, власник {name}][, адреса {apartment}]"
	ukrainianIdentifier = "ідентифікатора[ {uid}][ (власник {name})]"
	ukrainianSubject    = "Ідентифікатор[ {uid}][ ({type}, власник {name})| ({type})| (власник {name})]"
	ukrainianProfile    = "Часовий профіль[ {uid}][ «{name}»]"
	ukrainianApartment  = "Квартиру[ {uid}][ «{name}»][ ({apartment})]"
	ukrainianBy         = "[ користувачем {account}]"
)

var ukrainianEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Замок відчинено за ідентифікатором",
			"Використано дійсний ідентифікатор[ {number}]" + ukrainianUsed + ", відчинено замок {lock}",
		},
		event.AccessGrantedByMasterCode: {
			"Замок відчинено майстер-кодом",
			"Використано майстер-код, відчинено замок {lock}",
		},
		event.AccessDenied: {
			"Доступ заборонено: ідентифікатор недійсний",
			"Використано недійсний ідентифікатор[ {number}]" + ukrainianUsed + "[, причина: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Доступ заборонено: код недійсний",
			"Введено недійсний код[ {number}]" + ukrainianUsed + "[, причина: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Доступ заборонено: невідома картка",
			"Використано невідому картку[ {number}]",
		},
		event.AccessDeniedUnknown: {
			"Доступ заборонено: невідомий ідентифікатор",
			"Використано невідомий ідентифікатор[ {number}][ ({type})]",
		},

		event.DeviceBooted: {
			"Запуск пристрою",
			"Пристрій запущено",
		},

		event.LoginSucceeded: {
			"Вхід через API",
			"Виконано вхід[ з обліковим записом {account}]",
		},
		event.LoginFailed: {
			"Невдала спроба входу через API",
			"Невдала спроба входу[ з обліковим записом «{account}»]",
		},
		event.IdentifierCreated: {
			"Ідентифікатор створено",
			ukrainianSubject + " створено" + ukrainianBy,
		},
		event.IdentifierChanged: {
			"Ідентифікатор змінено",
			ukrainianSubject + " змінено" + ukrainianBy,
		},
		event.IdentifierDeleted: {
			"Ідентифікатор видалено",
			ukrainianSubject + " видалено" + ukrainianBy,
		},
		event.PassesReset: {
			"Кількість проходів відновлено",
			"Кількість проходів " + ukrainianIdentifier + " відновлено" + ukrainianBy,
		},
		event.FaceEnrolled: {
			"Обличчя зареєстровано",
			"Обличчя для " + ukrainianIdentifier + " зареєстровано" + ukrainianBy,
		},
		event.FaceRefused: {
			"Фото відхилено",
			"Фото[ для ідентифікатора {uid}][ (власник {name})][, надіслане користувачем {account},] відхилено[, причина: {detail}]",
		},
		event.TimeProfileCreated: {
			"Часовий профіль створено",
			ukrainianProfile + " створено" + ukrainianBy,
		},
		event.TimeProfileChanged: {
			"Часовий профіль змінено",
			ukrainianProfile + " змінено" + ukrainianBy,
		},
		event.TimeProfileDeleted: {
			"Часовий профіль видалено",
			ukrainianProfile + " видалено" + ukrainianBy,
		},
		event.ApartmentCreated: {
			"Квартиру додано",
			ukrainianApartment + " додано" + ukrainianBy,
		},
		event.ApartmentChanged: {
			"Квартиру змінено",
			ukrainianApartment + " змінено" + ukrainianBy,
		},
		event.ApartmentDeleted: {
			"Квартиру видалено",
			ukrainianApartment + " видалено" + ukrainianBy,
		},
		event.SettingsChanged: {
			"Налаштування змінено",
			"Налаштування змінено" + ukrainianBy + "[: {detail}]",
		},
		event.PasswordChanged: {
			"Пароль змінено",
			"Пароль[ облікового запису {name}] змінено" + ukrainianBy,
		},
		event.LogCleared: {
			"Журнал очищено",
			"Журнал очищено" + ukrainianBy,
		},
		event.PersonExported: {
			"Персональні дані вивантажено",
			"Дані " + ukrainianIdentifier + " вивантажено" + ukrainianBy,
		},
		event.PersonErased: {
			"Персональні дані видалено",
			"Ідентифікатор[ {uid}] видалено разом з усіма даними власника" + ukrainianBy,
		},
		event.AccountAdded: {
			"Обліковий запис додано",
			"Обліковий запис[ {name}] додано" + ukrainianBy,
		},
		event.AccountRemoved: {
			"Обліковий запис видалено",
			"Обліковий запис[ {name}] видалено" + ukrainianBy,
		},
		event.SessionsRevoked: {
			"Сеанси завершено",
			"Сеанси[ облікового запису {name}] завершено" + ukrainianBy,
		},
		event.LoginsLimited: {
			"Вхід обмежено",
			"Забагато невдалих спроб: вхід[ з обліковим записом «{account}»][ з адреси {detail}] тимчасово обмежено",
		},
	},
	types: map[string]string{
		"card":          "картка",
		"ukey":          "UKEY",
		"inputCode":     "код",
		"input_code":    "код",
		"face_id":       "обличчя",
		"qr":            "QR-код",
		"license_plate": "номер автомобіля",
	},
	denials: map[string]string{
		"unknown":          "невідомий ідентифікатор",
		"no_face":          "обличчя ще не зареєстровано",
		"not_yet_valid":    "строк дії ще не почався",
		"expired":          "строк дії закінчився",
		"no_passes_left":   "не залишилося проходів",
		"outside_schedule": "поза часовими профілями",
	},
}
