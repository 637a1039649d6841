package contract

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"sync"
	"time"
)

// The steps about photos (section 7).

func facePath(uid int64) string { return fmt.Sprintf("/access/identifier/item/face/file/%d", uid) }

// part is one part of a multipart body, written as clients write it and not as
// the standards want it.
type part struct {
	disposition string // what follows "form-data; "
	contentType string // "" for none
	content     []byte
}

// filePart returns a photo as most clients send it.
func filePart(jpeg []byte) part {
	return part{`name="file"; filename="face.jpg"`, "image/jpeg", jpeg}
}

// form sends a multipart body.
func form(parts ...part) option {
	const boundary = "----contract-kit-b7e2"
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "--%s\r\nContent-Disposition: form-data; %s\r\n", boundary, p.disposition)
		if p.contentType != "" {
			fmt.Fprintf(&b, "Content-Type: %s\r\n", p.contentType)
		}
		fmt.Fprintf(&b, "\r\n%s\r\n", p.content)
	}
	fmt.Fprintf(&b, "--%s--\r\n", boundary)
	return raw("multipart/form-data; boundary="+boundary, b.Bytes())
}

// A panel handles one photo at a time and says so; clients come again.
const (
	uploadTries = 5
	uploadPause = time.Second // between two tries
)

// upload sends a photo, and again while another is in progress.
func (p *play) upload(uid int64, photo option, options ...option) answer {
	var a answer
	for try := range uploadTries {
		if try > 0 {
			p.pause()
		}
		a = p.post(facePath(uid), append([]option{photo}, options...)...)
		if a.at("error").text() != textInProgress {
			break
		}
	}
	return a
}

func (p *play) pause() {
	select {
	case <-p.ctx.Done():
		p.fail("the run was ended")
	case <-time.After(p.between):
	}
}

// portrait returns the target's portrait.
func (p *play) portrait() []byte {
	if len(p.target.Portrait) == 0 {
		p.skip("no portrait is given")
	}
	return p.target.Portrait
}

// landscape is a picture without a face, larger than a panel's least size.
var landscape = sync.OnceValue(func() image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			picture.SetRGBA(x, y, color.RGBA{uint8(x / 4), uint8(y / 3), uint8((x + y) / 8), 255})
		}
	}
	return picture
})

var landscapeJPEG = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, landscape(), nil); err != nil { // a buffer takes everything
		panic(err)
	}
	return b.Bytes()
})

var landscapePNG = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, landscape()); err != nil { // a buffer takes everything
		panic(err)
	}
	return b.Bytes()
})
