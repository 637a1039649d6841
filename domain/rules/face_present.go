package rules

import "github.com/vestibule-id/vestibule/domain"

// facePresent counts the faces; at least one must be there.
func facePresent(s Subject, _ Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "faces", Value: float64(len(s.Faces)), Limit: 1, Unit: "faces"}
	if len(s.Faces) > 0 {
		return m, nil
	}
	return m, broken(m, "no_face", "No face was found in the photo.",
		"Look straight into the camera, in good light, with nothing before your face.")
}
