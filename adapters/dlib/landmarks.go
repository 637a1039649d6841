//go:build cgo

package dlib

// #include <stdlib.h>
// #include "detect.h"
import "C"

import (
	"fmt"
	"image"
	"unsafe"

	"github.com/vestibule-id/vestibule/domain/face"
)

// landmarks finds the features of a face. A nil one finds none.
type landmarks struct {
	predictor *C.vst_predictor
}

// openLandmarks loads a file; nil if path is empty.
func openLandmarks(path string) (*landmarks, error) {
	if path == "" {
		return nil, nil
	}
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	var text [C.VST_TEXT]C.char
	l := &landmarks{predictor: C.vst_predictor_load(name, &text[0])}
	if l.predictor == nil {
		return nil, fmt.Errorf("loading landmarks from %s: %s", path, C.GoString(&text[0]))
	}
	if n := l.points(); n != face.Points5 && n != face.Points68 {
		l.close()
		return nil, fmt.Errorf("loading landmarks from %s: it has %d points, %d or %d are needed", path, n, face.Points5, face.Points68)
	}
	return l, nil
}

func (l *landmarks) close() {
	if l != nil {
		C.vst_predictor_free(l.predictor)
	}
}

func (l *landmarks) points() int {
	if l == nil {
		return 0
	}
	return int(C.vst_predictor_points(l.predictor))
}

// find returns the landmarks of the face in a box, all in px of the picture.
func (l *landmarks) find(grey picture, box face.Box) (face.Landmarks, error) {
	if l == nil {
		return nil, nil
	}
	var (
		points [face.Points68]C.vst_point
		text   [C.VST_TEXT]C.char
	)
	status := C.vst_landmarks(l.predictor, bytesOf(grey.pixels), C.size_t(len(grey.pixels)),
		C.long(grey.width), C.long(grey.height),
		C.vst_face{x: C.long(box.X), y: C.long(box.Y), width: C.long(box.Width), height: C.long(box.Height)},
		&points[0], C.ulong(len(points)), &text[0])
	if status != C.VST_OK {
		return nil, fmt.Errorf("dlib: %s", C.GoString(&text[0]))
	}
	found := make(face.Landmarks, l.points())
	for i := range found {
		found[i] = face.Point{X: float64(points[i].x), Y: float64(points[i].y)}
	}
	return found, nil
}

const (
	// viewWidth is how wide, in px, the face in a view is at least, if the
	// photo has that many; it is less than twice as wide. Recognisers work
	// on faces of about this size.
	viewWidth = 112

	// viewMargin is what a view shows on each side of a face's box, as a
	// share of its width: ears, chin and some of the hair.
	viewMargin = 0.5
)

// study adds landmarks and view of the first face, from what was decoded for
// the detection already.
func (d *Detector) study(found *face.Detection, looks []look) error {
	if len(found.Faces) == 0 {
		return nil
	}
	first := &found.Faces[0]
	l := looksBest(looks, first.Box)
	box := l.box(first.Box)
	margin := int(viewMargin * float64(box.Width))
	part := image.Rect(box.X-margin, box.Y-margin, box.X+box.Width+margin, box.Y+box.Height+margin).
		Intersect(image.Rect(0, 0, l.picture.width, l.picture.height))
	if part.Empty() {
		return nil
	}
	cut := l.picture.cropped(part)
	points, err := d.landmarks.find(cut.grey(), face.Box{X: box.X - part.Min.X, Y: box.Y - part.Min.Y, Width: box.Width, Height: box.Height})
	if err != nil {
		return err
	}
	for i, p := range points {
		points[i] = face.Point{X: (p.X + float64(part.Min.X)) / l.scale, Y: (p.Y + float64(part.Min.Y)) / l.scale}
	}
	first.Landmarks = points

	shrink := max(1, box.Width/viewWidth)
	small := cut.shrunk(shrink)
	found.View = face.View{
		Pixels: small.pixels, Width: small.width, Height: small.height, Channels: small.channels,
		Origin: face.Point{X: float64(part.Min.X) / l.scale, Y: float64(part.Min.Y) / l.scale},
		Scale:  l.scale / float64(shrink),
	}
	return nil
}

// looksBest returns the smallest look in which the box is wide enough for a
// view, or else the largest.
func looksBest(looks []look, b face.Box) look {
	for _, l := range looks {
		if float64(b.Width)*l.scale >= viewWidth {
			return l
		}
	}
	return looks[len(looks)-1]
}

// box returns where a box of the photo is in the look.
func (l look) box(b face.Box) face.Box { return enlarged(b, 1/l.scale) }
