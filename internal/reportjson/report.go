// Package reportjson writes what was found out about a photo as JSON: the one
// form in which the API answers and the command line prints it. Its fields are
// a contract with clients.
package reportjson

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// Report is a rules.Report. Every field is there, so that typed clients need
// no special cases; lists may be empty.
type Report struct {
	Acceptable bool        `json:"acceptable"` // an upload of this photo would be accepted
	Profile    string      `json:"profile"`    // what it was held against
	Photo      Photo       `json:"photo"`
	Face       *Face       `json:"face"`     // the widest; null if there is none, or none was looked for
	Measures   []Measure   `json:"measures"` // what was measured, worst rule first
	Reasons    []Judgement `json:"reasons"`  // refusals, then warnings, each worst first
}

// Photo is what the file says of itself. Of a file that is too damaged to say
// it, the numbers are 0, but for the orientation.
type Photo struct {
	Format      string `json:"format"`      // "jpeg"
	Width       int    `json:"width"`       // px of the upright photo, that is, after the orientation was applied
	Height      int    `json:"height"`      // likewise
	Orientation int    `json:"orientation"` // EXIF's number, 1 to 8; 1 (upright) if the file has none
	Components  int    `json:"components"`  // 1 grey, 3 colour, 4 CMYK or YCCK
	Progressive bool   `json:"progressive"`
	Scans       int    `json:"scans"`
	Quality     int    `json:"quality"` // 1 to 100 on libjpeg's scale, estimated; 0 if unknown
	Bytes       int    `json:"bytes"`   // of the file
}

// Measure is a rules.Measure.
type Measure struct {
	Code      string `json:"code"` // "face_width"
	Value     Number `json:"value"`
	Component int    `json:"component"` // quality by ISO/IEC 29794-5, 0 (worst) to 100
	Unit      string `json:"unit"`
	Limit     Number `json:"limit"`
	Verdict   string `json:"verdict"` // "ok", "warn" or "refuse"
}

// New returns a report on a file of so many bytes, with its reasons in words.
func New(r rules.Report, size int, lang texts.Language) Report {
	report := Report{
		Acceptable: r.Acceptable(),
		Profile:    r.Profile,
		Photo:      newPhoto(r.Header, size),
		Measures:   []Measure{},
		Reasons:    append(Judgements(r.Refusals(), rules.Refusal, lang), Judgements(r.Warnings(), rules.Warning, lang)...),
	}
	if r.Face != nil {
		found := NewFace(*r.Face)
		if found.Landmarks == nil {
			found.Landmarks = []Point{}
		}
		report.Face = &found
	}
	for _, m := range r.Measures {
		report.Measures = append(report.Measures, newMeasure(m))
	}
	return report
}

func newPhoto(h photo.Header, size int) Photo {
	width, height := h.UprightSize()
	orientation := h.Orientation
	if !orientation.Valid() { // it is treated as upright
		orientation = photo.Upright
	}
	return Photo{
		Format:      "jpeg",
		Width:       width,
		Height:      height,
		Orientation: int(orientation),
		Components:  h.Components,
		Progressive: h.Progressive,
		Scans:       h.Scans,
		Quality:     h.Quality,
		Bytes:       size,
	}
}

func newMeasure(m rules.Measure) Measure {
	return Measure{
		Code:      m.Code,
		Value:     Number(m.Value),
		Component: m.Component(),
		Unit:      m.Unit,
		Limit:     Number(m.Limit),
		Verdict:   m.Verdict.String(),
	}
}

// Judgement is a reason and what it came to: "warn" or "refuse".
type Judgement struct {
	Reason
	Verdict string `json:"verdict"`
}

// Judgements returns reasons in words that came to one verdict; never nil.
func Judgements(reasons []domain.Reason, v rules.Verdict, lang texts.Language) []Judgement {
	list := []Judgement{}
	for _, reason := range Reasons(reasons, lang) {
		list = append(list, Judgement{Reason: reason, Verdict: v.String()})
	}
	return list
}
