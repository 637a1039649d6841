package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
)

// UploadOptions say how a photo is loaded.
type UploadOptions struct {
	// Replace has an enrolled identifier take a new face. It keeps the old one
	// if the new photo is refused. Panels have no such thing.
	Replace bool

	// FileName is what the photo is called; "photo.jpg" if empty.
	FileName string

	// Progress is told how many bytes of the photo were handed to the network,
	// of how many: rising to the total, and once more from the beginning if the
	// photo has to be sent again. It is called by one goroutine at a time, and
	// not any more when the upload returns. Nil is nobody.
	Progress func(sent, total int64)
}

// Enrolment is what a photo was accepted with. Panels say nothing: theirs is
// zero (section 7.3).
type Enrolment struct {
	Profile  string   `json:"profile"` // what the photo was held against
	Face     Face     `json:"face"`
	Warnings []Reason `json:"warnings"` // what is not good and yet accepted, worst first
}

func facePath(uid int64) string { return fmt.Sprintf("%s/item/face/file/%d", identifiersPath, uid) }

// UploadFace gives a temporary identifier its face (section 7). The errors are
// ErrNotTemporary, ErrInProgress, ErrUploadBroken, ErrBusy and, with Reasons,
// ErrWrongFormat, ErrPhotoRefused and ErrNoFace.
func (c *Client) UploadFace(ctx context.Context, uid int64, p Photo, o UploadOptions) (Enrolment, error) {
	r := call{method: http.MethodPost, path: facePath(uid)}
	if o.Replace {
		r.query = url.Values{"replace": {"true"}}
	}
	var enrolled Enrolment
	a, err := c.upload(ctx, r, p, o)
	if err != nil || a.empty() {
		return Enrolment{}, err
	}
	err = r.decode(a, &enrolled)
	return enrolled, err
}

// CheckFace says what an upload of a photo would come to under a profile, ""
// for the server's own, and stores nothing. A photo that would be refused is no
// error. Panels have no such call. The errors are ErrUploadBroken, ErrBusy,
// ErrWrongFormat and, for a profile that there is not, ErrInvalid.
func (c *Client) CheckFace(ctx context.Context, p Photo, profile string) (Report, error) {
	r := call{method: http.MethodPost, path: identifiersPath + "/face/check", query: url.Values{}}
	set(r.query, "profile", profile)
	var report Report
	a, err := c.upload(ctx, r, p, UploadOptions{})
	if err != nil {
		return Report{}, err
	}
	err = r.decode(a, &report)
	return report, err
}

// upload makes a call with a photo.
func (c *Client) upload(ctx context.Context, r call, p Photo, o UploadOptions) (answer, error) {
	m := &meter{report: o.Progress, total: p.size}
	defer m.stop()
	if p.takeBack != nil {
		defer p.takeBack()
	}
	var err error
	if r.body, err = newUploadPayload(ctx, p, o.FileName, m); err != nil {
		return answer{}, fmt.Errorf("%s: %w", r.name(), err)
	}
	return c.do(ctx, r)
}

// newUploadPayload returns a multipart body with a photo (section 7.2).
func newUploadPayload(ctx context.Context, p Photo, fileName string, m *meter) (*payload, error) {
	if p.err != nil {
		return nil, p.err
	}
	if p.open == nil {
		return nil, errors.New("no photo is given")
	}
	head, tail, contentType := envelope(fileName)
	return &payload{
		contentType: contentType,
		length:      int64(len(head)) + p.size + int64(len(tail)),
		open: func() (io.ReadCloser, error) {
			photo, err := p.open()
			if err != nil {
				return nil, err
			}
			if p.takeBack == nil {
				photo = interruptible(ctx, photo)
			}
			parts := io.MultiReader(bytes.NewReader(head), m.watch(photo), bytes.NewReader(tail))
			return struct {
				io.Reader
				io.Closer
			}{parts, photo}, nil
		},
	}, nil
}

// envelope returns what comes before and after the photo in a multipart body.
func envelope(fileName string) (head, tail []byte, contentType string) {
	if fileName == "" {
		fileName = "photo.jpg"
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	// Nothing fails that writes to a bytes.Buffer.
	_, _ = form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition("file", fileName)},
		"Content-Type":        {"image/jpeg"},
	})
	n := b.Len()
	_ = form.Close()
	return b.Bytes()[:n], b.Bytes()[n:], form.FormDataContentType()
}
