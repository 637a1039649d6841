package rules

import (
	"math"
	"testing"
)

func TestSigmoid(t *testing.T) {
	e := math.E
	tests := []struct {
		name string
		x    float64
		want float64
	}{
		{"a half in the middle", 3, 0.5},
		{"one width above", 5, e / (1 + e)},
		{"one width below", 1, 1 / (1 + e)},
		{"three widths above", 9, 1 / (1 + math.Exp(-3))},
		{"nothing far below", -1e9, 0},
		{"all far above", 1e9, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := sigmoid(tt.x, 3, 2), tt.want; !near(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			if got, want := rising(3, 2)(tt.x), 100*tt.want; !near(got, want) {
				t.Errorf("rising: got %v, want %v", got, want)
			}
			if got, want := falling(3, 2)(tt.x), 100-100*tt.want; !near(got, want) {
				t.Errorf("falling: got %v, want %v", got, want)
			}
		})
	}
}

func TestLinear(t *testing.T) {
	for _, tt := range []struct{ a, b, x, want float64 }{
		{10, 30, 10, 0}, {10, 30, 30, 100}, {10, 30, 15, 25}, {10, 30, 5, -25},
		{1, 0, 1, 0}, {1, 0, 0, 100}, {1, 0, 0.25, 75},
	} {
		if got := linear(tt.a, tt.b)(tt.x); !near(got, tt.want) {
			t.Errorf("from %v to %v, at %v: got %v, want %v", tt.a, tt.b, tt.x, got, tt.want)
		}
	}
}
