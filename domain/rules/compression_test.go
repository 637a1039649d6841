package rules

import "testing"

// saved returns a photo that was saved at that quality.
func saved(quality int) shot {
	s := sized(640, 480)
	s.Quality = quality
	return s
}

func TestCompression(t *testing.T) {
	testMeasure(t, &compression, 0, []measureTest{
		{"the best quality", saved(100), 100},
		{"the worst quality", saved(1), 1},
	})
	testUnmeasured(t, &compression, []shotTest{
		{"a photo whose tables tell nothing", saved(0)},
	})
}

func TestCompressionLimits(t *testing.T) {
	testLimits(t, &compression, limitsTest{
		unit: "quality", low: "too_compressed", step: 1,
		at: func(v float64) shot { return saved(int(v)) },
	})
}

func TestCompressionComponent(t *testing.T) {
	testComponent(t, &compression, []componentTest{{1, 1}, {50, 50}, {100, 100}})
}
