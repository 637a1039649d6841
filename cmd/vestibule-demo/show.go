package main

import (
	"image/png"
	"os"
	"path/filepath"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

// checkAnswer is the answer to a check, as far as it can be drawn.
type checkAnswer struct {
	Profile string
	Face    *struct {
		Box        face.Box
		Confidence float64
		Landmarks  [][2]float64
	}
	Measures []struct {
		Code    string
		Value   float64
		Limit   float64
		Unit    string
		Verdict string
	}
}

// report returns the answer as the server had it before it was JSON.
func (a checkAnswer) report() rules.Report {
	r := rules.Report{Profile: a.Profile}
	for _, m := range a.Measures {
		verdict, _ := rules.ParseVerdict(m.Verdict)
		r.Measures = append(r.Measures, rules.Measure{Code: m.Code, Value: m.Value, Limit: m.Limit, Unit: m.Unit, Verdict: verdict})
	}
	if a.Face == nil {
		return r
	}
	r.Face = &face.Face{Box: a.Face.Box, Confidence: a.Face.Confidence}
	for _, p := range a.Face.Landmarks {
		r.Face.Landmarks = append(r.Face.Landmarks, face.Point{X: p[0], Y: p[1]})
	}
	return r
}

// show writes the portrait with what was found drawn in, and says where it lies.
func (d demo) show(jpeg []byte, found checkAnswer) error {
	p, err := photo.New(jpeg)
	if err != nil {
		return err
	}
	img, err := annotate.Draw(p, found.report(), texts.English)
	if err != nil {
		return err
	}
	path := filepath.Join(d.out, "annotated.png")
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	say("The annotated picture lies in %s", full)
	return nil
}
