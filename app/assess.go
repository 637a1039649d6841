package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// Assessor decides whether a photo is a portrait that works at a door.
type Assessor struct {
	Detector  ports.FaceDetector
	Describer ports.FaceDescriber // nil: portraits get no descriptor
	Profile   rules.Profile       // what enrolments are held against
	Now       ports.Clock
	Meter     ports.Meter // nil: nothing is measured

	watch watch
}

// Assess returns what there is to store of a photo, or a refusal: of the file
// that is the picture alone, since metadata tell where somebody lives. jpeg is
// lent: the caller must not change it before Assess returns, nor after it if the
// error is ports.ErrStillReading. The portrait of the enrolment may be these
// bytes, so whoever keeps the enrolment copies them.
//
// The error is KindWrongFormat, KindPhotoRefused or KindNoFace, with reasons,
// if the photo is at fault.
func (a *Assessor) Assess(ctx context.Context, jpeg []byte) (enrolment.Enrolment, error) {
	p, err := photo.New(jpeg)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	report, found, err := a.inspect(ctx, p, a.Profile)
	if err == nil {
		err = report.Measures.Err()
	}
	if err != nil {
		return enrolment.Enrolment{}, fmt.Errorf("assessing a photo: %w", err)
	}
	e := enrolment.Enrolment{Portrait: p.Bare(), Face: *report.Face, Profile: report.Profile, Measures: report.Measures}
	if a.Describer != nil {
		describer := a.Describer // a call that is left alone must not read the Assessor later
		describe := func() (face.Descriptor, error) { return describer.Describe(ctx, p, found) }
		if e.Descriptor, err = call(ctx, &a.watch, stopsWithin, describe); err != nil {
			return enrolment.Enrolment{}, fmt.Errorf("assessing a photo: %w", err)
		}
	}
	e.At = now(a.Now) // last: the commit judges the lease by it
	return e, nil
}

// Check returns everything that is found out about a photo under a profile,
// and stores nothing. jpeg is lent as in Assess. A photo that is refused, a
// damaged JPEG included, is no error; the error is KindWrongFormat if the file
// is no JPEG at all.
func (a *Assessor) Check(ctx context.Context, jpeg []byte, p rules.Profile) (rules.Report, error) {
	report := rules.Report{Profile: p.Name()}
	whole, err := photo.New(jpeg)
	if err == nil {
		report, _, err = a.inspect(ctx, whole, p)
	} else {
		report.Header, _ = photo.ReadHeader(jpeg) // what there is of it
	}
	if errors.Is(err, domain.KindPhotoRefused) {
		report.Damage = domain.ReasonsOf(err)
		return report, nil
	}
	if err != nil {
		return rules.Report{}, fmt.Errorf("checking a photo: %w", err)
	}
	return report, nil
}

// ProfileNamed returns the profile that enrolments are held against if that is
// its name or name is empty, otherwise the built-in one. The error is
// KindWrongParam if there is none.
func (a *Assessor) ProfileNamed(name string) (rules.Profile, error) {
	if name == "" || name == a.Profile.Name() {
		return a.Profile, nil
	}
	p, ok := rules.ProfileByName(name)
	if !ok {
		return rules.Profile{}, domain.E(domain.KindWrongParam, "there is no profile %.64q", name)
	}
	return p, nil
}

// inspect applies the rules. Nothing decodes the photo unless the rules that
// guard the decoder hold. The error is KindPhotoRefused if the picture data
// turn out to be damaged; the report then holds what was known before. Beside the
// report comes what the detector found.
func (a *Assessor) inspect(ctx context.Context, p photo.Photo, profile rules.Profile) (rules.Report, face.Detection, error) {
	report := rules.Report{Profile: profile.Name(), Header: p.Header(), Measures: rules.Guard(p.Header(), profile)}
	if !report.Measures.Acceptable() {
		return report, face.Detection{}, nil
	}
	detector := a.Detector
	found, err := call(ctx, &a.watch, stopsWithin, func() (face.Detection, error) { return detector.DetectFaces(ctx, p) })
	if err != nil {
		return report, face.Detection{}, err
	}
	defer a.Meter.Begin(ports.StageMeasure)()
	report.Measures = rules.Apply(p.Header(), found, profile)
	if len(found.Faces) > 0 {
		report.Face = &found.Faces[0]
	}
	return report, found, nil
}
