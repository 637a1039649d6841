package rules

import (
	"fmt"
	"math"
	"testing"
)

// distinct lists one level of the photo for every level of linear light that
// one has.
var distinct = func() (levels []uint8) {
	v := grey8(256, 1, func(x, _ int) uint8 { return uint8(x) })
	for i := range v.Pixels {
		if i == 0 || luminanceAt(v, i) != luminanceAt(v, i-1) {
			levels = append(levels, uint8(i))
		}
	}
	return levels
}()

// ofBits returns the look at a face of 128x128 px whose luminance carries that
// many bits a pixel, to a thousandth: one level more often than the others,
// which are all as often. Of whole bits, all are.
func ofBits(bits float64) shot {
	const pixels = 128 * 128
	n := int(math.Exp2(math.Ceil(bits)))
	carried := func(first float64) float64 {
		sum := -first * math.Log2(first)
		if rest := (1 - first) / float64(n-1); rest > 0 {
			sum -= (1 - first) * math.Log2(rest)
		}
		return sum
	}
	low, high := 1/float64(n), 1.0 // the share of the first level
	for range 50 {
		if middle := (low + high) / 2; carried(middle) > bits {
			low = middle
		} else {
			high = middle
		}
	}
	first := int(low*pixels + 0.5)
	return look(grey8(128, 128, func(x, y int) uint8 {
		if i := y*128 + x - first; i >= 0 {
			return distinct[1+i*(n-1)/(pixels-first)]
		}
		return distinct[0]
	})).outlined(0, 0, 128, 128)
}

func TestDynamicRange(t *testing.T) {
	tests := []measureTest{
		{"a face of one level", look(flat(200)), 0},
		{"half black, half white", lit(5000), 1},
		{"a quarter white", lit(2500), 2 - 0.75*math.Log2(3)},
		{"two levels of the photo that are one of linear light", look(dotted(5000, 1, 2)).outlined(0, 0, 100, 100), 0},
	}
	for bits := 1; bits <= 7; bits++ {
		tests = append(tests, measureTest{fmt.Sprintf("%d levels, as many pixels of each", 1<<bits), ofBits(float64(bits)), float64(bits)})
	}
	testMeasure(t, &dynamicRange, 1e-12, tests)
}

func TestDynamicRangeLimits(t *testing.T) {
	testLimits(t, &dynamicRange, limitsTest{
		unit: "bits", low: "low_contrast", step: 0.01, exact: 0.002,
		at: ofBits,
	})
}

// Halves round up, as in C.
func TestDynamicRangeComponent(t *testing.T) {
	testComponent(t, &dynamicRange, []componentTest{{0, 0}, {4, 50}, {5, 63}, {6, 75}, {7, 88}, {8, 100}})
}
