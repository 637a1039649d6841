package rules

import (
	"math"
	"testing"
)

func TestLuminanceVariance(t *testing.T) {
	fifth := 51 / 255.0
	testMeasure(t, &luminanceVariance, 1e-12, []measureTest{
		{"a face of one level", look(flat(200)), 0},
		{"half black, half white", lit(5000), 0.25},
		{"a tenth white", lit(1000), 0.09},
		{"a tenth black", lit(9000), 0.09},
		{"half black, half of 51 of 255 in linear light", look(dotted(5000, 124, 0)).outlined(0, 0, 100, 100), fifth * fifth / 4},
	})
}

func TestLuminanceVarianceLimits(t *testing.T) {
	testLimits(t, &luminanceVariance, limitsTest{
		low: "low_contrast", high: "harsh_light", step: 0.00012, exact: 0.00005,
		at: func(v float64) shot {
			share := (1 - math.Sqrt(1-4*v)) / 2 // of white on black
			return lit(int(10000*share + 0.5))
		},
	})
}

func TestLuminanceVarianceComponent(t *testing.T) {
	testComponent(t, &luminanceVariance, []componentTest{
		{0, 0}, {1.0 / 300, 50}, {1.0 / 60, 100}, {1.0 / 12, 50}, {0.25, 20},
	})
}
