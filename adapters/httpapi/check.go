package httpapi

import (
	"errors"
	"net/http"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// checkFace says of a photo what an upload of it would come to, under the
// profile that the query parameter profile names, and stores nothing. A photo
// that would be refused is a good answer to that question: an error is only
// what is no upload of a JPEG. Panels have no such call.
func (a *API) checkFace(w http.ResponseWriter, r *http.Request) error {
	profile, err := a.profileOf(r)
	if err != nil {
		return err
	}
	return a.withPhoto(w, r, func(jpeg []byte) error {
		report, err := a.checker.Check(r.Context(), jpeg, profile)
		if err != nil {
			return err
		}
		body := newCheckBody(report, len(jpeg))
		body.addReasons(inWords(w, r, report.Refusals()), rules.Refusal)
		body.addReasons(inWords(w, r, report.Warnings()), rules.Warning)
		return reply(w, body)
	})
}

// profileOf returns the profile that a request names, or the default. The error
// is KindWrongParam, with a reason, if there is none of that name.
func (a *API) profileOf(r *http.Request) (rules.Profile, error) {
	name := r.URL.Query().Get("profile")
	profile, err := a.checker.ProfileNamed(name)
	if errors.Is(err, domain.KindWrongParam) {
		return rules.Profile{}, unknownProfile(name, err)
	}
	return profile, err
}

// maxNameRunes is how much of a stranger's name for a profile is repeated in the
// answer and the log.
const maxNameRunes = 64

func unknownProfile(name string, cause error) error {
	var known []string
	for _, p := range rules.Profiles() {
		known = append(known, p.Name())
	}
	if runes := []rune(name); len(runes) > maxNameRunes {
		name = string(runes[:maxNameRunes])
	}
	e := domain.Refuse(domain.KindWrongParam, domain.Reason{
		Code:     "unknown_profile",
		Measured: domain.Text(name),
		Limit:    domain.Text(strings.Join(known, ", ")),
	})
	e.Err = cause
	return e
}

// checkBody answers a check. Every field is there, so that typed clients need
// no special cases; lists may be empty.
type checkBody struct {
	Acceptable bool            `json:"acceptable"` // an upload of this photo would be accepted
	Profile    string          `json:"profile"`    // what it was held against
	Photo      photoBody       `json:"photo"`
	Face       *faceBody       `json:"face"`     // the widest; null if there is none, or none was looked for
	Measures   []measureBody   `json:"measures"` // what was measured, worst rule first
	Reasons    []judgementBody `json:"reasons"`  // refusals, then warnings, each worst first
}

// photoBody is what the file says of itself. Of a file that is too damaged to
// say it, the numbers are 0, but for the orientation.
type photoBody struct {
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

type measureBody struct {
	Code      string `json:"code"` // "face_width"
	Value     number `json:"value"`
	Component int    `json:"component"` // quality by ISO/IEC 29794-5, 0 (worst) to 100
	Unit      string `json:"unit"`
	Limit     number `json:"limit"`
	Verdict   string `json:"verdict"` // "ok", "warn" or "refuse"
}

// judgementBody is a reason and what it came to: "warn" or "refuse".
type judgementBody struct {
	reasonBody
	Verdict string `json:"verdict"`
}

// newCheckBody returns the answer without its reasons.
func newCheckBody(report rules.Report, size int) checkBody {
	body := checkBody{
		Acceptable: report.Acceptable(),
		Profile:    report.Profile,
		Photo:      newPhotoBody(report.Header, size),
		Measures:   []measureBody{},
		Reasons:    []judgementBody{},
	}
	if report.Face != nil {
		found := newFaceBody(*report.Face)
		if found.Landmarks == nil {
			found.Landmarks = []pointBody{}
		}
		body.Face = &found
	}
	for _, m := range report.Measures {
		body.Measures = append(body.Measures, newMeasureBody(m))
	}
	return body
}

func newPhotoBody(h photo.Header, size int) photoBody {
	width, height := h.UprightSize()
	orientation := h.Orientation
	if !orientation.Valid() { // it is treated as upright
		orientation = photo.Upright
	}
	return photoBody{
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

func newMeasureBody(m rules.Measure) measureBody {
	return measureBody{
		Code:      m.Code,
		Value:     number(m.Value),
		Component: m.Component(),
		Unit:      m.Unit,
		Limit:     number(m.Limit),
		Verdict:   m.Verdict.String(),
	}
}

func (b *checkBody) addReasons(reasons []reasonBody, v rules.Verdict) {
	for _, reason := range reasons {
		b.Reasons = append(b.Reasons, judgementBody{reasonBody: reason, Verdict: v.String()})
	}
}
