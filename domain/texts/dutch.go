package texts

var dutch = map[string]Text{
	// The file.
	"wrong_format": {
		"Het bestand is geen JPEG, gevonden: {measured}.",
		"Stuur de foto als JPEG-bestand.",
	},
	"photo_cut_off": {
		"Het bestand houdt eerder op dan de foto.",
		"Stuur de hele foto opnieuw.",
	},
	"photo_damaged": {
		"Het bestand van de foto is beschadigd.",
		"Stuur de foto opnieuw of maak een nieuwe.",
	},
	"photo_coding": {
		"Dit soort JPEG kan niet worden gelezen: {measured}.",
		"Sla de foto op als gewone JPEG: baseline of progressief, 8 bits.",
	},
	"too_many_scans": {
		"Het aantal scans in de JPEG is {measured}, hoogstens {limit} is toegestaan.",
		"Sla de foto op als gewone JPEG.",
	},
	"takes_too_long": {
		"Het bekijken van de foto duurde {measured} s, hoogstens {limit} s is toegestaan.",
		"Sla de foto op als gewone JPEG of maak hem kleiner.",
	},
	"too_compressed": {
		"De foto is te sterk gecomprimeerd: de JPEG-kwaliteit is {measured}, minstens {limit} is nodig.",
		"Stuur de oorspronkelijke foto of sla deze op met een hogere kwaliteit.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"De lange zijde van de foto is {measured} px, hoogstens {limit} is toegestaan.",
		"Verklein de foto: hoogstens {limit} px aan de lange zijde.",
	},
	"image_too_large.photo_area": {
		"De foto is {measured} megapixel groot, hoogstens {limit} is toegestaan.",
		"Verklein de foto: hoogstens {limit} megapixel.",
	},
	"image_too_small.photo_long_side": {
		"De lange zijde van de foto is {measured} px, minstens {limit} is nodig.",
		"Maak de foto met een hogere resolutie.",
	},
	"image_too_small.photo_short_side": {
		"De korte zijde van de foto is {measured} px, minstens {limit} is nodig.",
		"Maak de foto met een hogere resolutie.",
	},

	// The face in the photo.
	"no_face": {
		"Er is geen gezicht gevonden op de foto.",
		"Ga voor de camera staan en kijk erin.",
	},
	"several_faces": {
		"Er staat een tweede gezicht op de foto: de oppervlakte is {measured} van die van het eerste, hoogstens {limit} is toegestaan.",
		"Zorg dat er niemand anders op de foto staat.",
	},
	"face_not_describable": {
		"Er is een gezicht gevonden, maar het is niet duidelijk genoeg om het later te herkennen.",
		"Maak een nieuwe foto bij goed licht en kijk recht in de camera.",
	},
	"not_frontal": {
		"Het gezicht is te ver gekanteld of weggedraaid.",
		"Houd uw hoofd recht en draai uw gezicht naar de camera.",
	},
	"face_too_small.face_width": {
		"Het gezicht is te klein: het is {measured} px breed, minstens {limit} is nodig.",
		"Kom dichterbij: het gezicht is {measured} px breed, minstens {limit} is nodig.",
	},
	"face_too_small.inter_eye_distance": {
		"Het gezicht is te klein: de afstand tussen de ogen is {measured} px, minstens {limit} is nodig.",
		"Kom dichterbij: de afstand tussen de ogen is {measured} px, minstens {limit} is nodig.",
	},
	"face_too_far": {
		"Het gezicht is te ver weg: van de ogen tot de kin beslaat het {measured} van de hoogte van de foto, minstens {limit} is nodig.",
		"Kom dichter bij de camera.",
	},
	"face_too_near": {
		"Het gezicht is te dichtbij: van de ogen tot de kin beslaat het {measured} van de hoogte van de foto, hoogstens {limit} is toegestaan.",
		"Doe een stap achteruit.",
	},
	"face_cropped.face_inside": {
		"Het gezicht is afgesneden: {measured} ervan staat op de foto, minstens {limit} is nodig.",
		"Ga zo staan dat uw hele gezicht op de foto komt.",
	},
	"face_cropped.margin_left": {
		"Er is te weinig ruimte links van de ogen: {measured} keer de afstand tussen de ogen, minstens {limit} is nodig.",
		"Ga in het midden van de foto staan of doe een stap achteruit.",
	},
	"face_cropped.margin_right": {
		"Er is te weinig ruimte rechts van de ogen: {measured} keer de afstand tussen de ogen, minstens {limit} is nodig.",
		"Ga in het midden van de foto staan of doe een stap achteruit.",
	},
	"face_cropped.margin_above": {
		"Er is te weinig ruimte boven de ogen: {measured} keer de afstand van de ogen tot de kin, minstens {limit} is nodig.",
		"Doe een stap achteruit: er is te weinig ruimte boven uw hoofd.",
	},
	"face_cropped.margin_below": {
		"Er is te weinig ruimte onder de ogen: {measured} keer de afstand van de ogen tot de kin, minstens {limit} is nodig.",
		"Doe een stap achteruit: er is te weinig ruimte onder uw kin.",
	},
	"off_centre.position_horizontal": {
		"Het gezicht staat niet in het midden: de ogen staan op {measured} van de breedte van de foto vanaf de linkerrand, de grens is {limit}.",
		"Ga zo staan dat uw gezicht in het midden van de foto komt.",
	},
	"off_centre.position_vertical": {
		"Het gezicht staat niet in het midden: de ogen staan op {measured} van de hoogte van de foto vanaf de bovenrand, de grens is {limit}.",
		"Ga zo staan dat uw gezicht in het midden van de foto komt.",
	},

	// The pose and the expression.
	"head_tilted": {
		"Het hoofd is {measured} opzij gekanteld, hoogstens {limit} is toegestaan.",
		"Houd uw hoofd recht.",
	},
	"turn_to_camera": {
		"Het hoofd is {measured} opzij gedraaid, hoogstens {limit} is toegestaan.",
		"Draai uw gezicht naar de camera.",
	},
	"head_bowed": {
		"Het hoofd is {measured} omlaag gericht, hoogstens {limit} is toegestaan.",
		"Breng uw kin omhoog en kijk recht in de camera.",
	},
	"head_raised": {
		"Het hoofd is {measured} omhoog gericht, hoogstens {limit} is toegestaan.",
		"Breng uw kin omlaag en kijk recht in de camera.",
	},
	"eyes_closed": {
		"De ogen zijn niet ver genoeg open: {measured} keer de afstand van de ogen tot de kin, minstens {limit} is nodig.",
		"Doe uw ogen goed open.",
	},
	"mouth_open": {
		"De mond is open: {measured} keer de afstand van de ogen tot de kin, hoogstens {limit} is toegestaan.",
		"Doe uw mond dicht.",
	},

	// The picture and its light.
	"blurred": {
		"Het gezicht is onscherp: de scherpte is {measured}, minstens {limit} is nodig.",
		"Sta stil en maak de lens schoon als die vuil is.",
	},
	"noisy": {
		"Het beeld van het gezicht is korrelig: het ruisniveau is {measured}, hoogstens {limit} is toegestaan.",
		"Maak de foto bij feller licht.",
	},
	"not_colour": {
		"De foto is bijna zwart-wit: de kleurverzadiging is {measured}, minstens {limit} is nodig.",
		"Maak een kleurenfoto bij gewoon licht.",
	},
	"too_dark": {
		"Het gezicht is te donker: de helderheid is {measured}, minstens {limit} is nodig.",
		"Draai u naar het licht of doe meer licht aan.",
	},
	"too_bright": {
		"Het gezicht is te licht: de helderheid is {measured}, hoogstens {limit} is toegestaan.",
		"Ga uit het felle licht.",
	},
	"underexposed": {
		"Een te groot deel van het gezicht is bijna zwart: {measured}, hoogstens {limit} is toegestaan.",
		"Draai u naar het licht of doe meer licht aan.",
	},
	"overexposed": {
		"Een te groot deel van het gezicht is bijna wit: {measured}, hoogstens {limit} is toegestaan.",
		"Ga uit het felle licht.",
	},
	"uneven_light": {
		"Het gezicht is ongelijkmatig verlicht: de helderheid van de wangen komt voor {measured} overeen, minstens {limit} is nodig.",
		"Ga zo staan dat het licht van voren komt.",
	},
	"harsh_light": {
		"Het licht is te hard: de helderheid van het gezicht varieert met {measured}, hoogstens {limit} is toegestaan.",
		"Ga zo staan dat er geen harde schaduwen op uw gezicht vallen.",
	},
	"low_contrast.luminance_variance": {
		"Het gezicht heeft te weinig contrast: de helderheid varieert met {measured}, minstens {limit} is nodig.",
		"Zoek beter licht en maak de lens schoon als die vuil is.",
	},
	"low_contrast.dynamic_range": {
		"Het gezicht heeft te weinig contrast: het bereik van de helderheid is {measured} bits, minstens {limit} is nodig.",
		"Zoek beter licht en maak de lens schoon als die vuil is.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"Het profiel ‘{measured}’ bestaat niet, er zijn: {limit}.",
		"Noem een van deze profielen: {limit}.",
	},
	"wrong_filter": {
		"Het filter of de volgorde is niet te begrijpen: ‘{measured}’.",
		"Gebruik deze velden: {limit}.",
	},
	"file_too_large": {
		"Het bestand is groter dan {limit} MiB.",
		"Stuur een foto van hoogstens {limit} MiB.",
	},
	"too_many_parts": {
		"Het aantal delen van de multipart-body is groter dan {limit}.",
		"Stuur alleen de foto, als één deel.",
	},
	"not_multipart": {
		"Het verzoek is geen multipart/form-data met een scheiding (boundary).",
		"Stuur Content-Type: multipart/form-data; boundary=… en de foto als één deel.",
	},
	"no_file": {
		"Geen enkel deel van de multipart-body heeft een bestandsnaam.",
		"Geef het deel met de foto een bestandsnaam: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"De upload is niet volledig aangekomen.",
		"Stuur alles opnieuw, tot en met de afsluitende scheiding (boundary).",
	},
}
