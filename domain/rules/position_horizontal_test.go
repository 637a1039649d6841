package rules

import "testing"

func TestPositionHorizontal(t *testing.T) {
	thin, one := snap(front68()), snap(front68())
	thin.Width, one.Width = 0, 1
	testMeasure(t, &positionHorizontal, 1e-12, []measureTest{
		{"68 points: eyes in the middle", snap(front68()), 0.5},
		{"5 points: eyes in the middle", snap(front5()), 0.5},
		{"eyes to the left", snap(moved(front68(), -100, 0)), 0.25},
		{"eyes to the right", snap(moved(front68(), 100, 0)), 0.75},
		{"eyes beyond the right edge", snap(moved(front68(), 220, 0)), 1.05},
		{"the width of the photo as it is seen", lying(snap(moved(front68(), 100, 0))), 0.75},
		{"up and down does not matter", snap(moved(front68(), 0, 77)), 0.5},
		{"a photo of one column", one, 200},
	})
	testUnmeasured(t, &positionHorizontal, withoutEyes)
	testUnmeasured(t, &positionHorizontal, []shotTest{{"a photo without width", thin}})
}

func TestPositionHorizontalLimits(t *testing.T) {
	testLimits(t, &positionHorizontal, limitsTest{
		unit: "share", low: "off_centre", high: "off_centre", step: 0.01, exact: 1e-12,
		at: func(v float64) shot { return snap(moved(front68(), 400*v-200, 0)) },
	})
}

func TestPositionHorizontalComponent(t *testing.T) {
	testComponent(t, &positionHorizontal, []componentTest{{0.5, 100}, {0.45, 90}, {0.55, 90}, {0.25, 50}, {0.75, 50}, {0, 0}, {1, 0}})
}
