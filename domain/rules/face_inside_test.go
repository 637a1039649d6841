package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

func TestFaceInside(t *testing.T) {
	upright := withBoxes(face.Box{X: 350, Width: 100, Height: 100})
	upright.Width, upright.Height = 400, 500
	lying := upright
	lying.Orientation = photo.TurnRight
	testMeasure(t, &faceInside, 0, []measureTest{
		{"a face in the middle", withBoxes(face.Box{X: 900, Y: 900, Width: 100, Height: 100}), 1},
		{"a face as large as the photo", withBoxes(face.Box{Width: 2000, Height: 2000}), 1},
		{"a quarter is beyond the left edge", withBoxes(face.Box{X: -25, Y: 900, Width: 100, Height: 100}), 0.75},
		{"a quarter is beyond the top", withBoxes(face.Box{X: 900, Y: -25, Width: 100, Height: 100}), 0.75},
		{"a quarter is beyond the right edge", withBoxes(face.Box{X: 1925, Y: 900, Width: 100, Height: 100}), 0.75},
		{"a quarter is beyond the bottom", withBoxes(face.Box{X: 900, Y: 1925, Width: 100, Height: 100}), 0.75},
		{"half is beyond two edges each", withBoxes(face.Box{X: -50, Y: -50, Width: 100, Height: 100}), 0.25},
		{"all is beyond an edge", withBoxes(face.Box{X: 2000, Y: 900, Width: 100, Height: 100}), 0},
		{"the photo counts as it is stored if it is upright", upright, 0.5},
		{"the photo counts as it is seen if it is not", lying, 1},
		{"the first face counts", withBoxes(square(100), face.Box{X: -50, Width: 90, Height: 90}), 1},
	})
	testUnmeasured(t, &faceInside, []shotTest{
		{"no face", withBoxes()},
		{"a face without area", withBoxes(square(0))},
	})
}

func TestFaceInsideLimits(t *testing.T) {
	testLimits(t, &faceInside, limitsTest{
		unit: "share", low: "face_cropped", step: 0.001, exact: 1e-12,
		at: func(v float64) shot {
			return withBoxes(face.Box{X: -int(1000*(1-v) + 0.5), Width: 1000, Height: 100})
		},
	})
}

func TestFaceInsideComponent(t *testing.T) {
	testComponent(t, &faceInside, []componentTest{{0, 0}, {0.5, 0}, {0.75, 50}, {0.9, 80}, {1, 100}})
}
