package rules

import (
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// waves returns the look at a face with upright stripes around middle grey, of
// which the measure is known: the Laplacian of a wave is a multiple of it.
func waves(sharpness float64) shot {
	turn := math.Acos(1 - sharpness/2) // a pixel, in radians
	return look(grey8(100, 100, func(x, _ int) uint8 {
		return uint8(math.Round(128 + 120*math.Sin(turn*(float64(x)+0.5-50))))
	}))
}

// striped returns the look at a face with a pattern again and again, a row of it
// in each text: # is bright.
func striped(pattern ...string) shot {
	return look(grey8(100, 100, func(x, y int) uint8 {
		if pattern[y%len(pattern)][x%len(pattern[0])] == '#' {
			return 150
		}
		return 50
	}))
}

func TestSharpness(t *testing.T) {
	testMeasure(t, &sharpness, 0.01, []measureTest{
		{"a face of one level has no detail", look(flat(128)), 0},
		{"a difference of one level is no detail", striped("....", "....", "...."), 0},
		{"levels that rise evenly have none", look(grey8(100, 100, func(x, y int) uint8 { return uint8(x + y) })), 0},
		{"a chequerboard has the most there can be", striped("#.", ".#"), 8},
		{"stripes of one pixel across", striped("#.", "#."), 4},
		{"stripes of one pixel down", striped("##", ".."), 4},
		{"stripes of two pixels across", striped("##..", "##.."), 2},
		{"stripes of two pixels down", striped("#", "#", ".", "."), 2},
		{"waves of six pixels", waves(1), 1},
		{"waves of 18 pixels", waves(2 - 2*math.Cos(math.Pi/9)), 2 - 2*math.Cos(math.Pi/9)},
	})
	small := look(flat(0))
	small.Faces[0].Box.Width = 11
	testUnmeasured(t, &sharpness, []shotTest{
		{"no face", withBoxes()},
		{"no view", snap(front68())},
		{"a face too small in the view", small},
	})
}

// Levels that differ by no more than their rounding are no detail.
func TestSharpnessOfNearlyNothing(t *testing.T) {
	checked := func(amplitude int) shot {
		return look(grey8(100, 100, func(x, y int) uint8 { return uint8(128 + amplitude*((x+y)%2)) }))
	}
	testMeasure(t, &sharpness, 1e-3, []measureTest{
		{"half a level around the mean is the least", checked(1), 8},
		{"an eighth of the pixels are one level off", look(grey8(100, 100, func(x, y int) uint8 {
			if x%4 == 0 && y%2 == 0 {
				return 129
			}
			return 128
		})), 0},
	})
}

func TestSharpnessLimits(t *testing.T) {
	testLimits(t, &sharpness, limitsTest{
		low: "blurred", step: 0.01, exact: 0.003,
		at: waves,
	})
}

// The scale has its middle where Panel begins to warn.
func TestSharpnessComponent(t *testing.T) {
	middle := sharpness.Panel.Prefer.Min
	testComponent(t, &sharpness, []componentTest{
		{middle - 0.1, 12}, {middle - 0.05, 27}, {middle, 50}, {middle + 0.05, 73}, {middle + 0.1, 88}, {8, 100},
	})
}

// textures are those of two faces of 240x240 px, around 128: detail of every
// size from a thirtieth of the face on, the finer the fainter.
var textures = sync.OnceValue(func() []*raster { return []*raster{texture(1), texture(2)} })

func texture(seed uint64) *raster {
	random := rand.New(rand.NewPCG(seed, 39))
	r := &raster{levels: make([]float32, 240*240), width: 240, height: 240}
	for range 40 {
		period := 8 * math.Exp(3*random.Float64()) // px
		sin, cos := math.Sincos(math.Pi * random.Float64())
		phase := 2 * math.Pi * random.Float64()
		for i := range r.levels {
			at := float64(i%240)*cos + float64(i/240)*sin
			r.levels[i] += float32(period / 6 * math.Sin(2*math.Pi*at/period+phase))
		}
	}
	for i := range r.levels {
		r.levels[i] += 128
	}
	return r
}

// photographed returns the look at a texture in a view that shows its face that
// many px wide, with so much contrast and brightness.
func (r *raster) photographed(width int, contrast, brightness float64) shot {
	small := r.averaged(area{0, 0, float64(r.width), float64(r.height)}, width, width)
	v := grey8(width, width, func(x, y int) uint8 {
		level := 128 + contrast*(float64(small.at(x, y))-128) + brightness
		return uint8(math.Round(max(0, min(255, level))))
	})
	v.Scale = float64(width) / float64(r.width)
	s := sized(r.width, r.height)
	s.Faces = []face.Face{{Box: face.Box{Width: r.width, Height: r.height}}}
	s.View = v
	return s
}

// blurredBy returns the texture with a Gaussian blur of a sigma in px.
func (r *raster) blurredBy(sigma float64) *raster {
	var weights []float32
	var sum float32
	for d := -3 * sigma; d <= 3*sigma; d++ {
		weights = append(weights, float32(math.Exp(-d*d/(2*sigma*sigma))))
		sum += weights[len(weights)-1]
	}
	out := r
	for range 2 { // along the rows, then along the columns
		from := out
		out = &raster{levels: make([]float32, len(r.levels)), width: r.height, height: r.width}
		for i := range from.levels {
			x, y := i%from.width, i/from.width
			var level float32
			for k, weight := range weights {
				level += weight / sum * from.at(max(0, min(from.width-1, x+k-len(weights)/2)), y)
			}
			out.levels[x*out.width+y] = level
		}
	}
	return out
}

func measured(t *testing.T, r *Rule, s shot) float64 {
	t.Helper()
	v, ok := r.measure(s.subject())
	if !ok {
		t.Fatalf("%s is not measured", r.Code)
	}
	return v
}

// The same face at another size of the view has nearly the same sharpness. Just
// above 80 px it has a sixth less: each pixel takes a little of its neighbour.
func TestSharpnessAtOtherSizes(t *testing.T) {
	for i, skin := range textures() {
		want := measured(t, &sharpness, skin.photographed(80, 1, 0))
		if want < 0.15 {
			t.Fatalf("the texture has a sharpness of %v", want)
		}
		for _, tt := range []struct {
			width     int
			tolerance float64
		}{{84, 0.18}, {93, 0.18}, {106, 0.18}, {120, 0.07}, {160, 0.07}, {200, 0.07}, {240, 0.07}} {
			if got := measured(t, &sharpness, skin.photographed(tt.width, 1, 0)); math.Abs(got/want-1) > tt.tolerance {
				t.Errorf("texture %d at %d px has a sharpness of %.4f, want %.4f", i, tt.width, got, want)
			}
		}
	}
}

// Brightness does not matter, contrast hardly: in less of it, the rounding of
// the levels weighs more.
func TestSharpnessInOtherLight(t *testing.T) {
	for i, skin := range textures() {
		for _, width := range []int{80, 160} {
			want := measured(t, &sharpness, skin.photographed(width, 1, 0))
			for _, tt := range []struct{ contrast, brightness, tolerance float64 }{
				{0.5, 0, 0.05}, {0.5, 50, 0.05}, {0.5, -50, 0.05}, {0.25, 0, 0.15}, {0.25, 90, 0.15},
			} {
				if got := measured(t, &sharpness, skin.photographed(width, tt.contrast, tt.brightness)); math.Abs(got/want-1) > tt.tolerance {
					t.Errorf("texture %d at %d px with contrast %v and %v brighter has a sharpness of %.4f, want %.4f",
						i, width, tt.contrast, tt.brightness, got, want)
				}
			}
		}
	}
}

func TestSharpnessFallsWithBlur(t *testing.T) {
	for i, skin := range textures() {
		widths := []int{80, 240}
		before := map[int]float64{}
		for _, width := range widths {
			before[width] = measured(t, &sharpness, skin.photographed(width, 1, 0))
		}
		for _, sigma := range []float64{1, 2, 5} {
			blurred := skin.blurredBy(sigma)
			for _, width := range widths {
				after := measured(t, &sharpness, blurred.photographed(width, 1, 0))
				if after >= 0.97*before[width] {
					t.Errorf("texture %d at %d px blurred by %v px has a sharpness of %.4f, less blurred %.4f", i, width, sigma, after, before[width])
				}
				before[width] = after
			}
		}
	}
}

// By definition, of every pixel that has four neighbours.
func TestDetailOfRandomRasters(t *testing.T) {
	random := rand.New(rand.NewPCG(48, 49))
	for range 200 {
		r := grey(grey8(4+random.IntN(5), 4+random.IntN(5), func(int, int) uint8 { return uint8(random.IntN(256)) }))
		var levels, bends []float64
		for y := 1; y < r.height-1; y++ {
			for x := 1; x < r.width-1; x++ {
				level := float64(r.at(x, y))
				levels = append(levels, level)
				bends = append(bends, float64(r.at(x-1, y)+r.at(x+1, y)+r.at(x, y-1)+r.at(x, y+1))-4*level)
			}
		}
		var mean, variance, square float64
		for _, level := range levels {
			mean += level / float64(len(levels))
		}
		for i, level := range levels {
			variance += (level - mean) * (level - mean) / float64(len(levels))
			square += bends[i] * bends[i] / float64(len(levels))
		}
		if got, want := r.detail(), math.Sqrt(square/variance); !near(got, want) {
			t.Fatalf("detail of %v is %v, want %v", r, got, want)
		}
	}
}

// What is around the core, and what a channel more says, does not matter.
func TestSharpnessIsThatOfTheCore(t *testing.T) {
	s := waves(1)
	want := measured(t, &sharpness, s)
	around := look(grey8(100, 100, func(x, y int) uint8 {
		if 22 <= x && x < 78 && 22 <= y && y < 78 {
			return s.View.Pixels[y*100+x]
		}
		return uint8(255 * ((x + y) % 2))
	}))
	for name, other := range map[string]shot{"other surroundings": around, "three channels": look(inColour(s.View))} {
		if got := measured(t, &sharpness, other); math.Abs(got-want) > 1e-4 {
			t.Errorf("with %s it is %v, want %v", name, got, want)
		}
	}
}
