package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// perMask is what the measure makes of the mean size of the mask's answer.
var perMask = math.Sqrt(math.Pi/2) / 6

// spotted returns the look at a grey face with single brighter pixels: each
// makes the mask answer by 16 times as much, its neighbours together.
func spotted(noise float64) shot {
	levels := int(noise/perMask/16*56*56 + 0.5) // of all spots together
	const spots = 18 * 18
	return look(grey8(100, 100, func(x, y int) uint8 {
		if x < 23 || y < 23 || x > 76 || y > 76 || x%3 != 0 || y%3 != 0 {
			return 100
		}
		i := (y/3-8)*18 + x/3 - 8
		return uint8(100 + levels*(i+1)/spots - levels*i/spots)
	}))
}

func TestNoise(t *testing.T) {
	one := look(grey8(100, 100, func(x, y int) uint8 {
		if x == 50 && y == 50 {
			return 200
		}
		return 100
	}))
	twice := one.at(face.Box{X: 20, Y: 20, Width: 160, Height: 160}) // of a photo as large as that
	twice.Width, twice.Height, twice.View.Scale = 200, 200, 0.5
	testMeasure(t, &noise, 1e-6, []measureTest{
		{"a face of one level", look(flat(128)), 0},
		{"levels that rise evenly", look(grey8(100, 100, func(x, y int) uint8 { return uint8(x + y) })), 0},
		{"levels that bend across alone", look(grey8(100, 100, func(x, _ int) uint8 { return uint8(x * x / 40) })), 0},
		{"levels that bend down alone", look(grey8(100, 100, func(_, y int) uint8 { return uint8(y * y / 40) })), 0},
		{"a chequerboard", striped("#.", ".#"), perMask * 16 * 50},
		{"stripes", striped("#.", "#."), 0},
		{"one pixel", one, perMask * 16 * 100 / 56 / 56},
		{"one pixel of a view of half the size", twice, perMask * 16 * 100 / 56 / 56},
		{"a face as large as the view has no neighbours at the edge", one.at(face.Box{X: -50, Y: -50, Width: 200, Height: 200}), perMask * 16 * 100 / 98 / 98},
		{"three channels of grey", look(inColour(one.View)), perMask * 16 * 100 / 56 / 56},
	})
	testUnmeasured(t, &noise, []shotTest{
		{"no face", withBoxes()},
		{"no view", snap(front68())},
		{"a face too small in the view", one.at(face.Box{X: 50, Y: 50, Width: 11, Height: 80})},
	})
}

// The mask looks one pixel beyond the core and no further.
func TestNoiseIsThatOfTheCore(t *testing.T) {
	around := func(from, to int) shot {
		return look(grey8(100, 100, func(x, y int) uint8 {
			if from <= x && x < to && from <= y && y < to {
				return 100
			}
			return uint8(255 * ((x + y) % 2))
		}))
	}
	if got := measured(t, &noise, around(21, 79)); got != 0 {
		t.Errorf("noise around the core and its neighbours measures %v", got)
	}
	for _, s := range []shot{around(22, 79), around(21, 78)} {
		if got := measured(t, &noise, s); got == 0 {
			t.Error("noise beside the core measures nothing")
		}
	}
}

func TestNoiseLimits(t *testing.T) {
	testLimits(t, &noise, limitsTest{
		unit: "levels", high: "noisy", step: 0.01, exact: 0.002,
		at: spotted,
	})
}

// The scale has its middle where Panel begins to warn.
func TestNoiseComponent(t *testing.T) {
	middle := noise.Panel.Prefer.Max
	testComponent(t, &noise, []componentTest{
		{middle - 6, 88}, {middle - 3, 73}, {middle, 50}, {middle + 3, 27}, {middle + 6, 12}, {255, 0},
	})
}

// grainy returns the look at a face, level 128 in its middle and darker or
// brighter towards the corners, with noise of a sigma.
func grainy(random *rand.Rand, sigma float64) shot {
	return look(grey8(200, 200, func(x, y int) uint8 {
		level := 128 + 0.2*float64(x-100) + 0.3*float64(y-100) + sigma*random.NormFloat64()
		return uint8(math.Round(max(0, min(255, level))))
	})).at(face.Box{Width: 200, Height: 200})
}

// Of Gaussian noise the measure is its sigma, within a tenth.
func TestNoiseIsTheSigma(t *testing.T) {
	random := rand.New(rand.NewPCG(40, 41))
	before := 0.0
	for _, sigma := range []float64{1, 2, 4, 8, 12, 16, 25, 32} {
		t.Run(fmt.Sprintf("sigma %v", sigma), func(t *testing.T) {
			got := measured(t, &noise, grainy(random, sigma))
			if math.Abs(got/sigma-1) > 0.1 {
				t.Errorf("got %.3f", got)
			}
			if got <= before {
				t.Errorf("got %.3f, with less noise %.3f", got, before)
			}
			before = got
		})
	}
}
