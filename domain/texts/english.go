package texts

var english = map[string]Text{
	// The file.
	"wrong_format": {
		"The file is not a JPEG: found {measured}.",
		"Send the photo as a JPEG file.",
	},
	"photo_cut_off": {
		"The file ends before the photo does.",
		"Send the whole photo once more.",
	},
	"photo_damaged": {
		"The file of the photo is damaged.",
		"Send the photo once more, or take a new one.",
	},
	"photo_coding": {
		"The JPEG is of a kind that cannot be read: {measured}.",
		"Save the photo as an ordinary JPEG: baseline or progressive, 8 bits.",
	},
	"too_many_scans": {
		"The JPEG has {measured} scans, at most {limit} are allowed.",
		"Save the photo as an ordinary JPEG.",
	},
	"takes_too_long": {
		"It took {measured} seconds to look at the photo, at most {limit} are allowed.",
		"Save the photo as an ordinary JPEG, or make it smaller.",
	},
	"too_compressed": {
		"The photo is compressed too much: its JPEG quality is {measured}, at least {limit} is needed.",
		"Send the original photo, or save it with a higher quality.",
	},

	// The size of the photo.
	"image_too_large.photo_side": {
		"The longer side of the photo has {measured} px, at most {limit} are allowed.",
		"Make the photo smaller: at most {limit} px on the longer side.",
	},
	"image_too_large.photo_area": {
		"The photo has {measured} megapixels, at most {limit} are allowed.",
		"Make the photo smaller: at most {limit} megapixels.",
	},
	"image_too_small.photo_long_side": {
		"The longer side of the photo has {measured} px, at least {limit} are needed.",
		"Take the photo at a higher resolution.",
	},
	"image_too_small.photo_short_side": {
		"The shorter side of the photo has {measured} px, at least {limit} are needed.",
		"Take the photo at a higher resolution.",
	},

	// The face in the photo.
	"no_face": {
		"No face was found in the photo.",
		"Stand in front of the camera and look into it.",
	},
	"several_faces": {
		"There is a second face in the photo: its area is {measured} of that of the first, at most {limit} is allowed.",
		"Make sure that nobody else is in the photo.",
	},
	"face_not_describable": {
		"A face was found, but it is not clear enough to be recognised later.",
		"Take a new photo in good light and look straight at the camera.",
	},
	"not_frontal": {
		"The face is tilted or turned away too far.",
		"Hold your head straight and turn your face to the camera.",
	},
	"face_too_small.face_width": {
		"The face is too small: it is {measured} px wide, at least {limit} are needed.",
		"Move closer: the face is {measured} px wide, at least {limit} are needed.",
	},
	"face_too_small.inter_eye_distance": {
		"The face is too small: the eyes are {measured} px apart, at least {limit} are needed.",
		"Move closer: the eyes are {measured} px apart, at least {limit} are needed.",
	},
	"face_too_far": {
		"The face is too far away: from the eyes to the chin it takes {measured} of the height of the photo, at least {limit} is needed.",
		"Move closer to the camera.",
	},
	"face_too_near": {
		"The face is too close: from the eyes to the chin it takes {measured} of the height of the photo, at most {limit} is allowed.",
		"Step back a little.",
	},
	"face_cropped.face_inside": {
		"The face is cut off: {measured} of it is in the photo, at least {limit} is needed.",
		"Move so that your whole face is in the photo.",
	},
	"face_cropped.margin_left": {
		"There is too little room to the left of the eyes: {measured} times the distance between the eyes, at least {limit} is needed.",
		"Move to the middle of the photo, or step back a little.",
	},
	"face_cropped.margin_right": {
		"There is too little room to the right of the eyes: {measured} times the distance between the eyes, at least {limit} is needed.",
		"Move to the middle of the photo, or step back a little.",
	},
	"face_cropped.margin_above": {
		"There is too little room above the eyes: {measured} times the distance from the eyes to the chin, at least {limit} is needed.",
		"Step back a little: there is too little room above your head.",
	},
	"face_cropped.margin_below": {
		"There is too little room below the eyes: {measured} times the distance from the eyes to the chin, at least {limit} is needed.",
		"Step back a little: there is too little room below your chin.",
	},
	"off_centre.position_horizontal": {
		"The face is off centre: the eyes are at {measured} of the width of the photo from its left edge, the limit is {limit}.",
		"Move so that your face is in the middle of the photo.",
	},
	"off_centre.position_vertical": {
		"The face is off centre: the eyes are at {measured} of the height of the photo from its top edge, the limit is {limit}.",
		"Move so that your face is in the middle of the photo.",
	},

	// The pose and the expression.
	"head_tilted": {
		"The head is tilted to the side by {measured}, at most {limit} is allowed.",
		"Hold your head straight.",
	},
	"turn_to_camera": {
		"The head is turned to the side by {measured}, at most {limit} is allowed.",
		"Turn your face to the camera.",
	},
	"head_bowed": {
		"The head is bowed by {measured}, at most {limit} is allowed.",
		"Raise your chin and look straight at the camera.",
	},
	"head_raised": {
		"The head is raised by {measured}, at most {limit} is allowed.",
		"Lower your chin and look straight at the camera.",
	},
	"eyes_closed": {
		"The eyes are not open wide enough: {measured} times the distance from the eyes to the chin, at least {limit} is needed.",
		"Open your eyes wide.",
	},
	"mouth_open": {
		"The mouth is open: {measured} times the distance from the eyes to the chin, at most {limit} is allowed.",
		"Close your mouth.",
	},

	// The picture and its light.
	"blurred": {
		"The face is blurred: its sharpness is {measured}, at least {limit} is needed.",
		"Hold still, and clean the lens if it is dirty.",
	},
	"noisy": {
		"The face is grainy: its noise level is {measured}, at most {limit} is allowed.",
		"Take the photo in brighter light.",
	},
	"not_colour": {
		"The photo is nearly black and white: its colour saturation is {measured}, at least {limit} is needed.",
		"Take a colour photo in ordinary light.",
	},
	"too_dark": {
		"The face is too dark: its brightness is {measured}, at least {limit} is needed.",
		"Turn towards the light, or switch on more light.",
	},
	"too_bright": {
		"The face is too bright: its brightness is {measured}, at most {limit} is allowed.",
		"Move out of the bright light.",
	},
	"underexposed": {
		"Too much of the face is nearly black: {measured}, at most {limit} is allowed.",
		"Turn towards the light, or switch on more light.",
	},
	"overexposed": {
		"Too much of the face is nearly white: {measured}, at most {limit} is allowed.",
		"Move out of the bright light.",
	},
	"uneven_light": {
		"The light on the face is uneven: the brightness of the cheeks matches by {measured}, at least {limit} is needed.",
		"Turn so that the light comes from the front.",
	},
	"harsh_light": {
		"The light is too harsh: the brightness of the face varies by {measured}, at most {limit} is allowed.",
		"Move so that there are no hard shadows on your face.",
	},
	"low_contrast.luminance_variance": {
		"The face has too little contrast: its brightness varies by {measured}, at least {limit} is needed.",
		"Look for better light, and clean the lens if it is dirty.",
	},
	"low_contrast.dynamic_range": {
		"The face has too little contrast: the range of its brightness is {measured} bits, at least {limit} are needed.",
		"Look for better light, and clean the lens if it is dirty.",
	},

	// The request, for the developer of a client.
	"unknown_profile": {
		"There is no profile “{measured}”, there are: {limit}.",
		"Name one of these profiles: {limit}.",
	},
	"wrong_filter": {
		"The filter or the order cannot be understood: “{measured}”.",
		"Use these fields: {limit}.",
	},
	"file_too_large": {
		"The file is larger than {limit} MiB.",
		"Send a photo of at most {limit} MiB.",
	},
	"too_many_parts": {
		"The multipart body has more than {limit} parts.",
		"Send the photo alone, as one part.",
	},
	"not_multipart": {
		"The request is not multipart/form-data with a boundary.",
		"Send Content-Type: multipart/form-data; boundary=… and the photo as one part.",
	},
	"no_file": {
		"No part of the multipart body has a file name.",
		"Give the part that holds the photo a file name: filename=\"photo.jpg\".",
	},
	"upload_incomplete": {
		"The upload did not arrive whole.",
		"Send it once more, up to the closing boundary.",
	},
}
