package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// cheeked returns the look at a face in a view of 200x160 px with landmarks
// such that each zone of 33x33 samples is one of 33x33 px: from 12 to 45 and
// from 155 to 188 across, from 80 to 113 down.
func cheeked(v face.View) shot {
	s := look(v)
	s.Faces[0].Landmarks = face.Landmarks{
		// The eyes are 110 px apart. The mouth, 1.5 times as far away as the
		// nose, is 60 px below.
		pt(160, 50), pt(150, 50), pt(40, 50), pt(50, 50), pt(100, 90),
	}
	return s
}

// halved returns the look at a face whose left half has a level and the right
// half another one, but for the first n of the 33x33 px of its right cheek.
func halved(left, right uint8, n int) shot {
	return cheeked(grey8(200, 160, func(x, y int) uint8 {
		if x < 100 || 155 <= x && x < 188 && 80 <= y && y < 113 && (y-80)*33+x-155 < n {
			return left
		}
		return right
	}))
}

func TestIlluminationUniformity(t *testing.T) {
	const all = 33 * 33
	// Bright at all four edges of both zones, one pixel outside.
	around := cheeked(grey8(200, 160, func(x, y int) uint8 {
		if 80 <= y && y < 113 && (12 <= x && x < 45 || 155 <= x && x < 188) {
			return 60
		}
		if x < 100 {
			return 200
		}
		return 250
	}))
	full := front68()
	full = mapped(full, func(i int, p face.Point) face.Point {
		// Of the same place and size as cheeked: the mouth 60 px below the eyes.
		return pt(100+1.1*(p.X-200), 50+(p.Y-200))
	})
	of68 := halved(100, 200, 363)
	of68.Faces[0].Landmarks = full
	// Of a head on its side, the eyes are at 150 and 250 down; the zones reach 30
	// px outwards, from 30 to 60 px towards the mouth. More than a pixel beside
	// them, one half of the photo is brighter than the other.
	onItsSide := func(degrees float64, left, right int) shot {
		s := look(grey8(400, 500, func(x, y int) uint8 {
			switch {
			case left <= x && x < right && (119 <= y && y < 151 || 249 <= y && y < 281):
				return 60
			case y < 200:
				return 100
			}
			return 160
		}))
		s.Faces[0].Landmarks = rolled(front68(), degrees)
		return s
	}
	testMeasure(t, &illuminationUniformity, 1e-12, []measureTest{
		{"both cheeks of one level", halved(100, 100, 0), 1},
		{"cheeks of two levels", halved(100, 200, 0), 0},
		{"cheeks of two levels that are one of linear light", halved(1, 2, 0), 1},
		{"a third of one cheek is as the other", halved(100, 200, 363), 363.0 / all},
		{"the same by 68 landmarks", of68, 363.0 / all},
		{"all but one pixel", halved(100, 200, all-1), (all - 1.0) / all},
		{"what is around the cheeks does not matter", around, 1},
		{"in colour", cheeked(inColour(halved(100, 200, 363).View)), 363.0 / all},
		{"a head on its right side", onItsSide(90, 139, 171), 1},
		{"a head on its left side", onItsSide(-90, 229, 261), 1},
	})

	beyond := func(x, y float64) shot {
		s := halved(100, 100, 0)
		s.Faces[0].Landmarks = moved(s.Faces[0].Landmarks, x, y)
		return s
	}
	broken := halved(100, 100, 0)
	broken.View.Pixels = broken.View.Pixels[1:]
	testMeasure(t, &illuminationUniformity, 1e-12, []measureTest{
		{"cheeks just inside the left edge", beyond(-12, 0), 1},
		{"cheeks just inside the right edge", beyond(11, 0), 1},
		{"cheeks just inside the bottom", beyond(0, 46), 1},
		{"cheeks just inside the top", beyond(0, -80), 1},
	})
	testUnmeasured(t, &illuminationUniformity, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", look(flat(99))},
		{"no view", snap(front68())},
		{"a view of other sizes than it says", broken},
		{"both eyes in one place", func() shot { s := look(flat(99)); s.Faces[0].Landmarks = make(face.Landmarks, 5); return s }()},
		{"a cheek beyond the left edge", beyond(-12.6, 0)},
		{"a cheek beyond the right edge", beyond(12.6, 0)},
		{"a cheek beyond the bottom", beyond(0, 47.6)},
		{"a cheek beyond the top", beyond(0, -80.6)},
	})
}

