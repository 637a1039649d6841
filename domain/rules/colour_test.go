package rules

import (
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// tinted returns a view of 100x100 px of one colour.
func tinted(red, green, blue uint8) face.View {
	return rgb8(100, 100, func(int, int) [3]uint8 { return [3]uint8{red, green, blue} })
}

func TestColour(t *testing.T) {
	cyan := math.Hypot(0.168736, 0.5) * 100
	around := rgb8(100, 100, func(x, y int) [3]uint8 { // grey but for what is around the core
		if 22 <= x && x < 78 && 22 <= y && y < 78 {
			return [3]uint8{50, 50, 50}
		}
		return [3]uint8{255, 0, 0}
	})
	halves := rgb8(100, 100, func(x, _ int) [3]uint8 {
		if x < 50 {
			return [3]uint8{100, 0, 0}
		}
		return [3]uint8{0, 100, 100}
	})
	small := look(tinted(0, 0, 0))
	small.View = rgb8(50, 50, func(x, _ int) [3]uint8 {
		if x%2 == 0 {
			return [3]uint8{200, 100, 100}
		}
		return [3]uint8{100, 100, 100}
	})
	small.View.Scale = 0.5
	testMeasure(t, &colour, 1e-3, []measureTest{
		{"one channel has no colour", look(flat(99)), 0},
		{"three channels of grey have no colour", look(tinted(99, 99, 99)), 0},
		{"black has no colour", look(tinted(0, 0, 0)), 0},
		{"red", look(tinted(100, 0, 0)), cyan},
		{"less than red by white has as much", look(tinted(200, 100, 100)), cyan},
		{"cyan is as far from grey as red", look(tinted(0, 100, 100)), cyan},
		{"green", look(tinted(0, 100, 0)), math.Hypot(33.1264, 41.8688)},
		{"blue", look(tinted(0, 0, 100)), math.Hypot(50, 8.1312)},
		{"half red and half cyan is grey in the mean", look(halves), 0},
		{"what is around the core does not matter", look(around), 0},
		{"a view of half the size", small, cyan / 2},
	})
	testUnmeasured(t, &colour, []shotTest{
		{"no face", withBoxes()},
		{"no view", snap(front68())},
		{"a face too small in the view", small.at(square(10))},
	})
}

func TestColourLimits(t *testing.T) {
	testLimits(t, &colour, limitsTest{
		unit: "levels", low: "not_colour", step: 0.1, exact: 0.02,
		at: func(v float64) shot {
			// Some of the 56x56 px of the core are blue, the others grey.
			blue := int(v/math.Hypot(0.5, 0.081312)*56*56/100 + 0.5)
			return look(rgb8(100, 100, func(x, y int) [3]uint8 {
				if 22 <= x && x < 78 && (y-22)*56+x-22 < blue {
					return [3]uint8{100, 100, 200}
				}
				return [3]uint8{100, 100, 100}
			}))
		},
	})
}

func TestColourComponent(t *testing.T) {
	testComponent(t, &colour, []componentTest{{0, 0}, {2, 20}, {5, 50}, {10, 100}, {100, 100}})
}
