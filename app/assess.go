package app

import (
	"context"
	"fmt"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// Assessor decides whether a photo is a portrait that works at a door.
type Assessor struct {
	Detector  ports.FaceDetector
	Describer ports.FaceDescriber // nil: portraits get no descriptor
	Limits    rules.Limits
	Now       ports.Clock
}

// Assess returns what there is to store of a photo, or a refusal. Nothing
// decodes the photo before its header was read and found to be within the
// limits. jpeg is kept, not copied: the caller must not change it.
//
// The error is KindWrongFormat, KindPhotoRefused or KindNoFace, with reasons,
// if the photo is at fault.
func (a *Assessor) Assess(ctx context.Context, jpeg []byte) (enrolment.Enrolment, error) {
	p, err := photo.New(jpeg)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	ofHeader, err := rules.CheckHeader(p.Header(), a.Limits)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	faces, err := a.Detector.DetectFaces(ctx, p)
	if err != nil {
		return enrolment.Enrolment{}, fmt.Errorf("assessing a photo: %w", err)
	}
	ofFaces, err := rules.CheckFaces(p.Header(), faces, a.Limits)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	e := enrolment.Enrolment{
		Portrait: p,
		Face:     faces[0],
		Measures: append(ofHeader, ofFaces...),
	}
	if a.Describer != nil {
		if e.Descriptor, err = a.Describer.Describe(ctx, p, e.Face); err != nil {
			return enrolment.Enrolment{}, fmt.Errorf("assessing a photo: %w", err)
		}
	}
	e.At = now(a.Now) // last: the commit judges the lease by it
	return e, nil
}
