package face

import "testing"

func TestMaxDistance(t *testing.T) {
	tests := []struct {
		name       string
		similarity Similarity
		want       float64
		ok         bool
	}{
		{"low lets the most in: dlib's own limit", "low", 0.6, true},
		{"normal lets fewer in", "normal", 0.5, true},
		{"high lets the fewest in", "high", 0.4, true},
		{"no similarity is none", "", 0, false},
		{"one in the wrong case is none", "Low", 0, false},
		{"one that does not exist is none", "highest", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tt.similarity.MaxDistance()
			if want := tt.want; got != want {
				t.Errorf("distance is %g, want %g", got, want)
			}
			if got, want := ok, tt.ok; got != want {
				t.Errorf("there is one: %t, want %t", got, want)
			}
		})
	}
}

func TestHigherSimilarityMeansSmallerDistance(t *testing.T) {
	steps := []Similarity{LowSimilarity, NormalSimilarity, HighSimilarity}
	if got, want := len(maxDistances), len(steps); got != want {
		t.Errorf("%d similarities have a distance, want %d", got, want)
	}
	for i := 1; i < len(steps); i++ {
		lower, _ := steps[i-1].MaxDistance()
		higher, _ := steps[i].MaxDistance()
		if higher >= lower || higher <= 0 {
			t.Errorf("%s allows %g, %s allows %g", steps[i-1], lower, steps[i], higher)
		}
	}
}
