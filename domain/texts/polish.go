package texts

var polish = map[string]Text{
	// The file.
	"wrong_format": {
		"Plik nie jest w formacie JPEG, znaleziono: {measured}.",
		"Proszę przesłać zdjęcie w formacie JPEG.",
	},
	"photo_cut_off": {
		"Plik kończy się wcześniej niż zdjęcie.",
		"Proszę jeszcze raz przesłać całe zdjęcie.",
	},
	"photo_damaged": {
		"Plik ze zdjęciem jest uszkodzony.",
		"Proszę przesłać zdjęcie jeszcze raz lub zrobić nowe.",
	},
	"photo_coding": {
		"Ten rodzaj pliku JPEG nie jest obsługiwany: {measured}.",
		"Proszę zapisać zdjęcie jako zwykły plik JPEG: bazowy lub progresywny, 8 bitów.",
	},
	"too_many_scans": {
		"Liczba skanów w pliku JPEG wynosi {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę zapisać zdjęcie jako zwykły plik JPEG.",
	},
	"takes_too_long": {
		"Analiza zdjęcia trwała {measured} s, dozwolone jest najwyżej {limit} s.",
		"Proszę zapisać zdjęcie jako zwykły plik JPEG albo je zmniejszyć.",
	},
	"too_compressed": {
		"Zdjęcie jest zbyt mocno skompresowane: jakość JPEG wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę przesłać oryginalne zdjęcie lub zapisać je w wyższej jakości.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"Dłuższy bok zdjęcia ma {measured} px, dozwolone jest najwyżej {limit}.",
		"Proszę zmniejszyć zdjęcie: najwyżej {limit} px na dłuższym boku.",
	},
	"image_too_large.photo_area": {
		"Zdjęcie ma {measured} Mpx, dozwolone jest najwyżej {limit}.",
		"Proszę zmniejszyć zdjęcie: najwyżej {limit} Mpx.",
	},
	"image_too_small.photo_long_side": {
		"Dłuższy bok zdjęcia ma {measured} px, wymagane jest co najmniej {limit}.",
		"Proszę zrobić zdjęcie w wyższej rozdzielczości.",
	},
	"image_too_small.photo_short_side": {
		"Krótszy bok zdjęcia ma {measured} px, wymagane jest co najmniej {limit}.",
		"Proszę zrobić zdjęcie w wyższej rozdzielczości.",
	},

	// The face in the photo.
	"no_face": {
		"Na zdjęciu nie znaleziono twarzy.",
		"Proszę stanąć przed kamerą i spojrzeć w nią.",
	},
	"several_faces": {
		"Na zdjęciu jest druga twarz: jej powierzchnia to {measured} powierzchni pierwszej, dozwolone jest najwyżej {limit}.",
		"Proszę zadbać o to, aby na zdjęciu nie było nikogo innego.",
	},
	"face_not_describable": {
		"Znaleziono twarz, ale nie jest ona wystarczająco wyraźna, aby można ją było później rozpoznać.",
		"Proszę zrobić nowe zdjęcie w dobrym świetle i patrzeć prosto w kamerę.",
	},
	"not_frontal": {
		"Twarz jest zbyt mocno przechylona lub odwrócona.",
		"Proszę trzymać głowę prosto i zwrócić twarz w stronę kamery.",
	},
	"face_too_small.face_width": {
		"Twarz jest za mała: ma {measured} px szerokości, wymagane jest co najmniej {limit}.",
		"Proszę podejść bliżej: twarz ma {measured} px szerokości, wymagane jest co najmniej {limit}.",
	},
	"face_too_small.inter_eye_distance": {
		"Twarz jest za mała: odległość między oczami wynosi {measured} px, wymagane jest co najmniej {limit}.",
		"Proszę podejść bliżej: odległość między oczami wynosi {measured} px, wymagane jest co najmniej {limit}.",
	},
	"face_too_far": {
		"Twarz jest za daleko: od oczu do brody zajmuje {measured} wysokości zdjęcia, wymagane jest co najmniej {limit}.",
		"Proszę podejść bliżej kamery.",
	},
	"face_too_near": {
		"Twarz jest za blisko: od oczu do brody zajmuje {measured} wysokości zdjęcia, dozwolone jest najwyżej {limit}.",
		"Proszę się trochę cofnąć.",
	},
	"face_cropped.face_inside": {
		"Twarz jest ucięta: na zdjęciu widać {measured} twarzy, wymagane jest co najmniej {limit}.",
		"Proszę stanąć tak, aby cała twarz była na zdjęciu.",
	},
	"face_cropped.margin_left": {
		"Na lewo od oczu jest za mało miejsca: {measured} × odległość między oczami, wymagane jest co najmniej {limit}.",
		"Proszę stanąć bliżej środka kadru lub trochę się cofnąć.",
	},
	"face_cropped.margin_right": {
		"Na prawo od oczu jest za mało miejsca: {measured} × odległość między oczami, wymagane jest co najmniej {limit}.",
		"Proszę stanąć bliżej środka kadru lub trochę się cofnąć.",
	},
	"face_cropped.margin_above": {
		"Powyżej oczu jest za mało miejsca: {measured} × odległość od oczu do brody, wymagane jest co najmniej {limit}.",
		"Proszę się trochę cofnąć: nad głową jest za mało miejsca.",
	},
	"face_cropped.margin_below": {
		"Poniżej oczu jest za mało miejsca: {measured} × odległość od oczu do brody, wymagane jest co najmniej {limit}.",
		"Proszę się trochę cofnąć: pod brodą jest za mało miejsca.",
	},
	"off_centre.position_horizontal": {
		"Twarz nie jest na środku: oczy są na {measured} szerokości zdjęcia od lewej krawędzi, granica to {limit}.",
		"Proszę stanąć tak, aby twarz była na środku kadru.",
	},
	"off_centre.position_vertical": {
		"Twarz nie jest na środku: oczy są na {measured} wysokości zdjęcia od górnej krawędzi, granica to {limit}.",
		"Proszę stanąć tak, aby twarz była na środku kadru.",
	},

	// The pose and the expression.
	"head_tilted": {
		"Głowa jest przechylona w bok o {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę trzymać głowę prosto.",
	},
	"turn_to_camera": {
		"Głowa jest obrócona w bok o {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę zwrócić twarz w stronę kamery.",
	},
	"head_bowed": {
		"Głowa jest pochylona o {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę unieść brodę i spojrzeć prosto w kamerę.",
	},
	"head_raised": {
		"Głowa jest uniesiona o {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę opuścić brodę i spojrzeć prosto w kamerę.",
	},
	"eyes_closed": {
		"Oczy nie są wystarczająco otwarte: {measured} × odległość od oczu do brody, wymagane jest co najmniej {limit}.",
		"Proszę szeroko otworzyć oczy.",
	},
	"mouth_open": {
		"Usta są otwarte: {measured} × odległość od oczu do brody, dozwolone jest najwyżej {limit}.",
		"Proszę zamknąć usta.",
	},

	// The picture and its light.
	"blurred": {
		"Twarz jest nieostra: ostrość wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę się nie ruszać, a jeśli obiektyw jest brudny, wyczyścić go.",
	},
	"noisy": {
		"Obraz twarzy jest ziarnisty: poziom szumu wynosi {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę zrobić zdjęcie w jaśniejszym świetle.",
	},
	"not_colour": {
		"Zdjęcie jest prawie czarno-białe: nasycenie kolorów wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę zrobić kolorowe zdjęcie w zwykłym świetle.",
	},
	"too_dark": {
		"Twarz jest za ciemna: jasność wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę zwrócić się w stronę światła lub włączyć mocniejsze światło.",
	},
	"too_bright": {
		"Twarz jest za jasna: jasność wynosi {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę stanąć tam, gdzie światło nie jest tak jasne.",
	},
	"underexposed": {
		"Zbyt duża część twarzy jest prawie czarna: {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę zwrócić się w stronę światła lub włączyć mocniejsze światło.",
	},
	"overexposed": {
		"Zbyt duża część twarzy jest prawie biała: {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę stanąć tam, gdzie światło nie jest tak jasne.",
	},
	"uneven_light": {
		"Twarz jest nierówno oświetlona: jasność policzków zgadza się w {measured}, wymagane jest co najmniej {limit}.",
		"Proszę obrócić się tak, aby światło padało z przodu.",
	},
	"harsh_light": {
		"Światło jest zbyt ostre: rozrzut jasności twarzy wynosi {measured}, dozwolone jest najwyżej {limit}.",
		"Proszę stanąć tak, aby na twarzy nie było ostrych cieni.",
	},
	"low_contrast.luminance_variance": {
		"Twarz ma za mały kontrast: rozrzut jasności wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę poszukać lepszego światła, a jeśli obiektyw jest brudny, wyczyścić go.",
	},
	"low_contrast.dynamic_range": {
		"Twarz ma za mały kontrast: zakres jasności w bitach wynosi {measured}, wymagane jest co najmniej {limit}.",
		"Proszę poszukać lepszego światła, a jeśli obiektyw jest brudny, wyczyścić go.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"Nie ma profilu „{measured}”, są: {limit}.",
		"Proszę podać jeden z tych profili: {limit}.",
	},
	"wrong_filter": {
		"Nie można zrozumieć filtra lub kolejności: „{measured}”.",
		"Proszę użyć tych pól: {limit}.",
	},
	"file_too_large": {
		"Plik jest większy niż {limit} MiB.",
		"Proszę przesłać zdjęcie o rozmiarze najwyżej {limit} MiB.",
	},
	"too_many_parts": {
		"Liczba części w treści multipart jest większa niż {limit}.",
		"Proszę przesłać samo zdjęcie, jako jedną część.",
	},
	"not_multipart": {
		"Żądanie nie jest w formacie multipart/form-data z granicą (boundary).",
		"Proszę podać Content-Type: multipart/form-data; boundary=… i przesłać zdjęcie jako jedną część.",
	},
	"no_file": {
		"Żadna część treści multipart nie ma nazwy pliku.",
		"Proszę podać nazwę pliku w części ze zdjęciem: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"Dane nie dotarły w całości.",
		"Proszę przesłać je jeszcze raz, łącznie z granicą końcową (boundary).",
	},
}
