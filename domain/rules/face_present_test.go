package rules

import "testing"

func TestFacePresent(t *testing.T) {
	testMeasure(t, &facePresent, 0, []measureTest{
		{"nobody", withBoxes(), 0},
		{"one face", withBoxes(square(200)), 1},
		{"three faces", withBoxes(square(200), square(100), square(50)), 3},
		{"how large a face is does not matter", withBoxes(square(0)), 1},
	})
}

func TestFacePresentLimits(t *testing.T) {
	testLimits(t, &facePresent, limitsTest{
		unit: "faces", low: "no_face", step: 1,
		at: func(v float64) shot {
			s := withBoxes()
			for range int(v) {
				s.Faces = append(s.Faces, withBoxes(square(200)).Faces...)
			}
			return s
		},
	})
}
