package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// linear255 is the definition: the level of linear light of a level of sRGB.
func linear255(level uint8) float64 {
	x := float64(level) / 255
	if x <= 0.04045 {
		return 255 * x / 12.92
	}
	return 255 * math.Pow((x+0.055)/1.055, 2.4)
}

func TestLuminanceAt(t *testing.T) {
	tests := []struct {
		name   string
		colour [3]uint8
		want   int
	}{
		{"black", [3]uint8{}, 0},
		{"white", [3]uint8{255, 255, 255}, 255},
		{"middle grey", [3]uint8{128, 128, 128}, 55},
		{"the brightest of the straight part", [3]uint8{10, 10, 10}, 1},
		{"the darkest of the curve", [3]uint8{11, 11, 11}, 1},
		{"the last dark level", [3]uint8{89, 89, 89}, 25},
		{"the first level that is not dark", [3]uint8{90, 90, 90}, 26},
		{"the last level that is not bright", [3]uint8{251, 251, 251}, 246},
		{"the first bright level", [3]uint8{252, 252, 252}, 248},
		{"red", [3]uint8{255, 0, 0}, 54},
		{"green", [3]uint8{0, 255, 0}, 182},
		{"blue", [3]uint8{0, 0, 255}, 18},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := rgb8(2, 1, func(x, _ int) [3]uint8 {
				if x == 1 {
					return tt.colour
				}
				return [3]uint8{1, 2, 3}
			})
			if got, want := luminanceAt(v, 1), tt.want; got != want {
				t.Errorf("in colour: got %d, want %d", got, want)
			}
			if c := tt.colour; c[0] == c[1] && c[1] == c[2] {
				if got, want := luminanceAt(grey8(2, 1, func(x, _ int) uint8 { return uint8(x) * c[0] }), 1), tt.want; got != want {
					t.Errorf("in grey: got %d, want %d", got, want)
				}
			}
		})
	}
}

// Grey in one channel and in three is the same, and follows the definition.
func TestLuminanceAtOfEveryGrey(t *testing.T) {
	v := grey8(256, 1, func(x, _ int) uint8 { return uint8(x) })
	for level := range 256 {
		want := int(math.Floor(linear255(uint8(level)) + 0.5))
		if got := luminanceAt(v, level); got != want {
			t.Errorf("level %d in one channel: got %d, want %d", level, got, want)
		}
		if got := luminanceAt(inColour(v), level); got != want {
			t.Errorf("level %d in three channels: got %d, want %d", level, got, want)
		}
	}
}

// twoLevels returns the histogram of n pixels of one level and m of another.
func twoLevels(n, level, m, other int) *histogram {
	h := &histogram{}
	for range n {
		h.add(level)
	}
	for range m {
		h.add(other)
	}
	return h
}

func TestHistogram(t *testing.T) {
	ramp := &histogram{}
	for level := range 256 {
		ramp.add(level)
	}
	fifth := 51.0 / 255
	tests := []struct {
		name                    string
		histogram               *histogram
		mean, variance, entropy float64
	}{
		{"one black pixel", twoLevels(1, 0, 0, 0), 0, 0, 0},
		{"white", twoLevels(9, 255, 0, 0), 1, 0, 0},
		{"a fifth of white", twoLevels(9, 51, 0, 0), fifth, 0, 0},
		{"half black, half white", twoLevels(5, 0, 5, 255), 0.5, 0.25, 1},
		{"three quarters black, the rest white", twoLevels(6, 0, 2, 255), 0.25, 0.1875, 2 - 0.75*math.Log2(3)},
		{"half black, half a fifth of white", twoLevels(5, 0, 5, 51), fifth / 2, fifth * fifth / 4, 1},
		{"all levels alike", ramp, 0.5, (256*256 - 1) / 12.0 / 255 / 255, 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.histogram.mean(), tt.mean; !near(got, want) {
				t.Errorf("mean is %v, want %v", got, want)
			}
			if got, want := tt.histogram.variance(), tt.variance; !near(got, want) {
				t.Errorf("variance is %v, want %v", got, want)
			}
			if got, want := tt.histogram.entropy(), tt.entropy; !near(got, want) {
				t.Errorf("entropy is %v, want %v", got, want)
			}
		})
	}
}

