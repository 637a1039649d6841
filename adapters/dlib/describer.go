//go:build cgo

package dlib

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
type Describer struct{ workers *Workers }

// Model implements ports.FaceDescriber.
func (d *Describer) Model() string { return d.workers.model }

// An attempt is one way to show a face to go-face, which must find it again.
type attempt struct {
	cut       func(*worker, photo.Photo, face.Detection, int) (cutout, error)
	faceWidth int // px, of the face in the cut-out
	recognise recogniseFunc
}

type recogniseFunc func(*goface.Recognizer, []byte) ([]goface.Face, error)

// attempts are tried in this order. go-face scales a face to some 120 px for its
// network; 100 px are quicker to search and change its descriptors little. The
// detector's view costs no second walk
// through the photo. A frontal detector may miss at one size what it finds at
// another; the network it has for the rest is slower by far.
var attempts = []attempt{
	{cutOfView, 100, (*goface.Recognizer).Recognize},
	{cutOfPhoto, 160, (*goface.Recognizer).Recognize},
	{cutOfPhoto, 240, (*goface.Recognizer).Recognize},
	{cutOfPhoto, 160, (*goface.Recognizer).RecognizeCNN},
}

// Describe implements ports.FaceDescriber.
func (d *Describer) Describe(ctx context.Context, p photo.Photo, found face.Detection) (face.Descriptor, error) {
	var vector [face.DescriptorLength]float32
	err := d.workers.with(ctx, func(ctx context.Context, w *worker) error {
		defer d.workers.meter.Begin(ports.StageDescribe)()
		for _, a := range attempts {
			described, err := a.describe(w, p, found)
			if err != nil {
				return err
			}
			if described != nil {
				vector = described.Descriptor
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

// describe returns what go-face makes of the first face, or nil if it does not
// find it.
func (a attempt) describe(w *worker, p photo.Photo, found face.Detection) (*goface.Face, error) {
	if len(found.Faces) == 0 {
		return nil, errors.New("there is no face to describe")
	}
	cut, err := a.cut(w, p, found, a.faceWidth)
	if err != nil || cut.picture == nil {
		return nil, err
	}
	faces, err := recognise(w.recogniser, a.recognise, cut.picture)
	if err != nil {
		return nil, err
	}
	return nearest(faces, cut.face), nil
}

// narrowest is how long, in px, the shorter side of a picture for go-face is at
// least. In a narrower one there is no face that it could find, and dlib writes
// past its memory: for the network it tiles copies of the picture with some 10 px
// between, and where the picture has not as many, a width below 0 becomes a huge one
// (compute_tiled_image_pyramid_details, dlib 19.24).
const narrowest = 40

// recognise has go-face look at a picture; go-face takes nothing but JPEGs.
func recognise(r *goface.Recognizer, how recogniseFunc, picture image.Image) ([]goface.Face, error) {
	if size := picture.Bounds().Size(); min(size.X, size.Y) < narrowest {
		return nil, nil
	}
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, picture, &jpeg.Options{Quality: 97}); err != nil {
		return nil, fmt.Errorf("encoding for go-face: %w", err)
	}
	found, err := how(r, encoded.Bytes())
	if err != nil {
		return nil, fmt.Errorf("go-face: %w", err)
	}
	return found, nil
}

// nearest returns the face that overlaps most with the box, nil if none does
// so clearly.
func nearest(found []goface.Face, b face.Box) *goface.Face {
	var best *goface.Face
	most := overlapOfOne / 2 // the other detector frames a face differently
	for i, f := range found {
		if overlap := b.Overlap(boxOf(f.Rectangle)); overlap > most {
			best, most = &found[i], overlap
		}
	}
	return best
}

// cutout is a face with its surroundings, upright.
type cutout struct {
	picture image.Image // nil: there is none
	face    face.Box    // where in picture the face is
}

// surroundings is how much is cut out on each side of a face, as a share of
// its width. viewSurroundings is what go-face needs at least: a tilted head is
// turned upright before its network sees it.
const (
	surroundings     = 0.6
	viewSurroundings = 0.3
)

// around returns the box with a share of its width on each side.
func around(b face.Box, share float64) image.Rectangle {
	margin := int(share * float64(b.Width))
	return image.Rect(b.X-margin, b.Y-margin, b.X+b.Width+margin, b.Y+b.Height+margin)
}

// cutOfView cuts the face out of the view, if there is one, scaled so that it is
// about faceWidth pixels wide.
func cutOfView(_ *worker, _ photo.Photo, found face.Detection, faceWidth int) (cutout, error) {
	v := found.View
	if !v.Valid() {
		return cutout{}, nil
	}
	place := v.Place(face.Point{X: float64(found.Faces[0].Box.X), Y: float64(found.Faces[0].Box.Y)})
	box := enlarged(found.Faces[0].Box, 1/v.Scale)
	box.X, box.Y = int(place.X), int(place.Y)
	pic := picture{pixels: v.Pixels, width: v.Width, height: v.Height, channels: v.Channels, stride: v.Width * v.Channels}
	area := around(box, viewSurroundings).Intersect(image.Rect(0, 0, v.Width, v.Height))
	return cutTo(pic, area, box, faceWidth), nil
}

// cutTo cuts out an area of a picture and scales it so that the box is
// faceWidth pixels wide.
func cutTo(pic picture, area image.Rectangle, box face.Box, faceWidth int) cutout {
	if area.Empty() || box.Width < 1 {
		return cutout{}
	}
	scale := float64(faceWidth) / float64(box.Width)
	px := func(n int) int { return int(float64(n)*scale + 0.5) }
	return cutout{
		picture: pic.cropped(area).resized(max(1, px(area.Dx())), max(1, px(area.Dy()))),
		face:    face.Box{X: px(box.X - area.Min.X), Y: px(box.Y - area.Min.Y), Width: faceWidth, Height: px(box.Height)},
	}
}

// cutOfPhoto cuts the face out of the photo, scaled so that it is about
// faceWidth pixels wide. Only that part of the photo is ever in memory.
func cutOfPhoto(w *worker, p photo.Photo, found face.Detection, faceWidth int) (cutout, error) {
	h, b := p.Header(), found.Faces[0].Box
	width, height := h.UprightSize()
	area := around(b, surroundings).Intersect(image.Rect(0, 0, width, height))
	if area.Empty() || b.Width < 1 {
		return cutout{}, errors.New("the face lies outside the photo")
	}
	eighths := eighthsFor(b.Width, faceWidth)
	stored := scaledRect(storedRect(area, h), eighths, h)
	up, err := w.decodePart(p, eighths, stored, 3)
	if err != nil {
		return cutout{}, err
	}
	scale := float64(eighths) / 8
	box := enlarged(b, 1/scale)
	box.X, box.Y = int(float64(b.X-area.Min.X)*scale), int(float64(b.Y-area.Min.Y)*scale)
	return cutTo(up, image.Rect(0, 0, up.width, up.height), box, faceWidth), nil
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

// resized returns a picture at another size, in colours that are all grey if it
// has none.
func (p picture) resized(width, height int) image.Image {
	full := image.NewRGBA(image.Rect(0, 0, p.width, p.height))
	to := full.Pix
	for y := range p.height {
		for from := p.row(y); len(from) > 0; from, to = from[p.channels:], to[4:] {
			to[0], to[1], to[2], to[3] = from[0], from[p.channels/2], from[p.channels-1], 0xff
		}
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.BiLinear.Scale(out, out.Bounds(), full, full.Bounds(), draw.Src, nil)
	return out
}
