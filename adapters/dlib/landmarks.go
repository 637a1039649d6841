//go:build cgo

package dlib

// #include <stdlib.h>
// #include "detect.h"
import "C"

import (
	"fmt"
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

// find returns the landmarks of the face in a box, all in px of the picture. The
// memory is for the picture in grey.
func (l *landmarks) find(p picture, memory *[]byte, box face.Box) (face.Landmarks, error) {
	if l == nil {
		return nil, nil
	}
	grey := p.grey(memory)
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
