package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestPitch(t *testing.T) {
	testMeasure(t, &pitch, 1e-9, []measureTest{
		{"a mean head", snap(turned(0, 0)), 0},
		{"a mean head raised", snap(turned(0, 20)), 20},
		{"a mean head bowed", snap(turned(0, -20)), -20},
		{"a mean head turned is neither", snap(turned(20, 0)), 0},
	})
	testUnmeasured(t, &pitch, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"5 landmarks", snap(front5())},
		{"68 points in one place", snap(make(face.Landmarks, 68))},
		{"68 points on a line", snap(mapped(front68(), func(_ int, p face.Point) face.Point { return pt(p.X, p.X) }))},
	})
}

func TestPitchLimits(t *testing.T) {
	testLimits(t, &pitch, limitsTest{
		unit: "degrees", low: "head_bowed", high: "head_raised", step: 0.1, exact: 1e-9,
		at: func(v float64) shot { return snap(turned(0, v)) },
	})
}

func TestPitchComponent(t *testing.T) { testAngleComponent(t, &pitch) }
