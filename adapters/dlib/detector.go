//go:build cgo

package dlib

// #include "decode.h"
// #include "detect.h"
import "C"

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"unsafe"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

var (
	_ ports.FaceDetector = (*Detector)(nil)
	_ ports.Prober       = (*Detector)(nil)
)

// Detector finds faces with dlib's frontal detector and, with models, go-face's
// network, and their landmarks if there is a file for them.
type Detector struct{ workers *Workers }

// DetectFaces implements ports.FaceDetector. It climbs the ladder until the
// answer is settled.
func (d *Detector) DetectFaces(ctx context.Context, p photo.Photo) (found face.Detection, err error) {
	err = d.workers.with(ctx, func(ctx context.Context, w *worker) error {
		s := search{workers: d.workers, worker: w, photo: p}
		found, err = s.run(ctx)
		return err
	})
	if err != nil {
		return face.Detection{}, fmt.Errorf("detecting faces: %w", err)
	}
	return found, nil
}

// decode decodes the region r of the photo as stored, scaled to eighths/8, into
// a picture of the region's size. The error is KindPhotoRefused if the picture
// data are damaged, and errStopped if the worker was told to stop.
func (w *worker) decode(p photo.Photo, eighths int, r image.Rectangle, into picture) error {
	var text [C.VST_TEXT]C.char
	status := C.vst_decode(bytesOf(p.JPEG()), C.size_t(len(p.JPEG())), C.vst_region{
		eighths: C.int(eighths), channels: C.int(into.channels),
		x: C.int(r.Min.X), y: C.int(r.Min.Y), width: C.int(r.Dx()), height: C.int(r.Dy()),
	}, bytesOf(into.pixels), C.size_t(len(into.pixels)), (*C.int)(w.stop), &text[0])
	switch status {
	case C.VST_OK:
		return nil
	case C.VST_DAMAGED:
		return fmt.Errorf("libjpeg: %s: %w", C.GoString(&text[0]), damaged())
	case C.VST_STOPPED:
		return errStopped
	default:
		return fmt.Errorf("libjpeg: %s", C.GoString(&text[0]))
	}
}

// decodePart is decode into memory of its own, upright.
func (w *worker) decodePart(p photo.Photo, eighths int, r image.Rectangle, channels int) (picture, error) {
	pic := newPicture(r.Dx(), r.Dy(), channels)
	if err := w.decode(p, eighths, r, pic); err != nil {
		return picture{}, err
	}
	return pic.upright(p.Header().Orientation, new([]byte)), nil
}

func damaged() error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_damaged"})
}

// show gives the frontal detector the picture to look at, in grey or in the
// colours that it must have.
func (w *worker) show(p picture, inColour bool) error {
	var text [C.VST_TEXT]C.char
	colour := 0
	if inColour {
		colour = 1
	}
	if C.vst_show(w.detector, bytesOf(p.pixels), C.size_t(len(p.pixels)),
		C.long(p.width), C.long(p.height), C.int(p.channels), C.int(colour), &text[0]) != C.VST_OK {
		return fmt.Errorf("dlib: %s", C.GoString(&text[0]))
	}
	return nil
}

// maxFaces is how many faces in one picture are reported at most. More than
// one dominant face is refused anyway.
const maxFaces = 64

// scan returns the faces of one size in the picture shown, in px of that, surest
// first.
func (w *worker) scan(length, margin int) ([]face.Face, error) {
	var (
		found [maxFaces]C.vst_face
		count C.int
		text  [C.VST_TEXT]C.char
	)
	if C.vst_scan(w.detector, C.long(length), C.long(margin), &found[0], maxFaces, &count, &text[0]) != C.VST_OK {
		return nil, fmt.Errorf("dlib: %s", C.GoString(&text[0]))
	}
	faces := make([]face.Face, count)
	for i, f := range found[:count] {
		faces[i] = face.Face{
			Box:        face.Box{X: int(f.x), Y: int(f.y), Width: int(f.width), Height: int(f.height)},
			Confidence: float64(f.confidence),
		}
	}
	return faces, nil
}

func bytesOf(b []byte) *C.uint8_t { return (*C.uint8_t)(unsafe.SliceData(b)) }

// knownFace is a drawn portrait, 240x300 px.
var knownFace = sync.OnceValue(func() []byte {
	return portrait.GreyJPEG(portrait.Draw(portrait.Options{Width: 240, Height: 300}), 90)
})

// Probe implements ports.Prober: it looks at a drawn portrait.
func (d *Detector) Probe(ctx context.Context) error {
	known, err := photo.New(knownFace())
	if err != nil {
		return fmt.Errorf("the known portrait: %w", err)
	}
	found, err := d.DetectFaces(ctx, known)
	if err != nil {
		return err
	}
	if len(found.Faces) != 1 {
		return errors.New("the known face was not found")
	}
	return nil
}
