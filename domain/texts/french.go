package texts

var french = map[string]Text{
	// The file.
	"wrong_format": {
		"Le fichier n’est pas un JPEG, format trouvé : {measured}.",
		"Envoyez la photo sous forme de fichier JPEG.",
	},
	"photo_cut_off": {
		"Le fichier s’arrête avant la fin de la photo.",
		"Envoyez de nouveau la photo entière.",
	},
	"photo_damaged": {
		"Le fichier de la photo est endommagé.",
		"Envoyez de nouveau la photo ou prenez-en une autre.",
	},
	"photo_coding": {
		"Ce type de JPEG n’est pas pris en charge : {measured}.",
		"Enregistrez la photo en JPEG ordinaire : séquentiel ou progressif, 8 bits.",
	},
	"too_many_scans": {
		"Le nombre de balayages du JPEG est de {measured}, le maximum autorisé est de {limit}.",
		"Enregistrez la photo en JPEG ordinaire.",
	},
	"takes_too_long": {
		"L’analyse de la photo a pris {measured} s, le maximum autorisé est de {limit} s.",
		"Enregistrez la photo en JPEG ordinaire, ou réduisez-la.",
	},
	"too_compressed": {
		"La photo est trop compressée : sa qualité JPEG est de {measured}, il faut au moins {limit}.",
		"Envoyez la photo d’origine ou enregistrez-la avec une meilleure qualité.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"Le grand côté de la photo mesure {measured} px, le maximum autorisé est de {limit}.",
		"Réduisez la photo : {limit} px au maximum pour le grand côté.",
	},
	"image_too_large.photo_area": {
		"La photo fait {measured} Mpx, le maximum autorisé est de {limit}.",
		"Réduisez la photo : {limit} Mpx au maximum.",
	},
	"image_too_small.photo_long_side": {
		"Le grand côté de la photo mesure {measured} px, il en faut au moins {limit}.",
		"Prenez la photo avec une meilleure résolution.",
	},
	"image_too_small.photo_short_side": {
		"Le petit côté de la photo mesure {measured} px, il en faut au moins {limit}.",
		"Prenez la photo avec une meilleure résolution.",
	},

	// The face in the photo.
	"no_face": {
		"Aucun visage n’a été trouvé sur la photo.",
		"Placez-vous devant la caméra et regardez-la.",
	},
	"several_faces": {
		"Il y a un deuxième visage sur la photo : sa surface représente {measured} de celle du premier, le maximum autorisé est de {limit}.",
		"Assurez-vous que personne d’autre n’est sur la photo.",
	},
	"face_not_describable": {
		"Un visage a été trouvé, mais il n’est pas assez net pour être reconnu par la suite.",
		"Prenez une autre photo sous un bon éclairage et regardez la caméra bien en face.",
	},
	"not_frontal": {
		"Le visage est trop incliné ou trop détourné.",
		"Tenez la tête droite et tournez le visage vers la caméra.",
	},
	"face_too_small.face_width": {
		"Le visage est trop petit : il fait {measured} px de large, il en faut au moins {limit}.",
		"Approchez-vous : le visage fait {measured} px de large, il en faut au moins {limit}.",
	},
	"face_too_small.inter_eye_distance": {
		"Le visage est trop petit : la distance entre les yeux est de {measured} px, il en faut au moins {limit}.",
		"Approchez-vous : la distance entre les yeux est de {measured} px, il en faut au moins {limit}.",
	},
	"face_too_far": {
		"Le visage est trop loin : des yeux au menton, il occupe {measured} de la hauteur de la photo, il faut au moins {limit}.",
		"Approchez-vous de la caméra.",
	},
	"face_too_near": {
		"Le visage est trop près : des yeux au menton, il occupe {measured} de la hauteur de la photo, le maximum autorisé est de {limit}.",
		"Reculez un peu.",
	},
	"face_cropped.face_inside": {
		"Le visage est coupé : {measured} du visage est sur la photo, il faut au moins {limit}.",
		"Placez-vous de façon que tout le visage soit sur la photo.",
	},
	"face_cropped.margin_left": {
		"Il n’y a pas assez de place à gauche des yeux : {measured} fois la distance entre les yeux, il faut au moins {limit}.",
		"Placez-vous au centre de l’image ou reculez un peu.",
	},
	"face_cropped.margin_right": {
		"Il n’y a pas assez de place à droite des yeux : {measured} fois la distance entre les yeux, il faut au moins {limit}.",
		"Placez-vous au centre de l’image ou reculez un peu.",
	},
	"face_cropped.margin_above": {
		"Il n’y a pas assez de place au-dessus des yeux : {measured} fois la distance des yeux au menton, il faut au moins {limit}.",
		"Reculez un peu : il n’y a pas assez de place au-dessus de la tête.",
	},
	"face_cropped.margin_below": {
		"Il n’y a pas assez de place au-dessous des yeux : {measured} fois la distance des yeux au menton, il faut au moins {limit}.",
		"Reculez un peu : il n’y a pas assez de place au-dessous du menton.",
	},
	"off_centre.position_horizontal": {
		"Le visage n’est pas centré : les yeux sont à {measured} de la largeur de la photo depuis le bord gauche, la limite est de {limit}.",
		"Placez-vous de façon que le visage soit au centre de l’image.",
	},
	"off_centre.position_vertical": {
		"Le visage n’est pas centré : les yeux sont à {measured} de la hauteur de la photo depuis le bord supérieur, la limite est de {limit}.",
		"Placez-vous de façon que le visage soit au centre de l’image.",
	},

	// The pose and the expression.
	"head_tilted": {
		"La tête est penchée de {measured} sur le côté, le maximum autorisé est de {limit}.",
		"Tenez la tête droite.",
	},
	"turn_to_camera": {
		"La tête est tournée de {measured} sur le côté, le maximum autorisé est de {limit}.",
		"Tournez le visage vers la caméra.",
	},
	"head_bowed": {
		"La tête est baissée de {measured}, le maximum autorisé est de {limit}.",
		"Levez le menton et regardez la caméra bien en face.",
	},
	"head_raised": {
		"La tête est levée de {measured}, le maximum autorisé est de {limit}.",
		"Baissez le menton et regardez la caméra bien en face.",
	},
	"eyes_closed": {
		"Les yeux ne sont pas assez ouverts : {measured} fois la distance des yeux au menton, il faut au moins {limit}.",
		"Ouvrez grand les yeux.",
	},
	"mouth_open": {
		"La bouche est ouverte : {measured} fois la distance des yeux au menton, le maximum autorisé est de {limit}.",
		"Fermez la bouche.",
	},

	// The picture and its light.
	"blurred": {
		"Le visage est flou : sa netteté est de {measured}, il faut au moins {limit}.",
		"Ne bougez pas et, si l’objectif est sale, nettoyez-le.",
	},
	"noisy": {
		"L’image du visage est granuleuse : le niveau de bruit est de {measured}, le maximum autorisé est de {limit}.",
		"Prenez la photo sous un éclairage plus fort.",
	},
	"not_colour": {
		"La photo est presque en noir et blanc : la saturation des couleurs est de {measured}, il faut au moins {limit}.",
		"Prenez une photo en couleur sous un éclairage ordinaire.",
	},
	"too_dark": {
		"Le visage est trop sombre : sa luminosité est de {measured}, il faut au moins {limit}.",
		"Tournez-vous vers la lumière ou augmentez l’éclairage.",
	},
	"too_bright": {
		"Le visage est trop clair : sa luminosité est de {measured}, le maximum autorisé est de {limit}.",
		"Éloignez-vous de la lumière vive.",
	},
	"underexposed": {
		"Une trop grande partie du visage est presque noire : {measured}, le maximum autorisé est de {limit}.",
		"Tournez-vous vers la lumière ou augmentez l’éclairage.",
	},
	"overexposed": {
		"Une trop grande partie du visage est presque blanche : {measured}, le maximum autorisé est de {limit}.",
		"Éloignez-vous de la lumière vive.",
	},
	"uneven_light": {
		"Le visage est éclairé de façon inégale : la luminosité des joues concorde à {measured}, il faut au moins {limit}.",
		"Placez-vous de façon que la lumière vienne de face.",
	},
	"harsh_light": {
		"La lumière est trop dure : la variation de luminosité du visage est de {measured}, le maximum autorisé est de {limit}.",
		"Placez-vous de façon qu’il n’y ait pas d’ombres dures sur le visage.",
	},
	"low_contrast.luminance_variance": {
		"Le visage manque de contraste : la variation de sa luminosité est de {measured}, il faut au moins {limit}.",
		"Cherchez un meilleur éclairage et, si l’objectif est sale, nettoyez-le.",
	},
	"low_contrast.dynamic_range": {
		"Le visage manque de contraste : l’étendue de sa luminosité en bits est de {measured}, il faut au moins {limit}.",
		"Cherchez un meilleur éclairage et, si l’objectif est sale, nettoyez-le.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"Le profil « {measured} » n’existe pas, profils existants : {limit}.",
		"Indiquez l’un de ces profils : {limit}.",
	},
	"wrong_filter": {
		"Le filtre ou l’ordre n’est pas compréhensible : « {measured} ».",
		"Utilisez ces champs : {limit}.",
	},
	"file_too_large": {
		"Le fichier dépasse {limit} Mio.",
		"Envoyez une photo de {limit} Mio au maximum.",
	},
	"too_many_parts": {
		"Le nombre de parties du corps multipart dépasse {limit}.",
		"Envoyez la photo seule, en une partie.",
	},
	"not_multipart": {
		"La requête n’est pas au format multipart/form-data avec un délimiteur (boundary).",
		"Envoyez Content-Type: multipart/form-data; boundary=… et la photo en une partie.",
	},
	"no_file": {
		"Aucune partie du corps multipart n’a de nom de fichier.",
		"Donnez un nom de fichier à la partie qui contient la photo : filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"L’envoi n’est pas arrivé en entier.",
		"Envoyez-le de nouveau, jusqu’au délimiteur final (boundary).",
	},
}
