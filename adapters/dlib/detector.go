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
	"strings"
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

// Detector finds faces with dlib's frontal detector, and their landmarks if it
// has a file for them.
type Detector struct {
	workers   *pool[*C.vst_detector]
	landmarks *landmarks // nil: none
	share     float64
}

// NewDetector returns a detector. Close ends it.
func NewDetector(o DetectorOptions) (*Detector, error) {
	if err := CheckProcessor(); err != nil {
		return nil, err
	}
	points, err := openLandmarks(o.Landmarks)
	if err != nil {
		return nil, err
	}
	workers, err := newPool(workersOrCores(o.Workers), openDetector, closeDetector)
	if err != nil {
		points.close()
		return nil, err
	}
	if o.SecondFaceShare == 0 {
		o.SecondFaceShare = 0.5
	}
	return &Detector{workers: workers, landmarks: points, share: o.SecondFaceShare}, nil
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
func (d *Detector) Close() {
	d.workers.close(closeDetector)
	d.landmarks.close()
}

// Points returns how many landmarks a face gets: 68, 5 or 0.
func (d *Detector) Points() int { return d.landmarks.points() }

// DetectFaces implements ports.FaceDetector. It looks at small pictures first
// and at larger ones only until the answer is settled.
func (d *Detector) DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error) {
	var found face.Detection
	err := d.workers.with(ctx, func(w *C.vst_detector) error {
		var (
			looks []look
			h     = p.Header()
		)
		for _, size := range rungs(max(h.Width, h.Height)) {
			l, err := lookAt(p, size)
			if err != nil {
				return err
			}
			faces, err := l.faces(w)
			if err != nil {
				return err
			}
			looks = append(looks, l)
			found.Faces = merged(found.Faces, faces)
			if settled(found.Faces, l.scale, d.share) || ctx.Err() != nil {
				break
			}
		}
		return d.study(&found, looks)
	})
	if err != nil {
		return face.Detection{}, fmt.Errorf("detecting faces: %w", err)
	}
	return found, nil
}

// look is the photo as the detector saw it once: upright, scaled, and in colour
// if it has any.
type look struct {
	picture picture
	scale   float64 // px of the picture per px of the photo
}

// lookAt decodes the photo scaled so that its longer side has at least size
// pixels and less than twice as many.
func lookAt(p photo.Photo, size int) (look, error) {
	h := p.Header()
	eighths := eighthsFor(max(h.Width, h.Height), size)
	pic, err := decode(p, eighths, channelsOf(h), image.Rect(0, 0, scaled(h.Width, eighths), scaled(h.Height, eighths)))
	if err != nil {
		return look{}, err
	}
	shrink := max(1, max(pic.width, pic.height)/size)
	return look{
		picture: pic.upright(h.Orientation).shrunk(shrink),
		scale:   float64(eighths) / 8 / float64(shrink),
	}, nil
}

// channelsOf returns how many channels to decode: a grey photo has but one.
func channelsOf(h photo.Header) int {
	if h.Components == 1 {
		return 1
	}
	return 3
}

// faces finds the faces, in px of the photo.
func (l look) faces(w *C.vst_detector) ([]face.Face, error) {
	faces, err := detect(w, l.picture.grey())
	for i := range faces {
		faces[i].Box = enlarged(faces[i].Box, l.scale)
	}
	return faces, err
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
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_damaged"})
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

// instructionSets names those that the C++ was compiled to use.
func instructionSets() []string { return strings.Fields(C.GoString(C.vst_instruction_sets())) }

// Libraries names the C and C++ libraries that this was compiled with.
func Libraries() string { return C.GoString(C.vst_libraries()) }
