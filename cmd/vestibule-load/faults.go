package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"time"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// attempt is an upload of one kind, and what it has to come to.
type attempt struct {
	kind string
	want error // nil: enrolled
	send upload
}

// errHungUp is that this side gave up, as it meant to.
var errHungUp = errors.New("hung up")

// hangUpAfter is how long a client waits that does not wait for the answer: a
// photo of this program is being worked on by then.
const hangUpAfter = 10 * time.Millisecond

// faults returns every way to go wrong, with a good photo to spoil.
func faults(jpeg []byte) []attempt {
	landscape := portrait.JPEG(portrait.Landscape(1200, 900, 1), quality)
	small := portrait.JPEG(portrait.Draw(portrait.Options{Width: 60, Height: 80}), quality)
	return []attempt{
		{"cut off", client.ErrPhotoRefused, sending(jpeg[:len(jpeg)/2])},
		{"text", client.ErrWrongFormat, sending(bytes.Repeat([]byte("This is no photo. "), 1000))},
		{"PNG", client.ErrWrongFormat, sending(drawPNG())},
		{"no face", client.ErrNoFace, sending(landscape)},
		{"too small", client.ErrPhotoRefused, sending(small)},
		{"not multipart", client.ErrUploadBroken, mislabelled(sending(jpeg))},
		{"hangs up while it sends", errHungUp, hangingUpWithin(jpeg)},
		{"hangs up while it waits", errHungUp, hangingUpAfter(jpeg)},
	}
}

func drawPNG() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, portrait.Draw(portrait.Options{})); err != nil {
		panic(fmt.Sprintf("encoding a PNG: %v", err)) // a bytes.Buffer takes everything
	}
	return out.Bytes()
}

// hangingUpWithin sends half of a photo.
func hangingUpWithin(jpeg []byte) upload {
	open := func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader(jpeg[:len(jpeg)/2]), failing{errHungUp})), nil
	}
	return func(ctx context.Context, c *client.Client, uid int64) error {
		_, err := c.UploadFace(ctx, uid, client.PhotoFunc(int64(len(jpeg)), open), client.UploadOptions{})
		return err
	}
}

// failing is a reader of nothing but an error.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) { return 0, f.err }

// hangingUpAfter sends a whole photo and goes before it is answered. That the
// server was faster is as good.
func hangingUpAfter(jpeg []byte) upload {
	return func(ctx context.Context, c *client.Client, uid int64) error {
		own, hangUp := context.WithCancel(ctx)
		defer hangUp()
		_, err := c.UploadFace(own, uid, client.PhotoOf(bytes.NewReader(jpeg)), client.UploadOptions{
			Progress: func(sent, total int64) {
				if sent == total {
					time.AfterFunc(hangUpAfter, hangUp)
				}
			},
		})
		if err == nil || (errors.Is(err, context.Canceled) && ctx.Err() == nil) {
			return errHungUp
		}
		return err
	}
}

type mislabelledKey struct{}

// mislabelled makes an upload whose body is not called multipart.
func mislabelled(send upload) upload {
	return func(ctx context.Context, c *client.Client, uid int64) error {
		return send(context.WithValue(ctx, mislabelledKey{}, true), c, uid)
	}
}

// mislabelling is a transport that knows of mislabelled uploads, which the
// client has no way to make.
type mislabelling struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (m mislabelling) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Context().Value(mislabelledKey{}) != nil {
		r = r.Clone(r.Context())
		r.Header.Set("Content-Type", "application/octet-stream")
	}
	return m.RoundTripper.RoundTrip(r)
}
