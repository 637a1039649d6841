package rules

import "testing"

func TestOverExposure(t *testing.T) {
	testMeasure(t, &overExposure, 1e-12, []measureTest{
		{"a black face", lit(0), 0},
		{"a white face", lit(10000), 1},
		{"a quarter white", lit(2500), 0.25},
		{"all of the last level that is not bright", look(flat(251)), 0},
		{"all of the first bright level", look(flat(252)), 1},
		{"a colour of the darkest bright light, which no grey has", look(tinted(252, 251, 253)), 1},
	})
}

func TestOverExposureLimits(t *testing.T) {
	testLimits(t, &overExposure, limitsTest{
		unit: "share", high: "overexposed", step: 0.001, exact: 1e-12,
		at: func(v float64) shot {
			return look(dotted(int(10000*v+0.5), 252, 251)).outlined(0, 0, 100, 100)
		},
	})
}

func TestOverExposureComponent(t *testing.T) {
	testComponent(t, &overExposure, []componentTest{{0, 100}, {0.01, 50}, {0.05, 17}, {0.1, 9}, {1, 1}})
}
