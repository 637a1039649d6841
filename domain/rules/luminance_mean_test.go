package rules

import "testing"

// lit returns the look at a face that is the whole view, of 10000 px: the first
// n white, the others black.
func lit(n int) shot { return look(dotted(n, 255, 0)).outlined(0, 0, 100, 100) }

func TestLuminanceMean(t *testing.T) {
	testMeasure(t, &luminanceMean, 1e-12, []measureTest{
		{"a black face", lit(0), 0},
		{"a white face", lit(10000), 1},
		{"a quarter white", lit(2500), 0.25},
		{"linear light: middle grey is much less than half", look(flat(128)), 55.0 / 255},
		{"red", look(rgb8(100, 100, func(int, int) [3]uint8 { return [3]uint8{255, 0, 0} })), 54.0 / 255},
		{"without 68 landmarks, the ellipse in the box", look(grey8(100, 100, func(x, y int) uint8 {
			if 16 <= x && x < 84 && 11 <= y && y < 89 {
				return 128
			}
			return 255
		})), 55.0 / 255},
	})
}

func TestLuminanceMeanLimits(t *testing.T) {
	testLimits(t, &luminanceMean, limitsTest{
		unit: "share", low: "too_dark", high: "too_bright", step: 0.001, exact: 1e-12,
		at: func(v float64) shot { return lit(int(10000*v + 0.5)) },
	})
}

func TestLuminanceMeanComponent(t *testing.T) {
	testComponent(t, &luminanceMean, []componentTest{
		{0, 2}, {0.1, 12}, {0.2, 50}, {0.25, 73}, {0.3, 88}, {0.5, 100}, {0.7, 88}, {0.8, 50}, {0.9, 12}, {1, 2},
	})
}
