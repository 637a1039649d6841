package texts

var turkish = map[string]Text{
	// The file.
	"wrong_format": {
		"Dosya JPEG biçiminde değil, bulunan: {measured}.",
		"Fotoğrafı JPEG dosyası olarak gönderin.",
	},
	"photo_cut_off": {
		"Dosya, fotoğraf tamamlanmadan bitiyor.",
		"Fotoğrafın tamamını yeniden gönderin.",
	},
	"photo_damaged": {
		"Fotoğraf dosyası bozuk.",
		"Fotoğrafı yeniden gönderin veya yeni bir fotoğraf çekin.",
	},
	"photo_coding": {
		"Bu tür JPEG okunamıyor: {measured}.",
		"Fotoğrafı sıradan bir JPEG olarak kaydedin: temel veya aşamalı, 8 bit.",
	},
	"too_many_scans": {
		"JPEG dosyasındaki tarama sayısı {measured}, en fazla {limit} olabilir.",
		"Fotoğrafı sıradan bir JPEG olarak kaydedin.",
	},
	"takes_too_long": {
		"Fotoğrafın incelenmesi {measured} sn sürdü, en çok {limit} sn'ye izin verilir.",
		"Fotoğrafı sıradan bir JPEG olarak kaydedin veya küçültün.",
	},
	"too_compressed": {
		"Fotoğraf çok fazla sıkıştırılmış: JPEG kalitesi {measured}, en az {limit} olmalıdır.",
		"Özgün fotoğrafı gönderin veya fotoğrafı daha yüksek kaliteyle kaydedin.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"Fotoğrafın uzun kenarı {measured} px, en fazla {limit} olabilir.",
		"Fotoğrafı küçültün: uzun kenarı en fazla {limit} px olabilir.",
	},
	"image_too_large.photo_area": {
		"Fotoğraf {measured} megapiksel, en fazla {limit} olabilir.",
		"Fotoğrafı küçültün: en fazla {limit} megapiksel olabilir.",
	},
	"image_too_small.photo_long_side": {
		"Fotoğrafın uzun kenarı {measured} px, en az {limit} olmalıdır.",
		"Fotoğrafı daha yüksek çözünürlükte çekin.",
	},
	"image_too_small.photo_short_side": {
		"Fotoğrafın kısa kenarı {measured} px, en az {limit} olmalıdır.",
		"Fotoğrafı daha yüksek çözünürlükte çekin.",
	},

	// The face in the photo.
	"no_face": {
		"Fotoğrafta yüz bulunamadı.",
		"Kameranın önünde durun ve kameraya bakın.",
	},
	"several_faces": {
		"Fotoğrafta ikinci bir yüz var: alanının birinci yüzün alanına oranı {measured}, en fazla {limit} olabilir.",
		"Fotoğrafta başka kimsenin olmadığından emin olun.",
	},
	"face_not_describable": {
		"Bir yüz bulundu, ancak daha sonra tanınabilecek kadar net değil.",
		"İyi ışıkta yeni bir fotoğraf çekin ve doğrudan kameraya bakın.",
	},
	"not_frontal": {
		"Yüz fazla eğik veya yana dönük.",
		"Başınızı dik tutun ve yüzünüzü kameraya çevirin.",
	},
	"face_too_small.face_width": {
		"Yüz çok küçük: genişliği {measured} px, en az {limit} olmalıdır.",
		"Yaklaşın: yüzün genişliği {measured} px, en az {limit} olmalıdır.",
	},
	"face_too_small.inter_eye_distance": {
		"Yüz çok küçük: gözler arasındaki mesafe {measured} px, en az {limit} olmalıdır.",
		"Yaklaşın: gözler arasındaki mesafe {measured} px, en az {limit} olmalıdır.",
	},
	"face_too_far": {
		"Yüz çok uzakta: gözlerden çeneye olan mesafenin fotoğraf yüksekliğine oranı {measured}, en az {limit} olmalıdır.",
		"Kameraya yaklaşın.",
	},
	"face_too_near": {
		"Yüz çok yakında: gözlerden çeneye olan mesafenin fotoğraf yüksekliğine oranı {measured}, en fazla {limit} olabilir.",
		"Biraz geri çekilin.",
	},
	"face_cropped.face_inside": {
		"Yüzün bir kısmı fotoğrafın dışında kalmış: görünen kısmı {measured}, en az {limit} olmalıdır.",
		"Yüzünüzün tamamı fotoğrafta olacak şekilde durun.",
	},
	"face_cropped.margin_left": {
		"Gözlerin solunda çok az boşluk var: gözler arasındaki mesafenin {measured} katı, en az {limit} olmalıdır.",
		"Fotoğrafın ortasına geçin veya biraz geri çekilin.",
	},
	"face_cropped.margin_right": {
		"Gözlerin sağında çok az boşluk var: gözler arasındaki mesafenin {measured} katı, en az {limit} olmalıdır.",
		"Fotoğrafın ortasına geçin veya biraz geri çekilin.",
	},
	"face_cropped.margin_above": {
		"Gözlerin üstünde çok az boşluk var: gözlerden çeneye olan mesafenin {measured} katı, en az {limit} olmalıdır.",
		"Biraz geri çekilin: başınızın üstünde çok az boşluk var.",
	},
	"face_cropped.margin_below": {
		"Gözlerin altında çok az boşluk var: gözlerden çeneye olan mesafenin {measured} katı, en az {limit} olmalıdır.",
		"Biraz geri çekilin: çenenizin altında çok az boşluk var.",
	},
	"off_centre.position_horizontal": {
		"Yüz ortada değil: gözlerin sol kenara uzaklığının fotoğraf genişliğine oranı {measured}, sınır {limit}.",
		"Yüzünüz fotoğrafın ortasında olacak şekilde durun.",
	},
	"off_centre.position_vertical": {
		"Yüz ortada değil: gözlerin üst kenara uzaklığının fotoğraf yüksekliğine oranı {measured}, sınır {limit}.",
		"Yüzünüz fotoğrafın ortasında olacak şekilde durun.",
	},

	// The pose and the expression.
	"head_tilted": {
		"Baş yana {measured} eğik, en fazla {limit} olabilir.",
		"Başınızı dik tutun.",
	},
	"turn_to_camera": {
		"Baş yana {measured} dönük, en fazla {limit} olabilir.",
		"Yüzünüzü kameraya çevirin.",
	},
	"head_bowed": {
		"Baş öne {measured} eğik, en fazla {limit} olabilir.",
		"Çenenizi kaldırın ve doğrudan kameraya bakın.",
	},
	"head_raised": {
		"Baş geriye {measured} eğik, en fazla {limit} olabilir.",
		"Çenenizi indirin ve doğrudan kameraya bakın.",
	},
	"eyes_closed": {
		"Gözler yeterince açık değil: gözlerden çeneye olan mesafenin {measured} katı, en az {limit} olmalıdır.",
		"Gözlerinizi iyice açın.",
	},
	"mouth_open": {
		"Ağız açık: gözlerden çeneye olan mesafenin {measured} katı, en fazla {limit} olabilir.",
		"Ağzınızı kapatın.",
	},

	// The picture and its light.
	"blurred": {
		"Yüz bulanık: keskinliği {measured}, en az {limit} olmalıdır.",
		"Hareketsiz durun ve kirliyse lensi temizleyin.",
	},
	"noisy": {
		"Yüzün görüntüsü grenli: gürültü düzeyi {measured}, en fazla {limit} olabilir.",
		"Fotoğrafı daha parlak ışıkta çekin.",
	},
	"not_colour": {
		"Fotoğraf neredeyse siyah beyaz: renk doygunluğu {measured}, en az {limit} olmalıdır.",
		"Normal ışıkta renkli bir fotoğraf çekin.",
	},
	"too_dark": {
		"Yüz çok karanlık: parlaklığı {measured}, en az {limit} olmalıdır.",
		"Işığa doğru dönün veya daha fazla ışık açın.",
	},
	"too_bright": {
		"Yüz çok parlak: parlaklığı {measured}, en fazla {limit} olabilir.",
		"Parlak ışıktan uzaklaşın.",
	},
	"underexposed": {
		"Yüzün çok büyük bir kısmı neredeyse siyah: {measured}, en fazla {limit} olabilir.",
		"Işığa doğru dönün veya daha fazla ışık açın.",
	},
	"overexposed": {
		"Yüzün çok büyük bir kısmı neredeyse beyaz: {measured}, en fazla {limit} olabilir.",
		"Parlak ışıktan uzaklaşın.",
	},
	"uneven_light": {
		"Yüz eşit aydınlatılmamış: yanakların parlaklığı {measured} oranında örtüşüyor, en az {limit} olmalıdır.",
		"Işık önden gelecek şekilde durun.",
	},
	"harsh_light": {
		"Işık çok sert: yüzün parlaklığındaki değişkenlik {measured}, en fazla {limit} olabilir.",
		"Yüzünüzde sert gölgeler olmayacak şekilde durun.",
	},
	"low_contrast.luminance_variance": {
		"Yüzün kontrastı çok düşük: parlaklığındaki değişkenlik {measured}, en az {limit} olmalıdır.",
		"Daha iyi bir ışık bulun ve kirliyse lensi temizleyin.",
	},
	"low_contrast.dynamic_range": {
		"Yüzün kontrastı çok düşük: parlaklık aralığı {measured} bit, en az {limit} olmalıdır.",
		"Daha iyi bir ışık bulun ve kirliyse lensi temizleyin.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"Böyle bir profil yok: “{measured}”, mevcut profiller: {limit}.",
		"Bu profillerden birini belirtin: {limit}.",
	},
	"wrong_filter": {
		"Filtre veya sıralama anlaşılamadı: “{measured}”.",
		"Şu alanları kullanın: {limit}.",
	},
	"file_too_large": {
		"Dosya {limit} MiB sınırını aşıyor.",
		"En fazla {limit} MiB boyutunda bir fotoğraf gönderin.",
	},
	"too_many_parts": {
		"Multipart gövdesindeki parça sayısı {limit} sınırını aşıyor.",
		"Yalnızca fotoğrafı, tek parça olarak gönderin.",
	},
	"not_multipart": {
		"İstek, sınır (boundary) içeren bir multipart/form-data isteği değil.",
		"Content-Type: multipart/form-data; boundary=… başlığını ve fotoğrafı tek parça olarak gönderin.",
	},
	"no_file": {
		"Multipart gövdesindeki hiçbir parçanın dosya adı yok.",
		"Fotoğrafı içeren parçaya bir dosya adı verin: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"Yükleme eksik ulaştı.",
		"Kapanış sınırı (boundary) dâhil her şeyi yeniden gönderin.",
	},
}
