package face_test

import (
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestArea(t *testing.T) {
	tests := []struct {
		name string
		box  face.Box
		want int
	}{
		{"width times height", face.Box{X: 5, Y: 6, Width: 7, Height: 8}, 56},
		{"one pixel", face.Box{Width: 1, Height: 1}, 1},
		{"the place does not matter", face.Box{X: -50, Y: -60, Width: 7, Height: 8}, 56},
		{"the zero box is empty", face.Box{}, 0},
		{"no width is empty", face.Box{Height: 8}, 0},
		{"no height is empty", face.Box{Width: 7}, 0},
		{"a negative width is empty", face.Box{Width: -7, Height: 8}, 0},
		{"two negative sides are empty, not positive", face.Box{Width: -7, Height: -8}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.box.Area(), tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

func TestIntersectAndOverlap(t *testing.T) {
	b := face.Box{X: 10, Y: 20, Width: 40, Height: 30}
	tests := []struct {
		name    string
		other   face.Box
		shared  face.Box
		overlap float64
	}{
		{"a box shares all of itself", b, b, 1},
		{"a box inside is shared whole", face.Box{X: 20, Y: 25, Width: 20, Height: 15}, face.Box{X: 20, Y: 25, Width: 20, Height: 15}, 0.25},
		{"a corner is shared", face.Box{X: 40, Y: 40, Width: 40, Height: 30}, face.Box{X: 40, Y: 40, Width: 10, Height: 10}, 100.0 / 2300},
		{"half the width is shared", face.Box{X: 30, Y: 20, Width: 40, Height: 30}, face.Box{X: 30, Y: 20, Width: 20, Height: 30}, 1.0 / 3},
		{"a box around the origin", face.Box{X: -100, Y: -100, Width: 120, Height: 130}, face.Box{X: 10, Y: 20, Width: 10, Height: 10}, 100.0 / 16_700},

		// One pixel decides.
		{"touching the right edge shares nothing", face.Box{X: 50, Y: 20, Width: 5, Height: 30}, face.Box{}, 0},
		{"one column past the right edge is shared", face.Box{X: 49, Y: 20, Width: 5, Height: 30}, face.Box{X: 49, Y: 20, Width: 1, Height: 30}, 30.0 / 1320},
		{"touching the bottom edge shares nothing", face.Box{X: 10, Y: 50, Width: 40, Height: 5}, face.Box{}, 0},
		{"one row past the bottom edge is shared", face.Box{X: 10, Y: 49, Width: 40, Height: 5}, face.Box{X: 10, Y: 49, Width: 40, Height: 1}, 40.0 / 1360},
		{"touching at a corner shares nothing", face.Box{X: 50, Y: 50, Width: 5, Height: 5}, face.Box{}, 0},

		// Nothing to share.
		{"apart in both directions", face.Box{X: 500, Y: 500, Width: 40, Height: 30}, face.Box{}, 0},
		{"apart sideways", face.Box{X: 500, Y: 20, Width: 40, Height: 30}, face.Box{}, 0},
		{"apart downwards", face.Box{X: 10, Y: 500, Width: 40, Height: 30}, face.Box{}, 0},
		{"an empty box inside", face.Box{X: 20, Y: 30}, face.Box{}, 0},
		{"the zero box", face.Box{}, face.Box{}, 0},
		{"a box of negative sides", face.Box{X: 45, Y: 45, Width: -20, Height: -20}, face.Box{}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := b.Intersect(tt.other), tt.shared; got != want {
				t.Errorf("Intersect is %+v, want %+v", got, want)
			}
			if got, want := tt.other.Intersect(b), tt.shared; got != want {
				t.Errorf("Intersect the other way round is %+v, want %+v", got, want)
			}
			if got, want := b.Overlap(tt.other), tt.overlap; got != want {
				t.Errorf("Overlap is %g, want %g", got, want)
			}
			if got, want := tt.other.Overlap(b), tt.overlap; got != want {
				t.Errorf("Overlap the other way round is %g, want %g", got, want)
			}
		})
	}
}

func TestTwoEmptyBoxesDoNotOverlap(t *testing.T) {
	if got, want := (face.Box{}).Overlap(face.Box{}), 0.0; got != want {
		t.Errorf("got %g, want %g", got, want)
	}
}

// Counting pixels one by one is the definition; the formulas must agree.
func TestIntersectAndOverlapAgreeWithCountingPixels(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	box := func() face.Box {
		return face.Box{X: random.IntN(16) - 8, Y: random.IntN(16) - 8, Width: random.IntN(12) - 1, Height: random.IntN(12) - 1}
	}
	inside := func(b face.Box, x, y int) bool {
		return b.X <= x && x < b.X+b.Width && b.Y <= y && y < b.Y+b.Height
	}
	for range 2000 {
		b, c := box(), box()
		shared := b.Intersect(c)
		var both, either int
		for x := -10; x < 20; x++ {
			for y := -10; y < 20; y++ {
				inB, inC := inside(b, x, y), inside(c, x, y)
				if got, want := inside(shared, x, y), inB && inC; got != want {
					t.Fatalf("%+v and %+v: pixel %d,%d shared is %t, want %t", b, c, x, y, got, want)
				}
				if inB && inC {
					both++
				}
				if inB || inC {
					either++
				}
			}
		}
		if got, want := shared.Area(), both; got != want {
			t.Fatalf("%+v and %+v: shared area is %d, want %d", b, c, got, want)
		}
		overlap := 0.0
		if both > 0 {
			overlap = float64(both) / float64(either)
		}
		if got, want := b.Overlap(c), overlap; got != want {
			t.Fatalf("%+v and %+v: overlap is %g, want %g", b, c, got, want)
		}
		if got, want := c.Overlap(b), overlap; got != want {
			t.Fatalf("%+v and %+v: overlap the other way round is %g, want %g", b, c, got, want)
		}
	}
}
