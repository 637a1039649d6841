package rules

import "testing"

func TestPhotoLongSide(t *testing.T) {
	testMeasure(t, &photoLongSide, 0, []measureTest{
		{"of a landscape the width", sized(640, 480), 640},
		{"of a portrait the height", sized(480, 640), 640},
		{"of a square either", sized(480, 480), 480},
		{"of nothing nothing", sized(0, 0), 0},
	})
}

func TestPhotoLongSideLimits(t *testing.T) {
	testLimits(t, &photoLongSide, limitsTest{
		unit: "px", low: "image_too_small", step: 1,
		at: func(v float64) shot { return sized(int(v), 1) },
	})
}
