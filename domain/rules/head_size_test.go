package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// lying returns the photo stored on its side and to be turned for viewing.
func lying(s shot) shot {
	s.Width, s.Height = s.Height, s.Width
	s.Orientation = photo.TurnRight
	return s
}

func TestHeadSize(t *testing.T) {
	strip := snap(front68())
	strip.Height = 1
	testMeasure(t, &headSize, 1e-12, []measureTest{
		{"68 points: from the eyes to the chin", snap(front68()), 0.2},
		{"5 points: the chin is 2.6 times as far as the nose", snap(front5()), 0.208},
		{"the height of the photo as it is seen", lying(snap(front68())), 0.2},
		{"the place in the photo does not matter", snap(moved(front68(), 150, -150)), 0.2},
		{"a head half as large", snap(scaled(front68(), 0.5)), 0.1},
		{"a tilted head is as large", snap(rolled(front68(), 45)), 0.2},
		{"a head half a pixel high", snap(scaled(front68(), 0.005)), 0.001},
		{"a photo of one row", strip, 100},
		{"a head that is larger than the photo", snap(scaled(front68(), 10)), 2},
	})
	flat := snap(front68())
	flat.Height = 0
	testUnmeasured(t, &headSize, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"a chin between the eyes", snap(with(front68(), map[int]face.Point{8: pt(200, 200)}))},
		{"both eyes in one place", snap(make(face.Landmarks, 5))},
		{"a photo without height", flat},
	})
}

func TestHeadSizeLimits(t *testing.T) {
	testLimits(t, &headSize, limitsTest{
		unit: "share", low: "face_too_far", high: "face_too_near", step: 0.01, exact: 1e-12,
		at: func(v float64) shot { return snap(scaled(front68(), 5*v)) },
	})
}

func TestHeadSizeComponent(t *testing.T) {
	testComponent(t, &headSize, []componentTest{{0.45, 100}, {0.4, 54}, {0.5, 54}, {0.3, 9}, {0.6, 9}, {0, 0}, {10, 0}})
}
