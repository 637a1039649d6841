//go:build !cgo

package dlib

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

var errNoCgo = errors.New("built without cgo, so without dlib: install a C++ compiler and " +
	"the packages the README names, set CGO_ENABLED=1 and build again, or bring your own detector")

// Workers need cgo.
type Workers struct{}

// Open returns an error that names the fix.
func Open(Options) (*Workers, error) { return nil, errNoCgo }

// Close does nothing.
func (*Workers) Close() {}

// Points returns 0: there are none.
func (*Workers) Points() int { return 0 }

// Detector returns one that finds nothing.
func (*Workers) Detector() *Detector { return &Detector{} }

// Describer returns nil: there is none.
func (*Workers) Describer() *Describer { return nil }

// Detector needs cgo.
type Detector struct{}

// DetectFaces returns an error that names the fix.
func (*Detector) DetectFaces(context.Context, photo.Photo) (face.Detection, error) {
	return face.Detection{}, errNoCgo
}

// Probe returns an error that names the fix.
func (*Detector) Probe(context.Context) error { return errNoCgo }

// Describer needs cgo.
type Describer struct{}

// Describe returns an error that names the fix.
func (*Describer) Describe(context.Context, photo.Photo, face.Detection) (face.Descriptor, error) {
	return face.Descriptor{}, errNoCgo
}

// Model returns "".
func (*Describer) Model() string { return "" }

// instructionSets returns none: there is no C++.
func instructionSets() []string { return nil }

// BLAS returns "": there is none.
func BLAS() string { return "" }

// Libraries returns "none": there are none.
func Libraries() string { return "none (built without cgo)" }