func TestHistogramShare(t *testing.T) {
	h := &histogram{}
	for _, level := range []int{0, 25, 26, 128, 246, 247, 255, 255} {
		h.add(level)
	}
	tests := []struct {
		name     string
		from, to int
		want     float64
	}{
		{"all", 0, 255, 1},
		{"both ends are included", 25, 246, 0.5},
		{"none", 27, 127, 0},
		{"one level", 255, 255, 0.25},
		{"the first level", 0, 0, 0.125},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := h.share(tt.from, tt.to), tt.want; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// Of random pixels, the histogram has what the pixels themselves have.
func TestLuminanceOfAgreesWithThePixels(t *testing.T) {
	random := rand.New(rand.NewPCG(35, 36))
	for range 50 {
		v := rgb8(30, 20, func(int, int) [3]uint8 {
			return [3]uint8{byte(random.IntN(256)), byte(random.IntN(256)), byte(random.IntN(256))}
		})
		left, top := random.IntN(20), random.IntN(10)
		right, bottom := left+1+random.IntN(29-left), top+1+random.IntN(19-top)
		s := look(v).outlined(float64(left), float64(top), float64(right), float64(bottom))
		var n, sum, squares float64
		for y := top; y < bottom; y++ {
			for x := left; x < right; x++ {
				light := float64(luminanceAt(v, y*30+x)) / 255
				n, sum, squares = n+1, sum+light, squares+light*light
			}
		}
		h := s.subject().luminance
		if got, want := h.total, int(n); got != want {
			t.Fatalf("%d pixels, want %d", got, want)
		}
		if got, want := h.mean(), sum/n; !near(got, want) {
			t.Fatalf("mean is %v, want %v", got, want)
		}
		if got, want := h.variance(), squares/n-sum*sum/n/n; math.Abs(got-want) > 1e-9 {
			t.Fatalf("variance is %v, want %v", got, want)
		}
	}
}

// A picture with as many pixels of each level has what the 256 levels have.
func TestLuminanceOfARamp(t *testing.T) {
	var mean, variance, entropy, dark, bright float64
	var pixels [256]float64 // of each level of linear light
	for level := range 256 {
		pixels[int(linear255(uint8(level))+0.5)]++
	}
	for light, n := range pixels {
		mean += n / 256 * float64(light) / 255
	}
	for light, n := range pixels {
		variance += n / 256 * math.Pow(float64(light)/255-mean, 2)
		if n > 0 {
			entropy -= n / 256 * math.Log2(n/256)
		}
		if light <= 25 {
			dark += n / 256
		}
		if light >= 247 {
			bright += n / 256
		}
	}
	ramp := look(grey8(256, 100, func(x, _ int) uint8 { return uint8(x) })).outlined(0, 0, 256, 100)
	testMeasure(t, &luminanceMean, 1e-9, []measureTest{{"mean", ramp, mean}})
	testMeasure(t, &luminanceVariance, 1e-9, []measureTest{{"variance", ramp, variance}})
	testMeasure(t, &dynamicRange, 1e-9, []measureTest{{"entropy", ramp, entropy}})
	testMeasure(t, &underExposure, 1e-9, []measureTest{{"dark", ramp, dark}})
	testMeasure(t, &overExposure, 1e-9, []measureTest{{"bright", ramp, bright}})
}

// The rules that look at the histogram alone.
var ofHistogram = []*Rule{&luminanceMean, &luminanceVariance, &dynamicRange, &underExposure, &overExposure}

func TestLuminanceCannotBeMeasured(t *testing.T) {
	noView := snap(front68())
	elsewhere := look(flat(99))
	elsewhere.View.Origin = pt(1000, 1000)
	broken := look(flat(99))
	broken.View.Width++
	for _, r := range ofHistogram {
		t.Run(r.Code, func(t *testing.T) {
			testUnmeasured(t, r, []shotTest{
				{"no face", withBoxes()},
				{"no view", noView},
				{"a view of other sizes than it says", broken},
				{"a view of another part of the photo", elsewhere},
				{"a face without area", look(flat(99)).outlined(50, 50, 50, 50)},
				{"68 landmarks on a line", look(flat(99)).outlined(10, 50, 90, 50)},
			})
		})
	}
}

// What is around the face does not matter, the scale of the view does not, and
// neither does whether grey is stored in one channel or three.
func TestLuminanceIsThatOfTheFace(t *testing.T) {
	random := rand.New(rand.NewPCG(37, 38))
	inside := func(x, y int) bool { return 20 <= x && x < 70 && 30 <= y && y < 80 }
	levels := [2][2]uint8{{40, 120}, {200, 254}}
	picture := func(around func() uint8) face.View {
		return grey8(100, 100, func(x, y int) uint8 {
			if !inside(x, y) {
				return around()
			}
			return levels[x/10%2][y/10%2]
		})
	}
	s := look(picture(func() uint8 { return 0 })).outlined(20, 30, 70, 80)
	noisy := look(picture(func() uint8 { return uint8(random.IntN(256)) })).outlined(20, 30, 70, 80)
	coloured := look(inColour(s.View)).outlined(20, 30, 70, 80)
	// A view that shows the photo at a tenth: its pixels are the squares of 10 px.
	small := s
	small.View = grey8(6, 6, func(x, y int) uint8 { return levels[(x+1)%2][(y+2)%2] })
	small.View.Scale, small.View.Origin = 0.1, pt(10, 20)
	// And one of a part of the photo at twice its size.
	large := s
	large.View = grey8(160, 140, func(x, y int) uint8 { return s.View.Pixels[(y/2+20)*100+x/2+10] })
	large.View.Scale, large.View.Origin = 2, pt(10, 20)
	for _, r := range ofHistogram {
		want, ok := r.measure(s.subject())
		if !ok {
			t.Fatalf("%s is not measured", r.Code)
		}
		for name, other := range map[string]shot{"other surroundings": noisy, "three channels": coloured, "a smaller view": small, "a larger view": large} {
			if got, ok := r.measure(other.subject()); !ok || !near(got, want) {
				t.Errorf("%s with %s is %v, %t, want %v", r.Code, name, got, ok, want)
			}
		}
	}
}
