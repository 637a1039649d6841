package httpapi

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
)

const (
	// overheadBytes is what a body may have beside the photo: part headers
	// and small fields.
	overheadBytes = 1 << 20

	// maxParts is how many parts a body may have.
	maxParts = 100

	// preferredPart is the name that the contract's schema gives the photo.
	// Its only example uses another, and so do clients (section 7.2).
	preferredPart = "file"
)

// readPhoto returns the photo in a multipart body: the first part that has a
// file name, or the first of those that is called "file" if there is one. Parts
// without a file name do not matter, and neither do content types. The photo is
// read into the buffer and is good as long as that is.
//
// The body is read to its end, so that one that was cut off behind the photo is
// not taken for a whole. The error is KindUploadBroken, with a reason, if the
// body is no multipart, has no file, is cut off, or is larger than a photo of
// limit bytes accounts for.
func readPhoto(w http.ResponseWriter, r *http.Request, into *buffer, limit int64) ([]byte, error) {
	bodyLimit := limit + overheadBytes
	if r.ContentLength > bodyLimit {
		return nil, tooLarge(limit)
	}
	r.Body = endingInError(http.MaxBytesReader(w, r.Body, bodyLimit))
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, notMultipart(err)
	}
	u := upload{buffer: into, limit: limit, expected: min(r.ContentLength, limit)}
	for range maxParts + 1 { // the closing boundary takes a turn too
		part, err := parts.NextPart()
		if err == io.EOF { // the closing boundary
			return u.result()
		}
		if err != nil {
			return nil, u.broken(err)
		}
		if err := u.take(part); err != nil {
			return nil, err
		}
	}
	return nil, tooManyParts()
}

// upload collects the photo while a body is read. It holds one photo at a time.
type upload struct {
	buffer   *buffer
	limit    int64 // bytes of the largest photo
	expected int64 // bytes, at most; -1 if the client did not say
	found    bool  // the buffer has a photo
	certain  bool  // no later part can be a better photo
}

// take reads a part if it is the best candidate so far.
func (u *upload) take(part *multipart.Part) error {
	preferred := part.FormName() == preferredPart
	if !hasFileName(part) || u.certain || (u.found && !preferred) {
		return nil // NextPart skips what was not read
	}
	u.found, u.certain = true, preferred
	return u.read(part)
}

// read reads a part in place of any earlier one.
func (u *upload) read(part io.Reader) error {
	if err := u.buffer.fill(part, u.expected, u.limit); err != nil {
		return u.broken(err)
	}
	if int64(len(u.buffer.bytes)) > u.limit {
		return tooLarge(u.limit)
	}
	return nil
}

// result returns the photo; it may be empty, which is for the domain to judge.
func (u *upload) result() ([]byte, error) {
	if !u.found {
		return nil, noFile()
	}
	return u.buffer.bytes, nil
}

// broken returns the error for a body that failed while it was read.
func (u *upload) broken(err error) error {
	var tooMuch *http.MaxBytesError
	if errors.As(err, &tooMuch) {
		return tooLarge(u.limit)
	}
	return cutOff(err)
}

// endingInError returns a body whose end is an error. NextPart says io.EOF at
// the closing boundary, but also where a body ends within a part's header; with
// this, io.EOF is the closing boundary alone. The line end is the one that a
// closing boundary may lack, without which NextPart would want io.EOF there.
func endingInError(body io.ReadCloser) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(body, strings.NewReader("\r\n"), cutShort{}), body}
}

type cutShort struct{}

// Read implements io.Reader.
func (cutShort) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// hasFileName reports whether a part is a file. Names outside ASCII without the
// quotes they need make a header that mime does not read; they are names all
// the same.
func hasFileName(part *multipart.Part) bool {
	if part.FileName() != "" {
		return true
	}
	disposition := part.Header.Get("Content-Disposition")
	_, _, err := mime.ParseMediaType(disposition)
	return err != nil && strings.Contains(strings.ToLower(disposition), "filename")
}

// The refusals of an upload that is no photo yet.

func tooLarge(limit int64) error {
	return uploadBroken(nil, domain.Reason{Code: "file_too_large", Limit: domain.Number(float64(limit)), Unit: "bytes"})
}

func tooManyParts() error {
	return uploadBroken(nil, domain.Reason{Code: "too_many_parts", Limit: domain.Number(maxParts), Unit: "parts"})
}

func notMultipart(cause error) error {
	return uploadBroken(cause, domain.Reason{Code: "not_multipart"})
}

func noFile() error { return uploadBroken(nil, domain.Reason{Code: "no_file"}) }

// cutOff is the error for a body that is damaged or ended early.
func cutOff(cause error) error {
	return uploadBroken(cause, domain.Reason{Code: "upload_incomplete"})
}

func uploadBroken(cause error, reason domain.Reason) error {
	e := domain.Refuse(domain.KindUploadBroken, reason)
	e.Err = cause
	return e
}
