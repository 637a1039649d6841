package rules

import "testing"

func TestPhotoShortSide(t *testing.T) {
	testMeasure(t, &photoShortSide, 0, []measureTest{
		{"of a landscape the height", sized(640, 480), 480},
		{"of a portrait the width", sized(480, 640), 480},
		{"of a square either", sized(480, 480), 480},
		{"of a strip the thin side", sized(65535, 1), 1},
	})
}

func TestPhotoShortSideLimits(t *testing.T) {
	testLimits(t, &photoShortSide, limitsTest{
		unit: "px", low: "image_too_small", step: 1,
		at: func(v float64) shot { return sized(60000, int(v)) },
	})
}
