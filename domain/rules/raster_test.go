package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestGrey(t *testing.T) {
	tests := []struct {
		name   string
		colour [3]uint8
		want   float64
	}{
		{"black", [3]uint8{}, 0},
		{"white", [3]uint8{255, 255, 255}, 255},
		{"grey", [3]uint8{77, 77, 77}, 77},
		{"red", [3]uint8{100, 0, 0}, 29.9},
		{"green", [3]uint8{0, 100, 0}, 58.7},
		{"blue", [3]uint8{0, 0, 100}, 11.4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := rgb8(3, 2, func(x, y int) [3]uint8 {
				if x == 2 && y == 1 {
					return tt.colour
				}
				return [3]uint8{1, 2, 3}
			})
			r := grey(v)
			if r.width != 3 || r.height != 2 || len(r.levels) != 6 {
				t.Fatalf("%d levels of %dx%d", len(r.levels), r.width, r.height)
			}
			if got, want := float64(r.at(2, 1)), tt.want; math.Abs(got-want) > 1e-4 {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	r := grey(grey8(3, 2, func(x, y int) uint8 { return uint8(10*x + y) }))
	if got, want := r.at(2, 1), float32(21); got != want {
		t.Errorf("of one channel: got %v, want %v", got, want)
	}
}

func TestFrame(t *testing.T) {
	box := face.Box{X: 30, Y: 50, Width: 120, Height: 130}
	ofBox := frame{middle: pt(90, 115), width: 120}
	tests := []struct {
		name      string
		landmarks face.Landmarks
		want      frame
	}{
		{"without landmarks the middle of the box and its width", nil, ofBox},
		{"the same if both eyes are in one place", make(face.Landmarks, 5), ofBox},
		{"the same if the landmarks are no numbers", with(front5(), map[int]face.Point{0: pt(math.NaN(), 0)}), ofBox},
		{"the same if no head looks so", mapped(front68(), func(_ int, p face.Point) face.Point { return pt(p.X, p.X) }), ofBox},
		{"68 points: below the eyes, as wide as they are apart", front68(), frame{pt(200, 229), 100 / 0.42}},
		{"5 points: the chin is 2.6 times as far as the nose", front5(), frame{pt(200, 200+0.29*104), 100 / 0.42}},
		{"twice as large", scaled(front68(), 2), frame{pt(400, 458), 200 / 0.42}},
		{"a head on its side", rolled(front5(), 90), frame{pt(200-0.29*104, 200), 100 / 0.42}},
		{"a turned head is as wide as a frontal one", noseAside(46), frame{pt(200+0.29*2.6*46, 200+0.29*104), 100 / 0.42 * math.Sqrt2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := withBoxes(box)
			s.Faces[0].Landmarks = tt.landmarks
			got, want := s.subject().frame(), tt.want
			if !near(got.middle.X, want.middle.X) || !near(got.middle.Y, want.middle.Y) || !near(got.width, want.width) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestCoreIn(t *testing.T) {
	view := flat(0)
	cut := face.View{Width: 60, Height: 40, Channels: 1, Origin: pt(100, 200), Scale: 0.5}
	tests := []struct {
		name  string
		view  face.View
		frame frame
		want  area
		tiny  bool
	}{
		{"seven tenths of the width both ways, around the middle", view, frame{pt(50, 40), 80}, area{22, 12, 78, 68}, false},
		{"in a view of another place and scale", cut, frame{pt(140, 240), 40}, area{13, 13, 27, 27}, false},
		{"no more than lies in the view", cut, frame{pt(160, 240), 500}, area{0, 0, 60, 40}, false},
		{"no more than lies in the view, at the left and the top", view, frame{pt(10, 20), 80}, area{0, 0, 38, 48}, false},
		{"no more than lies in the view, at the right and the bottom", view, frame{pt(90, 80), 80}, area{62, 52, 100, 100}, false},
		{"beyond the left edge", view, frame{pt(-160, 50), 80}, area{0, 22, -132, 78}, true},
		{"beyond the bottom", view, frame{pt(50, 230), 80}, area{22, 202, 78, 100}, true},
		{"8 px of the view are enough", view, frame{pt(50, 50), 12}, area{45.8, 45.8, 54.2, 54.2}, false},
		{"fewer are not", view, frame{pt(50, 50), 11}, area{46.15, 46.15, 53.85, 53.85}, true},
		{"no width", view, frame{pt(20, 20), 0}, area{20, 20, 20, 20}, true},
		{"a negative width", view, frame{pt(50, 50), -60}, area{71, 71, 29, 29}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, want := tt.frame.coreIn(tt.view), tt.want
			if !near(got.left, want.left) || !near(got.top, want.top) || !near(got.right, want.right) || !near(got.bottom, want.bottom) {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got, want := got.tiny(), tt.tiny; got != want {
				t.Errorf("tiny is %t, want %t", got, want)
			}
		})
	}
}

func TestTiny(t *testing.T) {
	for _, tt := range []struct {
		name string
		area area
		want bool
	}{
		{"8 px a side", area{1, 2, 9, 10}, false},
		{"just less in width", area{1, 2, 8.999, 10}, true},
		{"just less in height", area{1, 2, 9, 9.999}, true},
		{"no number", area{1, 2, math.NaN(), 10}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.area.tiny(), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestAveraged(t *testing.T) {
	steps := func(width, height int) *raster {
		return grey(grey8(width, height, func(x, y int) uint8 { return uint8(10*x + y) }))
	}
	tests := []struct {
		name          string
		from          *raster
		area          area
		width, height int
		want          []float32
	}{
		{"of one size and place nothing changes", steps(3, 2), area{0, 0, 3, 2}, 3, 2, []float32{0, 10, 20, 1, 11, 21}},
		{"a part", steps(4, 4), area{1, 2, 3, 4}, 2, 2, []float32{12, 22, 13, 23}},
		{"half the size: the mean of four", steps(4, 2), area{0, 0, 4, 2}, 2, 1, []float32{5.5, 25.5}},
		{"two thirds of the size: one and a half pixels each", steps(3, 1), area{0, 0, 3, 1}, 2, 1, []float32{10.0 / 3, 50.0 / 3}},
		{"two thirds of the size, downwards", steps(1, 3), area{0, 0, 1, 3}, 1, 2, []float32{1.0 / 3, 5.0 / 3}},
		{"twice the size: each pixel twice", steps(2, 1), area{0, 0, 2, 1}, 4, 2, []float32{0, 0, 10, 10, 0, 0, 10, 10}},
		{"between pixels: of each its share", steps(3, 1), area{0.25, 0, 2.25, 1}, 2, 1, []float32{2.5, 12.5}},
		{"between pixels: of each its share, downwards", steps(1, 3), area{0, 0.25, 1, 2.25}, 1, 2, []float32{0.25, 1.25}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.from.averaged(tt.area, tt.width, tt.height)
			if r.width != tt.width || r.height != tt.height || len(r.levels) != len(tt.want) {
				t.Fatalf("%d levels of %dx%d", len(r.levels), r.width, r.height)
			}
			for i, want := range tt.want {
				if got := r.levels[i]; math.Abs(float64(got-want)) > 1e-4 {
					t.Errorf("level %d is %v, want %v", i, got, want)
				}
			}
		})
	}
}

// Averaging keeps the mean of the whole, whatever the sizes.
func TestAveragedKeepsTheMean(t *testing.T) {
	random := rand.New(rand.NewPCG(33, 34))
	mean := func(r *raster) (sum float64) {
		for _, level := range r.levels {
			sum += float64(level)
		}
		return sum / float64(len(r.levels))
	}
	for range 100 {
		r := grey(grey8(1+random.IntN(60), 1+random.IntN(60), func(int, int) uint8 { return uint8(random.IntN(256)) }))
		whole := area{0, 0, float64(r.width), float64(r.height)}
		small := r.averaged(whole, 1+random.IntN(90), 1+random.IntN(90))
		if got, want := mean(small), mean(r); math.Abs(got-want) > 1e-2 {
			t.Fatalf("%dx%d made %dx%d has mean %v, want %v", r.width, r.height, small.width, small.height, got, want)
		}
	}
}

// A face is brought to 80 px, and what is seen of its core with it.
func TestNormalised(t *testing.T) {
	tests := []struct {
		name          string
		core          area
		width         float64 // of the face, in px of the view
		columns, rows int     // 0 for none
	}{
		{"a face of 80 px stays as it is", area{10, 10, 66, 66}, 80, 56, 56},
		{"a face of 100 px gets smaller", area{0, 0, 70, 70}, 100, 56, 56},
		{"a face of 20 px gets larger", area{0, 0, 14, 14}, 20, 56, 56},
		{"the edge of the view cuts off a half", area{0, 0, 35, 70}, 100, 28, 56},
		{"its size is rounded", area{0, 0, 69.6, 50.3}, 100, 56, 40},
		{"its size is rounded down as across", area{0, 0, 50.3, 69.6}, 100, 40, 56},
		{"8 px of it are enough, down", area{0, 0, 70, 10}, 100, 56, 8},
		{"8 px of it are enough, across", area{0, 0, 10, 70}, 100, 8, 56},
		{"no more than the face", area{0, 0, 100, 100}, 100, 80, 80},
		{"7 px are not, down", area{0, 0, 70, 9}, 100, 0, 0},
		{"7 px are not, across", area{0, 0, 9, 70}, 100, 0, 0},
		{"less than 8 px of the view are not", area{0, 0, 7.9, 7.9}, 10, 0, 0},
		{"more than the face, across", area{0, 0, 100, 50}, 98, 0, 0},
		{"more than the face, down", area{0, 0, 50, 100}, 98, 0, 0},
		{"a face without width", area{0, 0, 70, 70}, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := grey(flat(99)).normalised(tt.core, tt.width)
			if tt.columns == 0 {
				if r != nil {
					t.Errorf("got %dx%d px, want none", r.width, r.height)
				}
				return
			}
			if r == nil || r.width != tt.columns || r.height != tt.rows {
				t.Fatalf("got %+v, want %dx%d px", r, tt.columns, tt.rows)
			}
			for i, got := range r.levels {
				if math.Abs(float64(got)-99) > 1e-3 {
					t.Fatalf("level %d is %v, want 99", i, got)
				}
			}
		})
	}
}