func TestOverlap(t *testing.T) {
	tests := []struct {
		name string
		a, b *histogram
		want float64
	}{
		{"of the same levels", twoLevels(3, 0, 1, 255), twoLevels(3, 0, 1, 255), 1},
		{"of the same shares of other numbers of pixels", twoLevels(3, 0, 1, 255), twoLevels(30, 0, 10, 255), 1},
		{"of no common level", twoLevels(3, 0, 1, 255), twoLevels(3, 1, 1, 254), 0},
		{"of one common level, the smaller share", twoLevels(3, 0, 1, 255), twoLevels(1, 0, 9, 128), 0.1},
		{"of two common levels", twoLevels(3, 0, 1, 255), twoLevels(1, 0, 1, 255), 0.75},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.a.overlap(tt.b), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
			if got, want := tt.b.overlap(tt.a), tt.want; got != want {
				t.Errorf("the other way round: got %v, want %v", got, want)
			}
		})
	}
}

// Not by the rounding of a single bit is an overlap more than all.
func TestOverlapWithItselfIsExactlyAll(t *testing.T) {
	random := rand.New(rand.NewPCG(50, 51))
	for range 500 {
		h := &histogram{}
		for range 1 + random.IntN(3000) {
			h.add(random.IntN(256))
		}
		if got := h.overlap(h); got != 1 {
			t.Fatalf("of %d pixels: got %v, want 1", h.total, got)
		}
	}
}

// Between pixels, samples are a mix of four.
func TestSample(t *testing.T) {
	v := grey8(3, 3, func(x, y int) uint8 { return [3][3]uint8{{0, 128, 255}, {0, 128, 255}, {255, 0, 128}}[y][x] })
	v.Scale, v.Origin = 0.5, pt(10, 20) // linear light 0, 55 and 255, each pixel 2 px of the photo
	tests := []struct {
		name  string
		x, y  float64 // px of the photo
		want  int
		found bool
	}{
		{"the middle of a pixel", 13, 23, 55, true},
		{"the middle of the first pixel", 11, 21, 0, true},
		{"half way across", 12, 21, 28, true},
		{"a quarter of the way across", 11.5, 21, 14, true},
		{"just less than a quarter of the way across", 11.49, 21, 13, true},
		{"half way down", 13, 24, 28, true},
		{"a quarter of the way down", 13, 23.5, 41, true},
		{"half way both ways", 14, 24, 91, true},
		{"a quarter of the way across, half way down", 13.5, 24, 59, true},
		{"before the first column", 10.9, 21, 0, false},
		{"before the first row", 11, 20.9, 0, false},
		{"the middle of the last column", 15, 21, 0, false},
		{"the middle of the last row", 11, 25, 0, false},
		{"no number", math.NaN(), 21, 0, false},
	}
	s := &subject{view: v}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := s.sample(pt(tt.x, tt.y))
			if got != tt.want || found != tt.found {
				t.Errorf("got %d, %t, want %d, %t", got, found, tt.want, tt.found)
			}
		})
	}
}

func TestIlluminationUniformityLimits(t *testing.T) {
	testLimits(t, &illuminationUniformity, limitsTest{
		unit: "share", low: "uneven_light", step: 0.002, exact: 0.0005,
		at: func(v float64) shot { return halved(100, 200, int(33*33*v+0.5)) },
	})
}

func TestIlluminationUniformityComponent(t *testing.T) {
	testComponent(t, &illuminationUniformity, []componentTest{{0, 0}, {0.1, 50}, {0.3, 70}, {0.5, 81}, {0.9, 97}, {1, 100}})
}

// A mirror changes nothing, and neither does twice the size.
func TestIlluminationUniformityInAMirror(t *testing.T) {
	random := rand.New(rand.NewPCG(42, 43))
	for range 30 {
		left, right, spread := 20*random.Float64(), 20*random.Float64(), 30+40*random.Float64()
		s := cheeked(grey8(200, 160, func(x, y int) uint8 {
			around := 80 + left
			if x >= 100 {
				around = 80 + right
			}
			return uint8(around + spread*random.Float64())
		}))
		mirror := s
		mirror.View = mirroredView(s.View, s.Width)
		mirror.Faces = []face.Face{{Box: s.Faces[0].Box, Landmarks: mirrored(s.Faces[0].Landmarks, 200)}}
		want := measured(t, &illuminationUniformity, s)
		if want == 0 || want == 1 {
			t.Errorf("measure is %v, which says little", want)
		}
		if got := measured(t, &illuminationUniformity, mirror); !near(got, want) {
			t.Errorf("in a mirror the measure is %v, want %v", got, want)
		}
		reduced := s // a photo of twice the size in the same view
		reduced.Width, reduced.Height = 400, 320
		reduced.View.Scale = 0.5
		reduced.Faces = []face.Face{{Box: s.Faces[0].Box, Landmarks: scaled(s.Faces[0].Landmarks, 2)}}
		if got := measured(t, &illuminationUniformity, reduced); !near(got, want) {
			t.Errorf("of twice the size the measure is %v, want %v", got, want)
		}
	}
}
