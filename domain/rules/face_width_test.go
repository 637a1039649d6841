package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestFaceWidth(t *testing.T) {
	testMeasure(t, &faceWidth, 0, []measureTest{
		{"the width of the box", withBoxes(face.Box{X: 50, Y: 60, Width: 123, Height: 45}), 123},
		{"a face that the edge cuts off counts whole", withBoxes(face.Box{X: -60, Width: 120, Height: 120}), 120},
		{"the first face counts", withBoxes(square(120), square(80)), 120},
	})
	testUnmeasured(t, &faceWidth, []shotTest{{"no face", withBoxes()}})
}

func TestFaceWidthLimits(t *testing.T) {
	testLimits(t, &faceWidth, limitsTest{
		unit: "px", low: "face_too_small", step: 1,
		at: func(v float64) shot { return withBoxes(face.Box{Width: int(v), Height: 300}) },
	})
}

// The scale is that of the distance of the eyes, 0.42 widths apart.
func TestFaceWidthComponent(t *testing.T) {
	testComponent(t, &faceWidth, []componentTest{
		{30 / 0.42, 12}, {50 / 0.42, 27}, {70 / 0.42, 50}, {90 / 0.42, 73}, {120 / 0.42, 92}, {150 / 0.42, 98},
	})
}
