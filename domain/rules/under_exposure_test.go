package rules

import "testing"

func TestUnderExposure(t *testing.T) {
	testMeasure(t, &underExposure, 1e-12, []measureTest{
		{"a black face", lit(0), 1},
		{"a white face", lit(10000), 0},
		{"a quarter white", lit(2500), 0.75},
		{"all of the last dark level", look(flat(89)), 1},
		{"all of the first that is not dark", look(flat(90)), 0},
	})
}

func TestUnderExposureLimits(t *testing.T) {
	testLimits(t, &underExposure, limitsTest{
		unit: "share", high: "underexposed", step: 0.001, exact: 1e-12,
		at: func(v float64) shot {
			return look(dotted(int(10000*v+0.5), 89, 90)).outlined(0, 0, 100, 100)
		},
	})
}

func TestUnderExposureComponent(t *testing.T) {
	testComponent(t, &underExposure, []componentTest{{0, 100}, {0.5, 100}, {0.8, 90}, {0.9, 52}, {0.92, 40}, {0.95, 22}, {1, 0}})
}
