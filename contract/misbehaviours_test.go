package contract

import (
	"net/http"
	"regexp"
	"strings"
)

// misbehaviour is one way to break the contract, and the cases that must
// notice.
type misbehaviour struct {
	name    string
	bad     bad
	noticed []string
}

func by(names ...string) []string { return names }

// The requests that misbehaviours are about.
var (
	aLogin  = to("GET", "/login")
	aCreate = to("POST", "/access/identifier")
	anItem  = to("GET", "/access/identifier/item/*")
	aChange = to("PATCH", "/access/identifier/item/*")
	aDelete = to("DELETE", "/access/identifier/item/*")
	aList   = to("GET", listPath)
	aBulk   = to("DELETE", listPath)
	aPhoto  = to("POST", "/access/identifier/item/face/file/*")
	aSync   = to("POST", linkPath)
	anEvent = to("GET", logPath)
)

var misbehaviours = []misbehaviour{
	// Logging in and out.
	{"the token is in data", wrongly(aLogin, text(`"token"`, `"data_token"`)), by(opening.name)},
	{"the account type is root", wrongly(aLogin, text(`"admin"`, `"root"`)), by(opening.name)},
	{"an MD5 in lower case is wrong", refusing(aLogin.asking(`password=[0-9a-f]{32}$`), 400, textBadLogin), by("An MD5 in lower case logs in")},
	{"an MD5 in upper case is wrong", refusing(aLogin.asking(`password=[0-9A-F]{32}$`), 400, textBadLogin), by("An MD5 in upper case logs in")},
	{"an MD5 with a capital letter is wrong", refusing(aLogin.asking(`password=[A-F][0-9]+[a-f]`), 400, textBadLogin), by("An MD5 with a capital first letter logs in")},
	{"an MD5 in mixed case is wrong", refusing(aLogin.asking(`password=[0-9A-F]{16}[0-9a-f]{16}`), 400, textBadLogin), by("An MD5 in mixed case logs in")},
	{"an empty Bearer header is a wrong login", refusing(aLogin.headed("Authorization", `^Bearer$`), 401, textLogIn), by("An empty Bearer header does not disturb a login")},
	{"an unknown token is a wrong login", refusing(aLogin.headed("Authorization", `^Bearer .`), 401, textLogIn), by("A token that does not exist does not disturb a login")},
	{"broken HTTP Basic is a wrong login", refusing(aLogin.headed("Authorization", `^Basic !`), 401, textLogIn), by("An HTTP Basic header that is no Base64 does not disturb a login")},
	{"a header without a scheme is a wrong login", refusing(aLogin.headed("Authorization", `nonsense`), 400, "Bad request"), by("An Authorization header without a scheme does not disturb a login")},
	{"HTTP Basic is a wrong login", refusing(aLogin.headed("Authorization", `^Basic \w`), 401, textLogIn), by("An HTTP Basic header of the same account does not disturb a login")},
	{"a login with a content type needs a body", refusing(aLogin.headed("Content-Type", `json`), 400, textBadBody), by("A login may name a content type without having a body")},
	{"a wrong password is 401", wrongly(aLogin, status(textBadLogin, 400, 401)), by("A wrong password is 400 Wrong login or password")},
	{"a missing parameter has another text", wrongly(aLogin, text(textNoParams, "No password")), by("A login without its parameters is 400 Required parameters missed")},
	{"a login ends the sessions before", upsetting(aLogin, func(f *panel, _ *http.Request) { clear(f.tokens) }), by("Logins without a logout leave earlier tokens valid", "A client may log in before every call")},
	{"a logout by GET does nothing", replying(to("GET", "/logout"), 200, obj{}), by("GET logout ends the session")},
	{"a logout by POST is not allowed", refusing(to("POST", "/logout"), 405, "Method not allowed"), by("POST logout without a body ends the session")},
	{"a logout ends every session", upsetting(to("GET", "/logout"), endOthers), by("Logging out leaves the other sessions alone")},

	// Credentials.
	{"HTTP Basic is not known", refusing(match(anything).headed("Authorization", `^Basic`), 401, textLogIn), by(
		"HTTP Basic with the plain password is enough for a client that never logs in",
		"A client that never logs in enrols with HTTP Basic",
		"Client: an intercom manager knows HTTP Basic only, pages until empty and deletes in bulk")},
	{"HTTP Basic is not known to the log", refusing(anEvent.headed("Authorization", `^Basic`), 401, textLogIn), by("HTTP Basic is taken on every path")},
	{"scheme words are taken in one spelling", refusing(match(anything).headed("Authorization", `^(bearer|BEARER|basic|BASIC)`), 401, textLogIn), by("The scheme words Basic and Bearer are taken in any case")},
	{"the list needs no credentials", replying(aList.headed("Authorization", `^$`), 200, obj{"list_items": []obj{}}), by("Without credentials the answer is 401 Log In")},
	{"an unknown token is 403", wrongly(aList, status(textLogIn, 401, 403)), by("With a token that does not exist the answer is 401 Log In")},
	{"a wrong HTTP Basic password has another text", wrongly(match(anything).headed("Authorization", `^Basic`), text(textLogIn, "Unauthorized")), by("With a wrong HTTP Basic password the answer is 401 Log In")},

	// The device summary.
	{"the device summary needs credentials", refusing(to("GET", "/api/info").headed("Authorization", `^$`), 401, textLogIn), by("The device summary needs no credentials")},
	{"the API is version 1", wrongly(to("GET", "/api/info"), text("2.12.0", "1.7.0")), by("api_version is 2.MINOR.PATCH, or clients speak another dialect")},
	{"there is no alias of the device summary", refusing(to("GET", "/api/v1/api/info"), 404, "Not found"), by("The device summary is at /api/v1/api/info as well")},
	{"hybrid_enable is missing", wrongly(to("GET", "/api/info"), text("hybrid_enable", "hybrid")), by("The device summary has the fields that typed clients demand")},
	{"an empty Bearer header is refused for the device summary", refusing(to("GET", "/api/info").headed("Authorization", `^Bearer`), 401, textLogIn), by("Credentials and a content type do not disturb the device summary")},
	{"HTTP is sent on to HTTPS", sendsToHTTPS, by("Plain HTTP is answered, not sent on to HTTPS")},

	// Status.
	{"a create is 201", wrongly(aCreate, status("uid", 200, 201)), by("Every success is exactly 200")},
	{"a bulk delete is 204", wrongly(aBulk, status("", 200, 204)), by("Every success is exactly 200")},
	{"a duplicate is 409", wrongly(aCreate, status(textDuplicate, 400, 409)), by(
		"A second identifier of the same type and number is 400 with the documented text",
		"Client: an access controller adds a card, meets a conflict, looks the uid up and deletes")},
	{"a duplicate has another text", wrongly(aCreate, text(textDuplicate, "Duplicate")), by("A second identifier of the same type and number is 400 with the documented text")},
	{"a number is unique over all types", refusing(aCreate.saying(`"ukey"`), 400, textDuplicate), by("The same number under another type is no duplicate", "A ukey comes back as it was sent")},
	{"an unknown uid is 404", wrongly(match(anything), status(textWrongUID, 400, 404)), by("A uid that does not exist is 400, whatever is asked of it")},
	{"a change of nothing has another text", wrongly(aChange, text(textWrongUID, textWrongUnbind)), by("Changing an identifier that does not exist is 400 Wrong Identifier uid")},
	{"a delete does nothing", replying(aDelete, 200, obj{}), by("What was deleted is gone")},
	{"every create has the same uid", givesOneUID, by("Two identifiers get two uids")},
	{"every create has another's uid", wrongly(aCreate, pattern(`"uid":[0-9]+`, `"uid":1001`)), by("Every success is exactly 200", "A whole identifier is changed")},

	// Errors.
	{"fields are named in other quotes", wrongly(match(anything), text("`", "'")), by(
		"A required field that is missing is named in backticks", "A field that is missing in an object is named", "A field of the wrong type is named in backticks",
		"A required field that is missing in a time profile is named in backticks", "A delete without link_ids is 400 with the documented text")},
	{"a text ends in a space", wrongly(aCreate, text("`\"", "` \"")), by("A required field that is missing is named in backticks")},
	{"a wrong type is a missing field", wrongly(aCreate, pattern("value `(.*)` was of the wrong type", "no value for `$1`")), by("A field of the wrong type is named in backticks")},
	{"what is no JSON is 500", wrongly(aCreate, status(`"`+textBadBody+`"`, 400, 500)), by("A body that is no JSON is 400 Wrong JSON body", "A request without its body is 400 Wrong JSON body")},
	{"a create that is refused creates all the same", both(
		wrongly(aCreate.butNot(match(anything).saying(`"lock"`)), func(int, string) (int, string) {
			return 400, "{\"error\":\"Wrong JSON body: no value for `lock`\"}"
		}),
		mishearing(aCreate.butNot(match(anything).saying(`"lock"`)), func(body string) string { return `{"lock":"first",` + body[1:] })),
		by("Two requests that fail create nothing")},

	// Bodies, fields and parameters.
	{"a GET with a content type needs a body", refusing(anItem.headed("Content-Type", `json`).saying(`^$`), 400, textBadBody), by("A GET may name a content type without having a body")},
	{"a GET must not have a body", refusing(anItem.saying(`.`), 400, textBadBody), by("A GET may have a JSON body, which does not count")},
	{"a body on a GET of the log counts", refusing(anEvent.saying(`.`), 400, textBadBody), by("A GET may have a JSON body, which does not count", "Client: an event reader polls the log with a body on the GET")},
	{"a DELETE with a content type needs a body", refusing(aDelete.headed("Content-Type", `json`), 400, textBadBody), by("A DELETE may name a content type without having a body")},
	{"names are ASCII", wrongly(anItem, text("Мария", "?????")), by("A JSON body without a charset is UTF-8", "A JSON body may name its charset")},
	{"names are ASCII in the list", wrongly(aList, text("李小龍", "???")), by("A JSON body without a charset is UTF-8")},
	{"a charset is not taken", refusing(aCreate.headed("Content-Type", `charset`), 415, "Unsupported"), by("A JSON body may name its charset")},
	{"a numeric link_id is of the wrong type", refusing(aCreate.saying(`"link_id":[0-9]`), 400, wrongType("link_id")), by(
		"A numeric link_id, apartment_number, name and lock_number in a create request are ignored",
		"Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"name is the owner's name", mishearing(aCreate.saying(`lock_number`), func(body string) string {
		return regexp.MustCompile(`"identifier_owner":\{"name":"[^"]*"(.*"name":("[^"]*"))`).ReplaceAllString(body, `"identifier_owner":{"name":$2$1`)
	}), by("A numeric link_id, apartment_number, name and lock_number in a create request are ignored")},
	{"unknown fields are refused", refusing(match(anything).saying(`contract_kit`), 400, textBadBody), by("Unknown fields in JSON bodies are ignored")},
	{"unknown parameters are refused", refusing(match(anything).asking(`contract_kit`), 400, "Bad request"), by("Unknown query parameters are ignored")},

	// Creating.
	{"valid is required", refusing(aCreate.butNot(match(anything).saying(`"valid"`)), 400, noValue("valid")), by("A client may create without valid")},
	{"time must not be in passes", refusing(aCreate.saying(`"passes":\{[^}]*"time"`), 400, noValue("time")), by("time may be nested in passes by mistake, with nulls")},
	{"max_passes must be 1 or more", refusing(aCreate.saying(`"max_passes":0`), 400, textBadBody), by("max_passes may be 0 beside is_permanent true")},
	{"null is of the wrong type", refusing(aCreate.saying(`"from":null`), 400, wrongType("from")), by("from and to may be null", "time may be nested in passes by mistake, with nulls")},
	{"a span of time is forgotten", wrongly(anItem, text("1893456000", "0")), by("A span of time and a limit of passes are read back", "An identifier is changed with its validity")},
	{"passes that are left are not told", wrongly(anItem, text(`"passes_left":-1`, `"passes_left":0`)), by("An identifier is read flat, with everything that is documented")},
	{"a decimal number is refused", refusing(aCreate.saying(`"[0-9]{10}"`), 400, textBadBody), by("A decimal card number comes back as it was sent")},
	{"a short number is filled up with zeros", mishearing(aCreate, func(body string) string {
		return regexp.MustCompile(`"([0-9]{7})"`).ReplaceAllString(body, `"000$1"`)
	}), by("A short decimal card number comes back as it was sent")},
	{"hex bytes lose their ':'", mishearing(aCreate.saying(`"([0-9A-F]{2}:){3}[0-9A-F]{2}"`), func(body string) string {
		return regexp.MustCompile(`([0-9A-F]{2}):`).ReplaceAllString(body, "$1")
	}), by("A card number of 4 bytes with ':' comes back as it was sent")},
	{"hex bytes with '-' are refused", refusing(aCreate.saying(`"([0-9A-F]{2}-){6}[0-9A-F]{2}"`), 400, textBadBody), by("A card number of 7 bytes with '-' comes back as it was sent", "Client: an intercom manager knows HTTP Basic only, pages until empty and deletes in bulk")},
	{"eight bytes are too many", refusing(aCreate.saying(`"([0-9A-F]{2}:){7}[0-9A-F]{2}"`), 400, textBadBody), by("A card number of 8 bytes comes back as it was sent")},
	{"hex becomes upper case", mishearing(aCreate, func(body string) string {
		return regexp.MustCompile(`"([0-9a-f]{2}:)+[0-9a-f]{2}"`).ReplaceAllStringFunc(body, strings.ToUpper)
	}), by("A card number in lower case comes back as it was sent")},
	{"there are no input codes", refusing(aCreate.saying(`"inputCode"`), 400, textBadBody), by("An input code comes back as it was sent", "Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"there are no QR codes", refusing(aCreate.saying(`"qr"`), 400, textBadBody), by("A QR code comes back as it was sent")},
	{"there are no number plates", refusing(aCreate.saying(`"license_plate"`), 400, textBadBody), by("A number plate comes back as it was sent")},
	{"a face needs a number", refusing(aCreate.saying(`"face_id"`).butNot(match(anything).saying(`"identifier_number"`)), 400, noValue("identifier_number")), by("A face may be created without a number")},
	{"the number of a face must not be empty", refusing(aCreate.saying(`"identifier_number":""`), 400, textBadBody), by("A face may be created with an empty number", "A face is created, gets its photo, and is there")},
	{"the number of a face must be Base64", refusing(aCreate.saying(`"arbitrary 0"`), 400, "Wrong face_id image data"), by("A face may be created with an arbitrary number")},

	// Changing.
	{"a change does nothing", replying(aChange, 200, obj{}), by("A whole identifier is changed", "An identifier is changed with its validity")},
	{"a change to a taken number is 409", wrongly(aChange, status(textDuplicate, 400, 409)), by("Changing to the number of another is 400 with the documented text")},
	{"a change wrapped in base is 500", refusing(aChange.saying(`^\{"base"`), 500, "Internal error"), by("A change wrapped in base is made, or refused with 400")},
	{"a change wrapped in base is confirmed and not made", replying(aChange.saying(`^\{"base"`), 200, obj{}), by(
		"A change wrapped in base is made, or refused with 400", "Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"passes cannot be reset", refusing(to("POST", "/access/identifier/item/*/passes/reset"), 404, "Not found"), by("Passes are reset to their limit")},
	{"a QR image is JSON", replying(to("GET", "/access/identifier/item/*/qr"), 200, obj{}), by("A QR code is read as a PNG image", "Client: a gate's QR codes are kept by link_id, with a login before each call")},
	{"a card has a QR image", wrongly(to("GET", "/access/identifier/item/*/qr"), status("", 400, 200)), by("The QR image of a card is 400")},

	// Lists.
	{"a list needs parameters", refusing(aList.asking(`^$`), 400, textNoParams), by("A list without parameters is a list")},
	{"unknown paging parameters are refused", refusing(aList.asking(`current_page`), 400, "Bad request"), by("Paging parameters of other names are ignored")},
	{"limit=1 is refused", refusing(aList.asking(`limit=1&`), 400, "Bad request"), by("limit=1 is answered, whatever is made of it")},
	{"limit=100 is refused", refusing(aList.asking(`limit=100&`), 400, "Bad request"), by("limit=100 is answered, whatever is made of it", "Paging by 100 until a page is empty gets everything once")},
	{"limit=500 gives nothing", wrongly(aList.asking(`limit=500&`), pattern(`"list_items":\[.*\],"list_option"`, `"list_items":[],"list_option"`)), by("limit=500 is answered, whatever is made of it", "Paging by 500 until a page is empty gets everything once")},
	{"every page is the first", setting(aList, "page_number", "1"), by(
		"A page past the end is 200 with an empty list", "Paging by 10 until a page is empty gets everything once",
		"Paging by 1 until a page is empty gets everything once", "Paging by 500 until a page is empty gets everything once",
		"Paging through the whole list by 100 ends, and repeats nothing")},
	{"an empty list is 404", wrongly(aList, status(`"list_items":[]`, 200, 404)), by("A page past the end is 200 with an empty list", "A filter that nothing matches is 200 with an empty list")},
	{"an empty list is null", wrongly(aList, text(`"list_items":[]`, `"list_items":null`)), by("A page past the end is 200 with an empty list", "A filter that nothing matches is 200 with an empty list")},
	{"items have uid instead of identifier_uid", wrongly(aList, text("identifier_uid", "id")), by("Items carry identifier_uid, owner, type and number")},
	{"numbers are JSON numbers", wrongly(aList, pattern(`"identifier_number":"([0-9]+)"`, `"identifier_number":$1`)), by(
		"Items carry identifier_uid, owner, type and number",
		"Client: an access controller adds a card, meets a conflict, looks the uid up and deletes")},
	{"only the page is counted", wrongly(aList, pattern(`"total_items":[0-9]+`, `"total_items":2`)), by("list_option says how many identifiers and pages there are")},
	{"limit is ignored", setting(aList, "limit", "100"), by("A documented limit holds")},
	{"sorting is ignored", dropping(aList, "sort_type"), by("A list is sorted by uid both ways")},
	{"filters are ignored", dropping(aList, "filter_field"), by(
		"A filter by number finds that number alone", "A filter by name finds that owner's identifiers",
		"A filter works without filter_format", "A filter that nothing matches is 200 with an empty list")},
	{"a filter needs its format", refusing(aList.asking(`filter_field`).butNot(match(anything).asking(`filter_format`)), 400, textNoParams), by("A filter works without filter_format")},
	{"a filter in JSON finds nothing", setting(aList.asking(`filter=%7B`), "filter", "identifier_number eq 'x'"), by("A filter may be one JSON text")},
	{"an expression finds nothing", setting(aList.asking(`filter=identifier`), "filter", "identifier_number eq 'x'"), by("The expression identifier_number eq '...' finds that number alone")},

	// Photos.
	{"an upload is 204", wrongly(aPhoto, status("", 200, 204)), by("A face is created, gets its photo, and is there", "Client: a face enroller logs in, creates, uploads and checks")},
	{"the part must be called file", refusing(aPhoto.butNot(match(anything).saying(`name="file"`)), 400, textLoading), by("The part of the photo may be called status", "The part of the photo may be called anything")},
	{"file names are ASCII", refusing(aPhoto.saying(`Zoë`), 400, textLoading), by("The file name may have characters beyond ASCII")},
	{"the first part must be the photo", refusing(aPhoto.saying(`name="note"`), 400, textLoading), by("Fields before the photo do not disturb")},
	{"file names in the form of RFC 5987 are not seen", refusing(aPhoto.saying(`filename\*`), 400, textLoading), by("The file name may have characters beyond ASCII, in the form of RFC 5987")},
	{"a part needs a content type", refusing(aPhoto.saying(`filename="face.jpg"\r\n\r\n`), 400, textWrongFormat), by("The part of the photo may have no content type")},
	{"image/jpg is not taken", refusing(aPhoto.saying(`image/jpg`), 400, textWrongFormat), by("The content type of the photo may be image/jpg")},
	{"the format is decided by the type", refusing(aPhoto.saying(`image/png`), 400, textWrongFormat), by("The format is decided by content, whatever type the part names")},
	{"a PNG image is a wrong image", wrongly(aPhoto, text(textWrongFormat, textWrongImage)), by("A PNG image is 400 Wrong file format")},
	{"a photo for nobody has another text", wrongly(aPhoto, text(textNotTemporary, textWrongUID)), by(
		"A photo for a uid that does not exist is 400 with the documented text", "A photo for a card is 400 with the documented text")},
	{"any picture is a face", wrongly(aPhoto, status(textNoFace, 400, 200)), by("A picture without a face is 400 with a documented text")},
	{"what is no picture is 500", wrongly(aPhoto, status(textWrongImage, 400, 500)), by("A file that is no picture is 400 with a documented text")},
	{"an upload without a file is fine", wrongly(aPhoto, status(textLoading, 400, 200)), by("An upload without a file is 400 with a documented text")},
	{"an upload needs no credentials", replying(aPhoto.headed("Authorization", `^$`), 200, obj{}), by("An upload without credentials is 401 Log In")},
	{"after a refusal nothing is accepted", staysBroken, by("After a photo was refused, the next one may be accepted")},

	// Bulk deletes.
	{"a bulk delete does nothing", replying(aBulk, 200, obj{}), by(
		"A DELETE with a JSON body deletes several identifiers", "A bulk delete with uids that do not exist deletes the others, or is 400",
		"A bulk delete without its body is 400", "A bulk delete with text for a list is 400",
		"Client: an intercom manager knows HTTP Basic only, pages until empty and deletes in bulk")},
	{"a bulk delete of nothing is 404", refusing(aBulk.saying(`\[\]`), 404, "Not found"), by("A bulk delete of nothing is answered")},

	// Synchronisation.
	{"an update is called created", wrongly(aSync, text(codeUpdated, codeCreated)), by(
		"A link_id that is new is created, one that is known is updated", "Client: a card synchroniser sends hex numbers with ':' and a span of time by link_id")},
	{"a synchronisation stores nothing", storesNoSync, by(
		"What was synchronised is listed with its link_id", "A list asked for one link_id is answered", "An identifier that was synchronised is in the ordinary list")},
	{"an unknown link_id is deleted", wrongly(to("DELETE", linkPath), text(codeNotFound, codeDeleted)), by("A link_id is deleted once; the next time it is entity_not_found")},
	{"a taken number has another code", wrongly(aSync, text(codeNumberTaken, codeNotFound)), by("A number that another link_id has is number_taken_by_another_identifier")},
	{"one bad item fails the batch", wrongly(aSync, status(`"success":false`, 200, 400)), by("Each item is judged on its own, and the batch is 200")},
	{"an unknown time profile is ignored", wrongly(aSync, text(codeNoProfile, codeCreated)), by("A time profile that does not exist is bound_time_profile_doesnt_exist")},
	{"a face_image is not looked at", wrongly(aSync.saying(`face_image`), text(codeNotRecognized, codeCreated)), by("A face_image without a face is face_has_not_recognized")},
	{"bad Base64 has no face", wrongly(aSync, text(codeBadBase64, codeNotRecognized)), by("A face_image that is no Base64 is bad_base_64_image_file")},
	{"no face_image has a face", mishearing(aSync.saying(`face_image`), func(body string) string {
		return regexp.MustCompile(`"face_image":"`).ReplaceAllString(body, `${0}AAAA`)
	}), by("A face is created, updated and deleted by link_id with face_image")},
	{"deletes by number have another code", wrongly(to("DELETE", byNumberPath), text(codeDeleted, "removed")), by("An identifier is deleted by type and number", "Identifiers are deleted by type and a list of numbers")},
	{"a delete by number needs no type", setting(to("DELETE", byNumberPath), "type", "card"), by("A delete by number without a type is 400")},

	// Time profiles.
	{"a day of the week is lost", wrongly(to("GET", "/access/timeprofile/item/*"), text(`,"FRI"`, "")), by("A time profile is created, read and deleted")},
	{"twoWeeks is not known", refusing(to("POST", "/access/timeprofile").saying(`twoWeeks`), 400, textBadBody), by("Every documented repeat form is taken")},
	{"a change of a time profile does nothing", replying(to("PATCH", "/access/timeprofile/item/*"), 200, obj{}), by("A time profile is changed")},
	{"the list of time profiles has no names", wrongly(to("GET", profilesPath), text(`"name"`, `"title"`)), by("A time profile is in the list")},
	{"an unknown time profile is 404", wrongly(match(anything), status(textWrongProfile, 400, 404)), by("A time profile that does not exist is 400", "Attaching a time profile that does not exist is 400")},
	{"attaching does nothing", replying(to("POST", "/access/identifier/item/*/timeprofile/*"), 200, obj{}), by("A time profile is attached and detached")},
	{"detaching does nothing", replying(to("DELETE", "/access/identifier/item/*/timeprofile/*"), 200, obj{}), by("A time profile is attached and detached")},
	{"timeProfile is another word", refusing(match(anything).spelt(`timeProfile`), 404, "Not found"), by("The path word timeProfile is taken as well")},

	// Apartments.
	{"unbinding twice is 400", wrongly(match(anything), status(textUnbound, 200, 400)), by("Unbinding an identifier that has no apartment is 200")},
	{"unbinding nobody has another text", wrongly(match(anything), text(textWrongUnbind, textWrongUID)), by("Unbinding a uid that does not exist is 400 Wrong identifier uid")},
	{"attaching to an apartment does nothing", replying(to("POST", "/apartment/item/*/identifier/*"), 200, obj{}), by("An identifier is attached to an apartment and unbound")},
	{"a second apartment takes over", wrongly(match(anything), status(textOtherFlat, 400, 200)), by("Attaching to a second apartment is 400 with the documented text")},

	// Settings.
	{"a similarity has another name", wrongly(to("GET", faceSettingsPath), text("normal", "medium")), by("The face recognition settings are read, and written back")},
	{"any similarity is taken", replying(to("POST", faceSettingsPath), 200, obj{}), by("A similarity that there is not is 400")},
	{"writing the remote settings turns the custom server off", mishearing(to("POST", remoteSettingsPath), func(body string) string {
		return strings.ReplaceAll(body, `"custom_server_enabled":true`, `"custom_server_enabled":false`)
	}), by("The remote access settings are read, and written back")},
	{"the time is text", wrongly(to("GET", "/device/time"), pattern(`:([0-9]+)`, `:"$1"`)), by("The device tells its time")},
	{"anybody may enter", wrongly(to("POST", questionPath), text(`"granted":false`, `"granted":true`)), by("A panel's question is answered in one of the three documented forms")},

	// The log.
	{"the log has times in seconds", wrongly(anEvent, pattern(`"timestamp":([0-9]+)[0-9]{3}`, `"timestamp":$1`)), by("A login is in the log, with its time in milliseconds")},
	{"logins are not in the log", wrongly(anEvent, text(loginEvent, "something")), by("A login is in the log, with its time in milliseconds")},
	{"seconds are read as milliseconds, of long ago", dropping(anEvent.asking(`from=[0-9]{10}(&|$)`), "from"), by("The log is polled with from in seconds and to in milliseconds", "The log is polled with from and to in seconds")},
	{"to is ignored", dropping(anEvent, "to"), by("The log is polled with from and to in milliseconds")},
	{"category is ignored", dropping(anEvent, "filter_field"), by("The filter category=access leaves other categories out", "Client: an event reader polls the log with a body on the GET")},
	{"the log is always sorted down", setting(anEvent, "sort_type", "desc"), by("The log is sorted both ways, from old to new without being told")},
	{"the log is always sorted up", dropping(anEvent, "sort_type"), by("The log is sorted both ways, from old to new without being told")},
	{"a locale is refused", refusing(anEvent.asking(`locale=uk`), 400, "Bad request"), by("Every documented limit and locale is taken")},
	{"the log has one page", setting(anEvent, "page_number", "1"), by("A page of the log past the end is 200 with an empty list")},
	{"clearing the log does nothing", replying(to("POST", "/system/data/clear"), 200, obj{}), by("The log is cleared by clear_fields and by data_types")},

	// Paths.
	{"a trailing '?' is another path", refusing(match(anything).spelt(`\?$`), 404, "Not found"), by("A trailing '?' without a query does not disturb")},
	{"path words are case-sensitive", refusing(match(anything).spelt(`Identifier`), 404, "Not found"), by("Path words are taken in any case")},
	{"an older list path is empty", replying(to("GET", "/access/identifiers/items/list"), 200, obj{"list_items": []obj{}}), by(
		"Older list paths under v1 are not 200 with an empty list", "Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"an older create path says yes", replying(to("POST", "/access/identifiers/item"), 200, obj{}), by(
		"Older create paths under v1 are not a success without an identifier", "Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"an older delete path says yes", replying(to("DELETE", "/access/identifiers/item/*"), 200, obj{}), by(
		"Older item paths under v1 do not say that something was deleted when it was not", "Client: a code manager tries the older paths first and ends at the v1 ones")},
	{"a change by v0 does nothing", replying(to("PATCH", "/api/v0/access/identifiers/item/*"), 200, obj{}), by("A client of v0 creates, lists, changes and deletes")},
}
