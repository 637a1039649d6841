package rules

import "testing"

func TestPhotoArea(t *testing.T) {
	testMeasure(t, &photoArea, 0, []measureTest{
		{"a million pixels are one megapixel", sized(1000, 1000), 1},
		{"the shape does not matter", sized(10000, 100), 1},
		{"one pixel", sized(1, 1), 0.000001},
		{"the largest JPEG is beyond 32 bits", sized(65535, 65535), 4294.836225},
	})
}

func TestPhotoAreaLimits(t *testing.T) {
	testLimits(t, &photoArea, limitsTest{
		unit: "megapixels", high: "image_too_large", step: 0.001,
		at: func(v float64) shot { return sized(1000, int(1000*v+0.5)) },
	})
}
