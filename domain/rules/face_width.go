package rules

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// faceWidth measures the width of the largest face in px of the upright photo.
func faceWidth(s Subject, l Limits) (Measure, *domain.Reason) {
	width := s.Faces[0].Box.Width
	m := Measure{Code: "face_width", Value: float64(width), Limit: float64(l.MinFaceWidth), Unit: "px"}
	if m.Value >= m.Limit {
		return m, nil
	}
	return m, broken(m, "face_too_small",
		fmt.Sprintf("The face is %d px wide; at least %d are needed.", width, l.MinFaceWidth),
		fmt.Sprintf("Move closer: the face is %d px wide, at least %d are needed.", width, l.MinFaceWidth))
}
