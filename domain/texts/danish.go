package texts

var danish = map[string]Text{
	// The file.
	"wrong_format": {
		"Filen er ikke en JPEG, fundet: {measured}.",
		"Send billedet som JPEG-fil.",
	},
	"photo_cut_off": {
		"Filen slutter, før billedet er komplet.",
		"Send hele billedet igen.",
	},
	"photo_damaged": {
		"Billedfilen er beskadiget.",
		"Send billedet igen, eller tag et nyt.",
	},
	"photo_coding": {
		"Denne type JPEG kan ikke læses: {measured}.",
		"Gem billedet som almindelig JPEG: baseline eller progressiv, 8 bit.",
	},
	"too_many_scans": {
		"Antallet af scanninger i JPEG-filen er {measured}, højst {limit} er tilladt.",
		"Gem billedet som almindelig JPEG.",
	},
	"takes_too_long": {
		"Det tog {measured} s at se på billedet, højst {limit} s er tilladt.",
		"Gem billedet som en almindelig JPEG, eller gør det mindre.",
	},
	"too_compressed": {
		"Billedet er komprimeret for meget: JPEG-kvaliteten er {measured}, der kræves mindst {limit}.",
		"Send det originale billede, eller gem det i højere kvalitet.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"Den længste side af billedet er {measured} px, højst {limit} er tilladt.",
		"Gør billedet mindre: højst {limit} px på den længste side.",
	},
	"image_too_large.photo_area": {
		"Billedet er på {measured} megapixel, højst {limit} er tilladt.",
		"Gør billedet mindre: højst {limit} megapixel.",
	},
	"image_too_small.photo_long_side": {
		"Den længste side af billedet er {measured} px, der kræves mindst {limit}.",
		"Tag billedet i højere opløsning.",
	},
	"image_too_small.photo_short_side": {
		"Den korteste side af billedet er {measured} px, der kræves mindst {limit}.",
		"Tag billedet i højere opløsning.",
	},

	// The face in the photo.
	"no_face": {
		"Der blev ikke fundet noget ansigt på billedet.",
		"Stil dig foran kameraet, og se ind i det.",
	},
	"several_faces": {
		"Der er et andet ansigt på billedet: dets areal er {measured} af det førstes, højst {limit} er tilladt.",
		"Sørg for, at der ikke er andre på billedet.",
	},
	"face_not_describable": {
		"Der blev fundet et ansigt, men det er ikke tydeligt nok til at kunne genkendes senere.",
		"Tag et nyt billede i godt lys, og se lige ind i kameraet.",
	},
	"not_frontal": {
		"Ansigtet er vippet eller drejet for langt væk.",
		"Hold hovedet lige, og vend ansigtet mod kameraet.",
	},
	"face_too_small.face_width": {
		"Ansigtet er for lille: det er {measured} px bredt, der kræves mindst {limit}.",
		"Kom tættere på: ansigtet er {measured} px bredt, der kræves mindst {limit}.",
	},
	"face_too_small.inter_eye_distance": {
		"Ansigtet er for lille: afstanden mellem øjnene er {measured} px, der kræves mindst {limit}.",
		"Kom tættere på: afstanden mellem øjnene er {measured} px, der kræves mindst {limit}.",
	},
	"face_too_far": {
		"Ansigtet er for langt væk: fra øjnene til hagen fylder det {measured} af billedets højde, der kræves mindst {limit}.",
		"Kom tættere på kameraet.",
	},
	"face_too_near": {
		"Ansigtet er for tæt på: fra øjnene til hagen fylder det {measured} af billedets højde, højst {limit} er tilladt.",
		"Træd et skridt tilbage.",
	},
	"face_cropped.face_inside": {
		"Ansigtet er skåret af: {measured} af det er på billedet, der kræves mindst {limit}.",
		"Stil dig, så hele ansigtet er på billedet.",
	},
	"face_cropped.margin_left": {
		"Der er for lidt plads til venstre for øjnene: {measured} gange afstanden mellem øjnene, der kræves mindst {limit}.",
		"Stil dig midt i billedet, eller træd et skridt tilbage.",
	},
	"face_cropped.margin_right": {
		"Der er for lidt plads til højre for øjnene: {measured} gange afstanden mellem øjnene, der kræves mindst {limit}.",
		"Stil dig midt i billedet, eller træd et skridt tilbage.",
	},
	"face_cropped.margin_above": {
		"Der er for lidt plads over øjnene: {measured} gange afstanden fra øjnene til hagen, der kræves mindst {limit}.",
		"Træd et skridt tilbage: der er for lidt plads over hovedet.",
	},
	"face_cropped.margin_below": {
		"Der er for lidt plads under øjnene: {measured} gange afstanden fra øjnene til hagen, der kræves mindst {limit}.",
		"Træd et skridt tilbage: der er for lidt plads under hagen.",
	},
	"off_centre.position_horizontal": {
		"Ansigtet er ikke i midten: øjnene er {measured} af billedets bredde fra venstre kant, grænsen er {limit}.",
		"Stil dig, så ansigtet er midt i billedet.",
	},
	"off_centre.position_vertical": {
		"Ansigtet er ikke i midten: øjnene er {measured} af billedets højde fra øverste kant, grænsen er {limit}.",
		"Stil dig, så ansigtet er midt i billedet.",
	},

	// The pose and the expression.
	"head_tilted": {
		"Hovedet hælder {measured} til siden, højst {limit} er tilladt.",
		"Hold hovedet lige.",
	},
	"turn_to_camera": {
		"Hovedet er drejet {measured} til siden, højst {limit} er tilladt.",
		"Vend ansigtet mod kameraet.",
	},
	"head_bowed": {
		"Hovedet er bøjet {measured} nedad, højst {limit} er tilladt.",
		"Løft hagen, og se lige ind i kameraet.",
	},
	"head_raised": {
		"Hovedet er løftet {measured} opad, højst {limit} er tilladt.",
		"Sænk hagen, og se lige ind i kameraet.",
	},
	"eyes_closed": {
		"Øjnene er ikke åbne nok: {measured} gange afstanden fra øjnene til hagen, der kræves mindst {limit}.",
		"Luk øjnene helt op.",
	},
	"mouth_open": {
		"Munden er åben: {measured} gange afstanden fra øjnene til hagen, højst {limit} er tilladt.",
		"Luk munden.",
	},

	// The picture and its light.
	"blurred": {
		"Ansigtet er uskarpt: skarpheden er {measured}, der kræves mindst {limit}.",
		"Stå stille, og rengør linsen, hvis den er snavset.",
	},
	"noisy": {
		"Ansigtet er kornet: støjniveauet er {measured}, højst {limit} er tilladt.",
		"Tag billedet i stærkere lys.",
	},
	"not_colour": {
		"Billedet er næsten sort-hvidt: farvemætningen er {measured}, der kræves mindst {limit}.",
		"Tag et farvebillede i almindeligt lys.",
	},
	"too_dark": {
		"Ansigtet er for mørkt: lysstyrken er {measured}, der kræves mindst {limit}.",
		"Vend dig mod lyset, eller tænd mere lys.",
	},
	"too_bright": {
		"Ansigtet er for lyst: lysstyrken er {measured}, højst {limit} er tilladt.",
		"Gå væk fra det stærke lys.",
	},
	"underexposed": {
		"For stor en del af ansigtet er næsten sort: {measured}, højst {limit} er tilladt.",
		"Vend dig mod lyset, eller tænd mere lys.",
	},
	"overexposed": {
		"For stor en del af ansigtet er næsten hvid: {measured}, højst {limit} er tilladt.",
		"Gå væk fra det stærke lys.",
	},
	"uneven_light": {
		"Lyset på ansigtet er ujævnt: kindernes lysstyrke stemmer {measured} overens, der kræves mindst {limit}.",
		"Vend dig, så lyset kommer forfra.",
	},
	"harsh_light": {
		"Lyset er for hårdt: ansigtets lysstyrke varierer med {measured}, højst {limit} er tilladt.",
		"Stil dig, så der ikke er hårde skygger i ansigtet.",
	},
	"low_contrast.luminance_variance": {
		"Ansigtet har for lidt kontrast: lysstyrken varierer med {measured}, der kræves mindst {limit}.",
		"Find bedre lys, og rengør linsen, hvis den er snavset.",
	},
	"low_contrast.dynamic_range": {
		"Ansigtet har for lidt kontrast: lysstyrkens omfang er {measured} bit, der kræves mindst {limit}.",
		"Find bedre lys, og rengør linsen, hvis den er snavset.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"Profilen »{measured}« findes ikke, der findes: {limit}.",
		"Angiv en af disse profiler: {limit}.",
	},
	"wrong_filter": {
		"Filteret eller rækkefølgen kan ikke forstås: »{measured}«.",
		"Brug disse felter: {limit}.",
	},
	"file_too_large": {
		"Filen er større end {limit} MiB.",
		"Send et billede på højst {limit} MiB.",
	},
	"too_many_parts": {
		"Antallet af dele i multipart-indholdet er større end {limit}.",
		"Send kun billedet, som én del.",
	},
	"not_multipart": {
		"Anmodningen er ikke multipart/form-data med en skillelinje (boundary).",
		"Send Content-Type: multipart/form-data; boundary=… og billedet som én del.",
	},
	"no_file": {
		"Ingen del af multipart-indholdet har et filnavn.",
		"Giv delen med billedet et filnavn: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"Overførslen blev ikke fuldført.",
		"Send alt igen, til og med den afsluttende skillelinje (boundary).",
	},
}
