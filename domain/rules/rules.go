// Package rules holds the photo rules: one file and one table test a rule.
//
// A rule measures one thing and holds it against one limit. Header rules need
// nothing but what the JPEG says about itself and run before anything decodes
// it; face rules run on what the detector found. To add a rule, write its file
// and put its function into one of the two tables below.
package rules

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// Subject is what the rules look at. Faces is in the detector's order, largest
// first, and empty while only the header is known.
type Subject struct {
	Header photo.Header
	Faces  []face.Face
}

// Measure is what one rule found. Measures of an accepted photo are stored
// with the enrolment.
type Measure struct {
	Code  string  // the measure's stable name: "face_width"
	Value float64 // what the photo has
	Limit float64 // what the rule allows
	Unit  string  // of both: "px", "megapixels"
}

// A Rule measures a subject. The reason is nil if the rule is kept.
type Rule func(Subject, Limits) (Measure, *domain.Reason)

// The tables: worst first, which is the order of the reasons in a refusal.
var (
	headerRules = []Rule{photoSide, photoArea, photoLongSide, photoShortSide, photoScans}
	faceRules   = []Rule{facePresent, faceDominance, faceWidth}
)

// CheckHeader applies the rules that need the header alone. The error is
// KindPhotoRefused and carries every broken rule, worst first.
func CheckHeader(h photo.Header, l Limits) ([]Measure, error) {
	return apply(headerRules, Subject{Header: h}, l)
}

// CheckFaces applies the rules on the faces that were found, largest first.
// The error is KindNoFace if there is none, otherwise KindPhotoRefused with
// every broken rule, worst first.
func CheckFaces(h photo.Header, faces []face.Face, l Limits) ([]Measure, error) {
	if len(faces) == 0 {
		_, reason := facePresent(Subject{Header: h}, l)
		return nil, domain.Refuse(domain.KindNoFace, *reason)
	}
	return apply(faceRules, Subject{Header: h, Faces: faces}, l)
}

func apply(table []Rule, s Subject, l Limits) ([]Measure, error) {
	measures := make([]Measure, 0, len(table))
	var reasons []domain.Reason
	for _, rule := range table {
		m, reason := rule(s, l)
		measures = append(measures, m)
		if reason != nil {
			reasons = append(reasons, *reason)
		}
	}
	if len(reasons) > 0 {
		return measures, domain.Refuse(domain.KindPhotoRefused, reasons...)
	}
	return measures, nil
}

// broken returns the reason for a measure that lies beyond its limit.
func broken(m Measure, code, message, advice string) *domain.Reason {
	return &domain.Reason{
		Code:     code,
		Message:  message,
		Measured: domain.Number(m.Value),
		Limit:    domain.Number(m.Limit),
		Unit:     m.Unit,
		Advice:   advice,
	}
}
