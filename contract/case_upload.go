package contract

// Sections 7.1 to 7.3, and 20: item 12.

var uploadCases = []testCase{
	{"7.1", "A face is created, gets its photo, and is there", enrols},
	{"20.12", "The part of the photo may be called status", enrolsWith(`name="status"; filename="out3.jpg"`, "image/jpeg")},
	{"20.12", "The part of the photo may be called anything", enrolsWith(`name="any name[]"; filename="face.jpg"`, "image/jpeg")},
	{"20.12", "The file name may have characters beyond ASCII", enrolsWith(`name="file"; filename="Zoë Müller, Мария.jpg"`, "image/jpeg")},
	{"20.12", "The file name may have characters beyond ASCII, in the form of RFC 5987", enrolsWith(`name="file"; filename*=UTF-8''Zo%C3%AB.jpg`, "image/jpeg")},
	{"20.12", "The part of the photo may have no content type", enrolsWith(`name="file"; filename="face.jpg"`, "")},
	{"20.12", "The content type of the photo may be image/jpg", enrolsWith(`name="file"; filename="face.jpg"`, "image/jpg")},
	{"20.12", "The format is decided by content, whatever type the part names", enrolsWith(`name="file"; filename="face.png"`, "image/png")},
	{"7.2", "Fields before the photo do not disturb", enrolsAfterFields},
	{"20.1", "A client that never logs in enrols with HTTP Basic", enrolsWithBasic},
}

func enrols(p *play) { p.enrol(filePart(p.portrait())) }

// enrol creates a face and sends it a photo. The face must be there afterwards.
func (p *play) enrol(parts ...part) {
	face := p.face()
	uid := p.createFace(face)
	p.ok(p.upload(uid, form(parts...)))
	p.wantText(p.read(uid).node, "identifier_owner.name", ownerOf(face))
}

func enrolsWith(disposition, contentType string) func(*play) {
	return func(p *play) { p.enrol(part{disposition, contentType, p.portrait()}) }
}

func enrolsAfterFields(p *play) {
	p.enrol(part{`name="uid"`, "", []byte("1")}, part{`name="note"`, "text/plain", []byte("none")}, filePart(p.portrait()))
}

func enrolsWithBasic(p *play) {
	photo, basic := form(filePart(p.portrait())), as(p.basic())
	uid := p.createFace(p.face(), basic)
	p.ok(p.upload(uid, photo, basic))
	p.delete(uid, basic)
}
