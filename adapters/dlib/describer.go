//go:build cgo

package dlib

// #include "detect.h"
import "C"

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"

	goface "github.com/Kagami/go-face"
	"golang.org/x/image/draw"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.FaceDescriber = (*Describer)(nil)

// Describer makes descriptors with go-face.
type Describer struct {
	workers *pool[*goface.Recognizer]
	model   string
}

// NewDescriber loads the models, once for each worker. Close ends it. It sets
// OpenBLAS, for the whole process, to one thread a call: photos are described
// in parallel, and threads below that only get in each other's way.
func NewDescriber(o DescriberOptions) (*Describer, error) {
	if err := CheckProcessor(); err != nil {
		return nil, err
	}
	dir, remove, err := o.Models.gathered()
	if err != nil {
		return nil, fmt.Errorf("gathering models: %w", err)
	}
	defer remove()
	BLAS()
	open := func() (*goface.Recognizer, error) { return goface.NewRecognizer(dir) }
	workers, err := newPool(workersOrCores(o.Workers), open, (*goface.Recognizer).Close)
	if err != nil {
		return nil, fmt.Errorf("loading models: %w", err)
	}
	return &Describer{workers: workers, model: o.Models.Name()}, nil
}

// Close waits for running calls and frees the models. No call may follow.
func (d *Describer) Close() { d.workers.close((*goface.Recognizer).Close) }

// Model implements ports.FaceDescriber.
func (d *Describer) Model() string { return d.model }

// An attempt is one way to show a face to go-face, which must find it again.
type attempt struct {
	faceWidth int // px, of the face in the cut-out
	recognise func(*goface.Recognizer, []byte) ([]goface.Face, error)
}

// attempts are tried in this order. go-face scales a face to some 100 px for its
// network, so nothing is lost at 160. A frontal detector may miss at one size
// what it finds at another; the network it has for the rest is slower by far.
var attempts = []attempt{
	{160, (*goface.Recognizer).Recognize},
	{240, (*goface.Recognizer).Recognize},
	{160, (*goface.Recognizer).RecognizeCNN},
}

// Describe implements ports.FaceDescriber.
func (d *Describer) Describe(ctx context.Context, p photo.Photo, f face.Face) (face.Descriptor, error) {
	var vector [face.DescriptorLength]float32
	err := d.workers.with(ctx, func(r *goface.Recognizer) error {
		for _, a := range attempts {
			found, err := a.describe(r, p, f)
			if err != nil {
				return err
			}
			if found != nil {
				vector = found.Descriptor
				return nil
			}
			if ctx.Err() != nil {
				return nil
			}
		}
		return indescribable()
	})
	if err != nil {
		return face.Descriptor{}, fmt.Errorf("describing a face: %w", err)
	}
	return face.Descriptor{Model: d.Model(), Vector: vector}, nil
}

func indescribable() error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "face_not_describable"})
}

// describe returns what go-face makes of the face f, or nil if it does not
// find it.
func (a attempt) describe(r *goface.Recognizer, p photo.Photo, f face.Face) (*goface.Face, error) {
	cut, err := cutOut(p, f.Box, a.faceWidth)
	if err != nil {
		return nil, err
	}
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, cut.picture, &jpeg.Options{Quality: 97}); err != nil {
		return nil, fmt.Errorf("encoding the cut-out: %w", err)
	}
	found, err := a.recognise(r, encoded.Bytes())
	if err != nil {
		return nil, fmt.Errorf("go-face: %w", err)
	}
	return nearest(found, cut.face), nil
}

// nearest returns the face that overlaps most with the box, nil if none does
// so clearly.
func nearest(found []goface.Face, b face.Box) *goface.Face {
	var best *goface.Face
	most := overlapOfOne / 2 // the other detector frames a face differently
	for i, f := range found {
		r := f.Rectangle
		overlap := b.Overlap(face.Box{X: r.Min.X, Y: r.Min.Y, Width: r.Dx(), Height: r.Dy()})
		if overlap > most {
			best, most = &found[i], overlap
		}
	}
	return best
}

// cutout is a face with its surroundings, upright.
type cutout struct {
	picture image.Image
	face    face.Box // where in picture the face is
}

// surroundings is how much is cut out on each side of a face, as a share of
// its width: hair and chin, which the detector looks at as well.
const surroundings = 0.6

// cutOut cuts a face out of the photo, scaled so that it is about faceWidth
// pixels wide. Only that part of the photo is ever in memory.
func cutOut(p photo.Photo, b face.Box, faceWidth int) (cutout, error) {
	h := p.Header()
	width, height := h.UprightSize()
	margin := int(surroundings * float64(b.Width))
	whole := image.Rect(0, 0, width, height)
	area := image.Rect(b.X-margin, b.Y-margin, b.X+b.Width+margin, b.Y+b.Height+margin).Intersect(whole)
	if area.Empty() || b.Width < 1 {
		return cutout{}, errors.New("the face lies outside the photo")
	}
	eighths := eighthsFor(b.Width, faceWidth)
	stored := scaledRect(storedRect(area, h), eighths, h)
	pic, err := decode(p, eighths, 3, stored)
	if err != nil {
		return cutout{}, err
	}
	scale := float64(faceWidth) / float64(b.Width)
	px := func(n int) int { return int(float64(n)*scale + 0.5) }
	return cutout{
		picture: pic.upright(h.Orientation).resized(max(1, px(area.Dx())), max(1, px(area.Dy()))),
		face:    face.Box{X: px(b.X - area.Min.X), Y: px(b.Y - area.Min.Y), Width: faceWidth, Height: px(b.Height)},
	}, nil
}

// storedRect maps a rectangle of the upright photo to the photo as stored.
func storedRect(r image.Rectangle, h photo.Header) image.Rectangle {
	x0, y0 := h.Orientation.ToStored(r.Min.X, r.Min.Y, h.Width, h.Height)
	x1, y1 := h.Orientation.ToStored(r.Max.X-1, r.Max.Y-1, h.Width, h.Height)
	return image.Rect(min(x0, x1), min(y0, y1), max(x0, x1)+1, max(y0, y1)+1)
}

// scaledRect maps a rectangle of the stored photo to the decoded picture.
func scaledRect(r image.Rectangle, eighths int, h photo.Header) image.Rectangle {
	return image.Rect(r.Min.X*eighths/8, r.Min.Y*eighths/8,
		min(scaled(r.Max.X, eighths), scaled(h.Width, eighths)),
		min(scaled(r.Max.Y, eighths), scaled(h.Height, eighths)))
}

// resized returns an RGB picture at another size.
func (p picture) resized(width, height int) image.Image {
	full := image.NewRGBA(image.Rect(0, 0, p.width, p.height))
	for from, to := 0, 0; from < len(p.pixels); from, to = from+3, to+4 {
		copy(full.Pix[to:], p.pixels[from:from+3])
		full.Pix[to+3] = 0xff
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.BiLinear.Scale(out, out.Bounds(), full, full.Bounds(), draw.Src, nil)
	return out
}

// BLAS sets OpenBLAS to one thread a call and describes it; for any other BLAS
// it returns "".
func BLAS() string { return C.GoString(C.vst_blas_one_thread()) }
