package texts

var spanish = map[string]Text{
	// The file.
	"wrong_format": {
		"El archivo no es un JPEG; se ha encontrado: {measured}.",
		"Envíe la foto como archivo JPEG.",
	},
	"photo_cut_off": {
		"El archivo termina antes que la foto.",
		"Envíe de nuevo la foto completa.",
	},
	"photo_damaged": {
		"El archivo de la foto está dañado.",
		"Envíe la foto de nuevo o haga otra.",
	},
	"photo_coding": {
		"Este tipo de JPEG no se puede leer: {measured}.",
		"Guarde la foto como un JPEG normal: de línea base o progresivo, de 8 bits.",
	},
	"too_many_scans": {
		"El número de barridos del JPEG es {measured}; el máximo es {limit}.",
		"Guarde la foto como un JPEG normal.",
	},
	"takes_too_long": {
		"El análisis de la foto ha tardado {measured} s; el máximo es {limit} s.",
		"Guarde la foto como un JPEG normal o redúzcala.",
	},
	"too_compressed": {
		"La foto está demasiado comprimida: su calidad JPEG es {measured}; el mínimo es {limit}.",
		"Envíe la foto original o guárdela con más calidad.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"El lado más largo de la foto mide {measured} px; el máximo es {limit}.",
		"Reduzca la foto: como máximo {limit} px en el lado más largo.",
	},
	"image_too_large.photo_area": {
		"La foto tiene {measured} Mpx; el máximo es {limit}.",
		"Reduzca la foto: como máximo {limit} Mpx.",
	},
	"image_too_small.photo_long_side": {
		"El lado más largo de la foto mide {measured} px; el mínimo es {limit}.",
		"Haga la foto con más resolución.",
	},
	"image_too_small.photo_short_side": {
		"El lado más corto de la foto mide {measured} px; el mínimo es {limit}.",
		"Haga la foto con más resolución.",
	},

	// The face in the photo.
	"no_face": {
		"No se ha encontrado ninguna cara en la foto.",
		"Póngase delante de la cámara y mire hacia ella.",
	},
	"several_faces": {
		"Hay una segunda cara en la foto: su superficie es el {measured} de la superficie de la primera; el máximo es el {limit}.",
		"Asegúrese de que no haya nadie más en la foto.",
	},
	"face_not_describable": {
		"Se ha encontrado una cara, pero no es lo bastante nítida para reconocerla después.",
		"Haga otra foto con buena luz y mire de frente a la cámara.",
	},
	"not_frontal": {
		"La cara está demasiado inclinada o girada.",
		"Mantenga la cabeza recta y gire la cara hacia la cámara.",
	},
	"face_too_small.face_width": {
		"La cara es demasiado pequeña: mide {measured} px de ancho; el mínimo es {limit}.",
		"Acérquese: la cara mide {measured} px de ancho; el mínimo es {limit}.",
	},
	"face_too_small.inter_eye_distance": {
		"La cara es demasiado pequeña: la distancia entre los ojos es de {measured} px; el mínimo es {limit}.",
		"Acérquese: la distancia entre los ojos es de {measured} px; el mínimo es {limit}.",
	},
	"face_too_far": {
		"La cara está demasiado lejos: de los ojos a la barbilla ocupa el {measured} de la altura de la foto; el mínimo es el {limit}.",
		"Acérquese a la cámara.",
	},
	"face_too_near": {
		"La cara está demasiado cerca: de los ojos a la barbilla ocupa el {measured} de la altura de la foto; el máximo es el {limit}.",
		"Retroceda un poco.",
	},
	"face_cropped.face_inside": {
		"La cara está cortada: en la foto se ve el {measured} de ella; el mínimo es el {limit}.",
		"Colóquese de modo que se vea toda la cara en la foto.",
	},
	"face_cropped.margin_left": {
		"Hay poco espacio a la izquierda de los ojos: {measured} × la distancia entre los ojos; el mínimo es {limit}.",
		"Colóquese en el centro de la foto o retroceda un poco.",
	},
	"face_cropped.margin_right": {
		"Hay poco espacio a la derecha de los ojos: {measured} × la distancia entre los ojos; el mínimo es {limit}.",
		"Colóquese en el centro de la foto o retroceda un poco.",
	},
	"face_cropped.margin_above": {
		"Hay poco espacio por encima de los ojos: {measured} × la distancia de los ojos a la barbilla; el mínimo es {limit}.",
		"Retroceda un poco: hay poco espacio por encima de la cabeza.",
	},
	"face_cropped.margin_below": {
		"Hay poco espacio por debajo de los ojos: {measured} × la distancia de los ojos a la barbilla; el mínimo es {limit}.",
		"Retroceda un poco: hay poco espacio por debajo de la barbilla.",
	},
	"off_centre.position_horizontal": {
		"La cara no está centrada: los ojos están al {measured} del ancho de la foto desde el borde izquierdo; el límite es el {limit}.",
		"Colóquese de modo que la cara quede en el centro de la foto.",
	},
	"off_centre.position_vertical": {
		"La cara no está centrada: los ojos están al {measured} de la altura de la foto desde el borde superior; el límite es el {limit}.",
		"Colóquese de modo que la cara quede en el centro de la foto.",
	},

	// The pose and the expression.
	"head_tilted": {
		"La cabeza está inclinada {measured} hacia un lado; el máximo es {limit}.",
		"Mantenga la cabeza recta.",
	},
	"turn_to_camera": {
		"La cabeza está girada {measured} hacia un lado; el máximo es {limit}.",
		"Gire la cara hacia la cámara.",
	},
	"head_bowed": {
		"La cabeza está inclinada {measured} hacia abajo; el máximo es {limit}.",
		"Levante la barbilla y mire de frente a la cámara.",
	},
	"head_raised": {
		"La cabeza está inclinada {measured} hacia arriba; el máximo es {limit}.",
		"Baje la barbilla y mire de frente a la cámara.",
	},
	"eyes_closed": {
		"Los ojos no están lo bastante abiertos: {measured} × la distancia de los ojos a la barbilla; el mínimo es {limit}.",
		"Abra bien los ojos.",
	},
	"mouth_open": {
		"La boca está abierta: {measured} × la distancia de los ojos a la barbilla; el máximo es {limit}.",
		"Cierre la boca.",
	},

	// The picture and its light.
	"blurred": {
		"La cara está borrosa: su nitidez es {measured}; el mínimo es {limit}.",
		"No se mueva y, si el objetivo está sucio, límpielo.",
	},
	"noisy": {
		"La imagen de la cara tiene mucho grano: el nivel de ruido es {measured}; el máximo es {limit}.",
		"Haga la foto con más luz.",
	},
	"not_colour": {
		"La foto está casi en blanco y negro: la saturación del color es {measured}; el mínimo es {limit}.",
		"Haga una foto en color con luz normal.",
	},
	"too_dark": {
		"La cara está demasiado oscura: su brillo es del {measured}; el mínimo es el {limit}.",
		"Gírese hacia la luz o encienda más luz.",
	},
	"too_bright": {
		"La cara está demasiado clara: su brillo es del {measured}; el máximo es el {limit}.",
		"Aléjese de la luz intensa.",
	},
	"underexposed": {
		"Una parte demasiado grande de la cara es casi negra: el {measured}; el máximo es el {limit}.",
		"Gírese hacia la luz o encienda más luz.",
	},
	"overexposed": {
		"Una parte demasiado grande de la cara es casi blanca: el {measured}; el máximo es el {limit}.",
		"Aléjese de la luz intensa.",
	},
	"uneven_light": {
		"La luz no es uniforme en la cara: el brillo de las mejillas coincide en un {measured}; el mínimo es el {limit}.",
		"Colóquese de modo que la luz le llegue de frente.",
	},
	"harsh_light": {
		"La luz es demasiado dura: la variación del brillo de la cara es {measured}; el máximo es {limit}.",
		"Colóquese de modo que no haya sombras duras en la cara.",
	},
	"low_contrast.luminance_variance": {
		"La cara tiene poco contraste: la variación de su brillo es {measured}; el mínimo es {limit}.",
		"Busque mejor luz y, si el objetivo está sucio, límpielo.",
	},
	"low_contrast.dynamic_range": {
		"La cara tiene poco contraste: la gama de su brillo en bits es {measured}; el mínimo es {limit}.",
		"Busque mejor luz y, si el objetivo está sucio, límpielo.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"No existe el perfil «{measured}»; existen: {limit}.",
		"Indique uno de estos perfiles: {limit}.",
	},
	"wrong_filter": {
		"No se entiende el filtro o el orden: «{measured}».",
		"Use estos campos: {limit}.",
	},
	"file_too_large": {
		"El archivo ocupa más de {limit} MiB.",
		"Envíe una foto de {limit} MiB como máximo.",
	},
	"too_many_parts": {
		"El número de partes del cuerpo multipart es mayor que {limit}.",
		"Envíe solo la foto, en una parte.",
	},
	"not_multipart": {
		"La petición no es multipart/form-data con un delimitador (boundary).",
		"Envíe Content-Type: multipart/form-data; boundary=… y la foto en una parte.",
	},
	"no_file": {
		"Ninguna parte del cuerpo multipart tiene nombre de archivo.",
		"Dé un nombre de archivo a la parte que contiene la foto: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"El envío no ha llegado completo.",
		"Envíelo de nuevo, hasta el delimitador final (boundary).",
	},
}
