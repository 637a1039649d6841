//go:build cgo

package dlib

// The flags are those of go-face, to the letter: both are linked into one
// program, and the linker keeps one of two copies of each of dlib's templates.
// Copies for different instruction sets must not be mixed.

// #cgo CFLAGS: -O2 -Wall -Wextra -Wno-clobbered
// #cgo CXXFLAGS: -std=c++1z -Wall -O3 -DNDEBUG -march=native
// #cgo LDFLAGS: -ldlib -ljpeg
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

// maxFaces is how many faces in one picture are reported at most. More than
// one dominant face is refused anyway.
const maxFaces = 64

// Detector finds faces with dlib's frontal detector.
type Detector struct {
	workers *pool[*C.vst_detector]
	share   float64
}

// NewDetector returns a detector. Close ends it.
func NewDetector(o DetectorOptions) (*Detector, error) {
	workers, err := newPool(workersOrCores(o.Workers), openDetector, closeDetector)
	if err != nil {
		return nil, err
	}
	if o.SecondFaceShare == 0 {
		o.SecondFaceShare = 0.5
	}
	return &Detector{workers: workers, share: o.SecondFaceShare}, nil
}

func openDetector() (*C.vst_detector, error) {
	var text [C.VST_TEXT]C.char
	d := C.vst_detector_new(&text[0])
	if d == nil {
		return nil, fmt.Errorf("making a dlib detector: %s", C.GoString(&text[0]))
	}
	return d, nil
}

func closeDetector(d *C.vst_detector) { C.vst_detector_free(d) }

// Close waits for running calls and frees the detector. No call may follow.
func (d *Detector) Close() { d.workers.close(closeDetector) }

// DetectFaces implements ports.FaceDetector. It looks at small pictures first
// and at larger ones only until the answer is settled.
func (d *Detector) DetectFaces(ctx context.Context, p photo.Photo) ([]face.Face, error) {
	var faces []face.Face
	err := d.workers.with(ctx, func(w *C.vst_detector) error {
		h := p.Header()
		longSide := max(h.Width, h.Height)
		for _, size := range rungs(longSide) {
			found, scale, err := lookAt(w, p, size)
			if err != nil {
				return err
			}
			faces = merged(faces, found)
			if settled(faces, scale, d.share) || ctx.Err() != nil {
				break
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("detecting faces: %w", err)
	}
	return faces, nil
}

// lookAt finds the faces in the photo scaled so that its longer side has at
// least size pixels and less than twice as many. scale is the scale used.
func lookAt(w *C.vst_detector, p photo.Photo, size int) (faces []face.Face, scale float64, err error) {
	h := p.Header()
	longSide := max(h.Width, h.Height)
	eighths := eighthsFor(longSide, size)
	grey, err := decode(p, eighths, 1, image.Rect(0, 0, scaled(h.Width, eighths), scaled(h.Height, eighths)))
	if err != nil {
		return nil, 0, err
	}
	shrink := max(1, max(grey.width, grey.height)/size)
	grey = grey.upright(h.Orientation).shrunk(shrink)
	faces, err = detect(w, grey)
	scale = float64(eighths) / 8 / float64(shrink)
	for i := range faces {
		faces[i].Box = enlarged(faces[i].Box, scale)
	}
	return faces, scale, err
}

func detect(w *C.vst_detector, grey picture) ([]face.Face, error) {
	var (
		found [maxFaces]C.vst_face
		count C.int
		text  [C.VST_TEXT]C.char
	)
	status := C.vst_detect(w, bytesOf(grey.pixels), C.size_t(len(grey.pixels)),
		C.long(grey.width), C.long(grey.height), &found[0], maxFaces, &count, &text[0])
	if status != C.VST_OK {
		return nil, fmt.Errorf("dlib: %s", C.GoString(&text[0]))
	}
	faces := make([]face.Face, count)
	for i := range faces {
		f := found[i]
		faces[i] = face.Face{
			Box:        face.Box{X: int(f.x), Y: int(f.y), Width: int(f.width), Height: int(f.height)},
			Confidence: float64(f.confidence),
		}
	}
	return faces, nil
}

// decode decodes the region r of the photo as stored, scaled to eighths/8. The
// error is KindPhotoRefused if the picture data are damaged.
func decode(p photo.Photo, eighths, channels int, r image.Rectangle) (picture, error) {
	pic := newPicture(r.Dx(), r.Dy(), channels)
	var text [C.VST_TEXT]C.char
	status := C.vst_decode(bytesOf(p.JPEG()), C.size_t(len(p.JPEG())), C.vst_region{
		eighths: C.int(eighths), channels: C.int(channels),
		x: C.int(r.Min.X), y: C.int(r.Min.Y), width: C.int(r.Dx()), height: C.int(r.Dy()),
	}, bytesOf(pic.pixels), C.size_t(len(pic.pixels)), &text[0])
	switch status {
	case C.VST_OK:
		return pic, nil
	case C.VST_DAMAGED:
		return picture{}, fmt.Errorf("libjpeg: %s: %w", C.GoString(&text[0]), damaged())
	default:
		return picture{}, fmt.Errorf("libjpeg: %s", C.GoString(&text[0]))
	}
}

func damaged() error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:    "photo_damaged",
		Message: "The picture data of the JPEG are damaged.",
		Advice:  "Take the photo again, or save it with another program.",
	})
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
	faces, err := d.DetectFaces(ctx, known)
	if err != nil {
		return err
	}
	if len(faces) != 1 {
		return errors.New("the known face was not found")
	}
	return nil
}

// Libraries names the C and C++ libraries that this was compiled with.
func Libraries() string { return C.GoString(C.vst_libraries()) }
