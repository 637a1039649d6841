package contract

// The error texts of the contract, to the letter.
const (
	textLogIn     = "Log In"
	textBadLogin  = "Wrong login or password"
	textNoParams  = "Required parameters missed"
	textBadBody   = "Wrong JSON body"
	textDuplicate = "Identifier with that type and number already exist"
	textWrongUID  = "Wrong Identifier uid"
	textNoFaces   = "You cannot create face_id identifier on this panel"

	textNotTemporary = "Wrong identifier-uid. Missed temporary identifier for adding faceId"
	textWrongImage   = "Wrong image file"
	textWrongFormat  = "Wrong file format"
	textInProgress   = "Loading file in progress. Wait for result"
	textLoading      = "Loading file error"
	textNoFace       = "Face hasn't been detected on image"

	textUnbound       = "Identifier already unbound"
	textWrongUnbind   = "Wrong identifier uid"
	textOtherFlat     = "Identifier uid is already attached to another apartment"
	textNoValue       = "Wrong JSON body: no value for `%s`"
	textWrongTypeOf   = "Wrong JSON body: value `%s` was of the wrong type"
	codeCreated       = "created"
	codeUpdated       = "updated"
	codeDeleted       = "deleted"
	codeNotFound      = "entity_not_found"
	codeNumberTaken   = "number_taken_by_another_identifier"
	codeNoProfile     = "bound_time_profile_doesnt_exist"
	codeNoFaces       = "face_id_not_supported"
	codeBadBase64     = "bad_base_64_image_file"
	codeNotRecognized = "face_has_not_recognized"
)
