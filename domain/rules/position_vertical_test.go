package rules

import "testing"

func TestPositionVertical(t *testing.T) {
	low, one := snap(front68()), snap(front68())
	low.Height, one.Height = 0, 1
	testMeasure(t, &positionVertical, 1e-12, []measureTest{
		{"68 points: eyes above the middle", snap(front68()), 0.4},
		{"5 points: eyes above the middle", snap(front5()), 0.4},
		{"eyes further up", snap(moved(front68(), 0, -100)), 0.2},
		{"eyes further down", snap(moved(front68(), 0, 100)), 0.6},
		{"eyes above the top", snap(moved(front68(), 0, -250)), -0.1},
		{"the height of the photo as it is seen", lying(snap(moved(front68(), 0, 100))), 0.6},
		{"sideways does not matter", snap(moved(front68(), 77, 0)), 0.4},
		{"a photo of one row", one, 200},
	})
	testUnmeasured(t, &positionVertical, withoutEyes)
	testUnmeasured(t, &positionVertical, []shotTest{{"a photo without height", low}})
}

func TestPositionVerticalLimits(t *testing.T) {
	testLimits(t, &positionVertical, limitsTest{
		unit: "share", low: "off_centre", high: "off_centre", step: 0.01, exact: 1e-12,
		at: func(v float64) shot { return snap(moved(front68(), 0, 500*v-200)) },
	})
}

func TestPositionVerticalComponent(t *testing.T) {
	testComponent(t, &positionVertical, []componentTest{{0.4, 100}, {0.1, 50}, {0.7, 50}, {1, 0}, {0, 33}})
}
