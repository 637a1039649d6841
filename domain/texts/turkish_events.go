package texts

import "github.com/vestibule-id/vestibule/domain/event"

// What several texts have in common.
const (
	turkishUsed       = "[, sahibi {name}][, adres {apartment}]"
	turkishIdentifier = "[{uid} numaralı tanımlayıcı|Bir tanımlayıcı][ (sahibi {name})]"
	turkishSubject    = "[{uid} numaralı tanımlayıcı|Bir tanımlayıcı][ ({type}, sahibi {name})| ({type})| (sahibi {name})]"
	turkishProfile    = "[{uid} numaralı zaman profili|Bir zaman profili][ (“{name}”)]"
	turkishApartment  = "[{uid} numaralı daire|Bir daire][ (“{name}”, {apartment})| (“{name}”)| ({apartment})]"
	turkishBy         = "[ {account} tarafından]"
)

var turkishEvents = eventWords{
	texts: map[event.Key]EventText{
		event.AccessGranted: {
			"Kilit tanımlayıcıyla açıldı",
			"[Geçerli tanımlayıcı {number}|Geçerli bir tanımlayıcı] kullanıldı" + turkishUsed + ", {lock} numaralı kilit açıldı",
		},
		event.AccessGrantedByMasterCode: {
			"Kilit ana kodla açıldı",
			"Ana kod kullanıldı, {lock} numaralı kilit açıldı",
		},
		event.AccessDenied: {
			"Erişim reddedildi: geçersiz tanımlayıcı",
			"[Geçersiz tanımlayıcı {number}|Geçersiz bir tanımlayıcı] kullanıldı" + turkishUsed + "[, neden: {detail}]",
		},
		event.AccessDeniedInputCode: {
			"Erişim reddedildi: geçersiz kod",
			"[Geçersiz kod {number}|Geçersiz bir kod] girildi" + turkishUsed + "[, neden: {detail}]",
		},
		event.AccessDeniedUnknownCard: {
			"Erişim reddedildi: bilinmeyen kart",
			"[Bilinmeyen kart {number}|Bilinmeyen bir kart] kullanıldı",
		},
		event.AccessDeniedUnknown: {
			"Erişim reddedildi: bilinmeyen tanımlayıcı",
			"[Bilinmeyen tanımlayıcı {number}|Bilinmeyen bir tanımlayıcı][ ({type})] kullanıldı",
		},

		event.DeviceBooted: {
			"Cihazın başlatılması",
			"Cihaz başlatıldı",
		},

		event.LoginSucceeded: {
			"API üzerinden oturum açma",
			"Oturum açıldı[, hesap: {account}]",
		},
		event.LoginFailed: {
			"API üzerinden başarısız oturum açma",
			"Oturum açılamadı[, hesap: “{account}”]",
		},
		event.IdentifierCreated: {
			"Tanımlayıcı oluşturuldu",
			turkishSubject + turkishBy + " oluşturuldu",
		},
		event.IdentifierChanged: {
			"Tanımlayıcı değiştirildi",
			turkishSubject + turkishBy + " değiştirildi",
		},
		event.IdentifierDeleted: {
			"Tanımlayıcı silindi",
			turkishSubject + turkishBy + " silindi",
		},
		event.PassesReset: {
			"Geçiş hakları yenilendi",
			turkishIdentifier + " için geçiş hakları" + turkishBy + " yenilendi",
		},
		event.FaceEnrolled: {
			"Yüz kaydedildi",
			turkishIdentifier + " için yüz" + turkishBy + " kaydedildi",
		},
		event.FaceRefused: {
			"Fotoğraf reddedildi",
			"[{uid} numaralı tanımlayıcı için fotoğraf|Bir fotoğraf][ (sahibi {name})] reddedildi[, gönderen: {account}][, neden: {detail}]",
		},
		event.TimeProfileCreated: {
			"Zaman profili oluşturuldu",
			turkishProfile + turkishBy + " oluşturuldu",
		},
		event.TimeProfileChanged: {
			"Zaman profili değiştirildi",
			turkishProfile + turkishBy + " değiştirildi",
		},
		event.TimeProfileDeleted: {
			"Zaman profili silindi",
			turkishProfile + turkishBy + " silindi",
		},
		event.ApartmentCreated: {
			"Daire eklendi",
			turkishApartment + turkishBy + " eklendi",
		},
		event.ApartmentChanged: {
			"Daire değiştirildi",
			turkishApartment + turkishBy + " değiştirildi",
		},
		event.ApartmentDeleted: {
			"Daire silindi",
			turkishApartment + turkishBy + " silindi",
		},
		event.SettingsChanged: {
			"Ayarlar değiştirildi",
			"Ayarlar" + turkishBy + " değiştirildi[: {detail}]",
		},
		event.PasswordChanged: {
			"Parola değiştirildi",
			"Parola" + turkishBy + " değiştirildi[, hesap: {name}]",
		},
		event.LogCleared: {
			"Günlük temizlendi",
			"Günlük" + turkishBy + " temizlendi",
		},
		event.PersonExported: {
			"Kişisel veriler dışa aktarıldı",
			turkishIdentifier + " için saklanan veriler" + turkishBy + " dışa aktarıldı",
		},
		event.PersonErased: {
			"Kişisel veriler silindi",
			"[{uid} numaralı tanımlayıcı|Bir tanımlayıcı] ve sahibiyle ilgili her şey" + turkishBy + " silindi",
		},
		event.AccountAdded: {
			"Hesap eklendi",
			"Hesap" + turkishBy + " eklendi[: {name}]",
		},
		event.AccountRemoved: {
			"Hesap kaldırıldı",
			"Hesap" + turkishBy + " kaldırıldı[: {name}]",
		},
		event.SessionsRevoked: {
			"Oturumlar sonlandırıldı",
			"Oturumlar" + turkishBy + " sonlandırıldı[, hesap: {name}]",
		},
		event.LoginsLimited: {
			"Oturum açma sınırlandı",
			"Çok fazla başarısız deneme: oturum açma bir süre sınırlı[, hesap: “{account}”][, adres: {detail}]",
		},
	},
	types: map[string]string{
		"card":          "kart",
		"ukey":          "UKEY",
		"inputCode":     "giriş kodu",
		"input_code":    "giriş kodu",
		"face_id":       "yüz",
		"qr":            "QR kodu",
		"license_plate": "araç plakası",
	},
	denials: map[string]string{
		"unknown":          "bilinmeyen tanımlayıcı",
		"no_face":          "henüz yüz kaydedilmemiş",
		"not_yet_valid":    "henüz geçerli değil",
		"expired":          "artık geçerli değil",
		"no_passes_left":   "geçiş hakkı kalmamış",
		"outside_schedule": "zaman profillerinin dışında",
	},
}
