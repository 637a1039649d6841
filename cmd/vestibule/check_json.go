package main

import (
	"encoding/json"
	"io"
	"math"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// jsonPrinter prints each photo as a line of JSON, in the form in which the API
// answers a check.
type jsonPrinter struct {
	out  *json.Encoder
	lang texts.Language
}

func newJSONPrinter(w io.Writer, lang texts.Language) *jsonPrinter {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &jsonPrinter{out: out, lang: lang}
}

func (p *jsonPrinter) print(c checked) error {
	if c.err != nil {
		return p.out.Encode(failedJSON{
			File:    c.path,
			Error:   c.err.Error(),
			Reasons: reasonsJSON(c.refusals(), nil, p.lang),
		})
	}
	return p.out.Encode(checkedJSON{
		File:       c.path,
		Acceptable: c.report.Acceptable(),
		Profile:    c.report.Profile,
		Photo:      newPhotoJSON(c.report.Header, c.size),
		Face:       newFaceJSON(c.report.Face),
		Measures:   measuresJSON(c.report.Measures),
		Reasons:    reasonsJSON(c.report.Refusals(), c.report.Warnings(), p.lang),
	})
}

func (p *jsonPrinter) finish() error { return nil }

// failedJSON is a file that cannot be read or is no JPEG.
type failedJSON struct {
	File       string       `json:"file"`
	Acceptable bool         `json:"acceptable"` // false
	Error      string       `json:"error"`
	Reasons    []reasonJSON `json:"reasons"`
}

type checkedJSON struct {
	File       string        `json:"file"`
	Acceptable bool          `json:"acceptable"`
	Profile    string        `json:"profile"`
	Photo      photoJSON     `json:"photo"`
	Face       *faceJSON     `json:"face"`
	Measures   []measureJSON `json:"measures"`
	Reasons    []reasonJSON  `json:"reasons"` // refusals, then warnings
}

type photoJSON struct {
	Format      string `json:"format"`
	Width       int    `json:"width"`  // of the upright photo
	Height      int    `json:"height"` // likewise
	Orientation int    `json:"orientation"`
	Components  int    `json:"components"`
	Progressive bool   `json:"progressive"`
	Scans       int    `json:"scans"`
	Quality     int    `json:"quality"`
	Bytes       int    `json:"bytes"`
}

func newPhotoJSON(h photo.Header, size int) photoJSON {
	width, height := h.UprightSize()
	orientation := h.Orientation
	if !orientation.Valid() { // it is treated as upright
		orientation = photo.Upright
	}
	return photoJSON{
		Format: "jpeg", Width: width, Height: height, Orientation: int(orientation), Components: h.Components,
		Progressive: h.Progressive, Scans: h.Scans, Quality: h.Quality, Bytes: size,
	}
}

type faceJSON struct {
	Box        boxJSON      `json:"box"`
	Confidence float64      `json:"confidence"`
	Landmarks  [][2]float64 `json:"landmarks"` // x, y; in tenths of a px
}

type boxJSON struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

func newFaceJSON(f *face.Face) *faceJSON {
	if f == nil {
		return nil
	}
	found := &faceJSON{Box: boxJSON(f.Box), Confidence: f.Confidence, Landmarks: [][2]float64{}}
	if f.Landmarks.Valid() {
		tenths := func(px float64) float64 { return math.Round(px*10) / 10 }
		for _, p := range f.Landmarks {
			found.Landmarks = append(found.Landmarks, [2]float64{tenths(p.X), tenths(p.Y)})
		}
	}
	return found
}

type measureJSON struct {
	Code      string  `json:"code"`
	Value     float64 `json:"value"`
	Component int     `json:"component"`
	Unit      string  `json:"unit"`
	Limit     float64 `json:"limit"`
	Verdict   string  `json:"verdict"`
}

func measuresJSON(measures rules.Measures) []measureJSON {
	list := []measureJSON{} // not null
	for _, m := range measures {
		list = append(list, measureJSON{
			Code: m.Code, Value: m.Value, Component: m.Component(), Unit: m.Unit, Limit: m.Limit, Verdict: m.Verdict.String(),
		})
	}
	return list
}

// reasonJSON has numbers for measured and limit, or texts where a rule compares
// names.
type reasonJSON struct {
	Code     string `json:"code"`
	Rule     string `json:"rule,omitempty"`
	Message  string `json:"message"`
	Measured any    `json:"measured,omitempty"`
	Limit    any    `json:"limit,omitempty"`
	Unit     string `json:"unit"`
	Advice   string `json:"advice"`
	Verdict  string `json:"verdict"`
}

func reasonsJSON(refusals, warnings []domain.Reason, lang texts.Language) []reasonJSON {
	list := []reasonJSON{} // not null
	add := func(reasons []domain.Reason, v rules.Verdict) {
		for _, r := range reasons {
			text := lang.Of(r)
			list = append(list, reasonJSON{
				Code: r.Code, Rule: r.Rule, Message: text.Message, Measured: valueJSON(r.Measured), Limit: valueJSON(r.Limit),
				Unit: r.Unit, Advice: text.Advice, Verdict: v.String(),
			})
		}
	}
	add(refusals, rules.Refusal)
	add(warnings, rules.Warning)
	return list
}

// valueJSON returns a number, a text, or nil for what is absent.
func valueJSON(v domain.Value) any {
	if n, isNumber := v.Number(); isNumber {
		return n
	}
	if v.IsZero() {
		return nil
	}
	return v.String()
}
