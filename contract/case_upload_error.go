package contract

// Section 7.4.

var uploadErrorCases = []testCase{
	{"7.4", "A PNG image is 400 Wrong file format", refusesPNG},
	{"7.4", "A photo for a uid that does not exist is 400 with the documented text", refusesPhotoForNobody},
	{"7.4", "A photo for a card is 400 with the documented text", refusesPhotoForCard},
	{"7.4", "A picture without a face is 400 with a documented text", refusesLandscape},
	{"7.4", "A file that is no picture is 400 with a documented text", refusesText},
	{"7.4", "An upload without a file is 400 with a documented text", refusesNoFile},
	{"7.4", "An upload without credentials is 401 Log In", refusesPhotoOfNobody},
	{"7.4", "After a photo was refused, the next one may be accepted", acceptsAfterRefusal},
}

// uploadTexts are all texts that are documented for an upload, but the one that
// says to come again.
var uploadTexts = []string{textNotTemporary, textWrongImage, textWrongFormat, textLoading, textNoFace}

func refusesPNG(p *play) {
	uid := p.createFace(p.face())
	p.refused(p.upload(uid, form(part{`name="file"; filename="face.png"`, "image/png", landscapePNG()})), textWrongFormat)
	p.refused(p.upload(uid, form(filePart(landscapePNG()))), textWrongFormat)
}

func refusesPhotoForNobody(p *play) {
	p.createFace(p.face()) // or the server has no faces at all
	p.refused(p.upload(p.unknownUID(), form(filePart(landscapeJPEG()))), textNotTemporary)
}

func refusesPhotoForCard(p *play) {
	p.createFace(p.face())
	p.refused(p.upload(p.create(p.card()), form(filePart(landscapeJPEG()))), textNotTemporary)
}

func refusesLandscape(p *play) { p.refusesUpload(form(filePart(landscapeJPEG()))) }

func refusesText(p *play) {
	p.refusesUpload(form(part{`name="file"; filename="face.jpg"`, "image/jpeg", []byte("no picture")}))
}

func refusesNoFile(p *play) { p.refusesUpload(form()) }

func (p *play) refusesUpload(photo option) {
	p.refused(p.upload(p.createFace(p.face()), photo), uploadTexts...)
}

func refusesPhotoOfNobody(p *play) {
	uid := p.createFace(p.face())
	p.wantNobody(p.upload(uid, form(filePart(landscapeJPEG())), anonymous))
}

// acceptsAfterRefusal accepts that a panel may drop a temporary identifier when
// its photo is refused (section 21, 1).
func acceptsAfterRefusal(p *play) {
	photo := form(filePart(p.portrait()))
	uid := p.createFace(p.face())
	p.refused(p.upload(uid, form(filePart(landscapePNG()))))
	a := p.upload(uid, photo)
	if a.at("error").text() == textNotTemporary {
		uid = p.createFace(p.face())
		a = p.upload(uid, photo)
	}
	p.ok(a)
	p.read(uid)
}
