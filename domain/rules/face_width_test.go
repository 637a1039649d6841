package rules

import (
	"fmt"
	"testing"
)

func TestFaceWidth(t *testing.T) {
	limit := good.MinFaceWidth
	tall := withFaces(limit - 1)
	tall.Faces[0].Box.Height = 10 * limit
	flat := withFaces(limit)
	flat.Faces[0].Box.Height = 1
	cut := withFaces(limit)
	cut.Faces[0].Box.X = -limit / 2
	says := func(s Subject) []string {
		return []string{fmt.Sprintf("is %d px wide", s.Faces[0].Box.Width), fmt.Sprintf("at least %d are", limit)}
	}
	testRule(t, faceWidth, Measure{Code: "face_width", Limit: float64(limit), Unit: "px"}, says, []ruleTest{
		{"a face exactly as wide as the limit is accepted", withFaces(limit), float64(limit), ""},
		{"a face one pixel narrower is refused", withFaces(limit - 1), float64(limit - 1), "face_too_small"},
		{"a face one pixel wider is accepted", withFaces(limit + 1), float64(limit + 1), ""},
		{"height does not make up for width", tall, float64(limit - 1), "face_too_small"},
		{"a flat face is wide enough", flat, float64(limit), ""},
		{"a face cut off by the edge counts with its whole width", cut, float64(limit), ""},
		{"the largest face counts: the second may be small", withFaces(limit, limit-1), float64(limit), ""},
	})
}
