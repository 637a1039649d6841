package rules

import (
	"fmt"
	"math"
	"testing"
)

func TestAction(t *testing.T) {
	for action, want := range map[Action]string{Off: "off", Warn: "warn", Refuse: "refuse", -1: "?", Refuse + 1: "?"} {
		if got := action.String(); got != want {
			t.Errorf("action %d is %q, want %q", int(action), got, want)
		}
	}
	if got, want := (Setting{}).Action, Off; got != want {
		t.Errorf("the zero action is %v, want %v", got, want)
	}
}

func TestRangeContains(t *testing.T) {
	infinity := math.Inf(1)
	tests := []struct {
		name    string
		r       Range
		inside  []float64
		outside []float64
		isOpen  bool
	}{
		{name: "between two values", r: between(-1, 2), inside: []float64{-1, 0, 2}, outside: []float64{math.Nextafter(-1, -2), math.Nextafter(2, 3), infinity, math.NaN()}},
		{name: "at least", r: atLeast(3), inside: []float64{3, 1e300}, outside: []float64{math.Nextafter(3, 0), -1, math.NaN()}},
		{name: "at most", r: atMost(3), inside: []float64{3, -1e300}, outside: []float64{math.Nextafter(3, 4), 9, math.NaN()}},
		{name: "within of zero", r: within(5), inside: []float64{-5, 0, 5}, outside: []float64{math.Nextafter(-5, -6), math.Nextafter(5, 6)}},
		{name: "anything", r: anything, inside: []float64{-1e300, 0, 1e300}, outside: []float64{math.NaN()}, isOpen: true},
		{name: "the zero range", r: Range{}, inside: []float64{0}, outside: []float64{math.SmallestNonzeroFloat64, -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, v := range tt.inside {
				if !tt.r.Contains(v) {
					t.Errorf("%v is outside", v)
				}
			}
			for _, v := range tt.outside {
				if tt.r.Contains(v) {
					t.Errorf("%v is inside", v)
				}
			}
			if got, want := tt.r.Open(), tt.isOpen; got != want {
				t.Errorf("open is %t, want %t", got, want)
			}
		})
	}
}

func TestRangeNearest(t *testing.T) {
	tests := []struct {
		name  string
		r     Range
		value float64
		want  float64
	}{
		{"below", between(1, 3), 0, 1},
		{"nearer to the lower end", between(1, 3), 1.9, 1},
		{"nearer to the upper end", between(1, 3), 2.1, 3},
		{"in the middle the upper end", between(1, 3), 2, 3},
		{"above", between(1, 3), 9, 3},
		{"the only end, from above", atLeast(1), 1e300, 1},
		{"the only end, from below", atLeast(1), 0, 1},
		{"the only end, an upper one", atMost(1), -1e300, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.r.nearest(tt.value), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestRangeIntersect(t *testing.T) {
	tests := []struct{ a, b, want Range }{
		{between(1, 4), between(2, 3), between(2, 3)},
		{between(1, 3), between(2, 4), between(2, 3)},
		{atLeast(1), atMost(2), between(1, 2)},
		{atLeast(1), anything, atLeast(1)},
		{atLeast(1), atLeast(2), atLeast(2)},
		{atMost(1), atMost(2), atMost(1)},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%v and %v", tt.a, tt.b), func(t *testing.T) {
			if got, want := tt.a.intersect(tt.b), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
			if got, want := tt.b.intersect(tt.a), tt.want; got != want {
				t.Errorf("the other way round: got %v, want %v", got, want)
			}
		})
	}
}
