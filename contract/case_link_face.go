package contract

import "encoding/base64"

// Faces in a synchronisation (section 10.1).

var linkFaceCases = []testCase{
	{"10.1", "A face is created, updated and deleted by link_id with face_image", synchronisesFace},
	{"10.1", "A face_image that is no Base64 is bad_base_64_image_file", refusesBadBase64},
	{"10.1", "A face_image without a face is face_has_not_recognized", refusesLandscapeImage},
}

// facesSince is the version whose documentation lists the codes of a refused
// face_image.
const facesSince = 9

// linkedFace returns an item with a photo.
func (p *play) linkedFace(link, image string) obj {
	return with(linked(p.face(), link), "face_image", image)
}

func synchronisesFace(p *play) {
	p.since(facesSince, "face_image")
	link, image := p.uuid(), base64.StdEncoding.EncodeToString(p.portrait())
	face := p.linkedFace(link, image)
	created := p.sync(face)[0]
	p.wantsFaces(created)
	p.wantResult(created, link, true, codeCreated)
	p.wantResult(p.sync(face)[0], link, true, codeUpdated)
	p.wantResult(p.unlink(link)[0], link, true, codeDeleted)
	p.wantUIDs(byName(ownerOf(face)))
}

func refusesBadBase64(p *play) {
	p.since(facesSince, "face_image")
	link := p.uuid()
	refused := p.sync(p.linkedFace(link, "no Base64!"))[0]
	p.wantsFaces(refused)
	p.wantResult(refused, link, false, codeBadBase64)
}

func refusesLandscapeImage(p *play) {
	p.since(facesSince, "face_image")
	link := p.uuid()
	refused := p.sync(p.linkedFace(link, base64.StdEncoding.EncodeToString(landscapeJPEG())))[0]
	p.wantsFaces(refused)
	p.wantResult(refused, link, false, codeNotRecognized)
}
