package rules

import "testing"

func TestPhotoSide(t *testing.T) {
	testMeasure(t, &photoSide, 0, []measureTest{
		{"of a landscape the width", sized(640, 480), 640},
		{"of a portrait the height", sized(480, 640), 640},
		{"of a square either", sized(480, 480), 480},
		{"of nothing nothing", sized(0, 0), 0},
		{"the largest JPEG", sized(65535, 1), 65535},
	})
}

func TestPhotoSideLimits(t *testing.T) {
	testLimits(t, &photoSide, limitsTest{
		unit: "px", high: "image_too_large", step: 1,
		at: func(v float64) shot { return sized(100, int(v)) },
	})
}
