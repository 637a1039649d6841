package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// In the photo of front68, the eyes are at 150 and 250 of 400 px across and at
// 200 of 500 px down.

func TestMarginLeft(t *testing.T) {
	testMeasure(t, &marginLeft, 1e-12, []measureTest{
		{"68 points: from the left eye to the left edge", snap(front68()), 1.5},
		{"5 points: from the left eye to the left edge", snap(front5()), 1.5},
		{"nearer to the edge", snap(moved(front68(), -100, 0)), 0.5},
		{"an eye at the edge", snap(moved(front68(), -150, 0)), 0},
		{"an eye beyond the edge", snap(moved(front68(), -200, 0)), -0.5},
		{"up and down does not matter", snap(moved(front68(), 0, 77)), 1.5},
	})
	testUnmeasured(t, &marginLeft, withoutEyes)
}

func TestMarginRight(t *testing.T) {
	testMeasure(t, &marginRight, 1e-12, []measureTest{
		{"68 points: from the right eye to the right edge", snap(front68()), 1.5},
		{"5 points: from the right eye to the right edge", snap(front5()), 1.5},
		{"nearer to the edge", snap(moved(front68(), 100, 0)), 0.5},
		{"an eye at the edge", snap(moved(front68(), 150, 0)), 0},
		{"an eye beyond the edge", snap(moved(front68(), 200, 0)), -0.5},
		{"the width of the photo as it is seen", lying(snap(front68())), 1.5},
		{"up and down does not matter", snap(moved(front68(), 0, 77)), 1.5},
	})
	testUnmeasured(t, &marginRight, withoutEyes)
}

func TestMarginAbove(t *testing.T) {
	testMeasure(t, &marginAbove, 1e-12, []measureTest{
		{"68 points: from the middle of the eyes to the top", snap(front68()), 2},
		{"5 points: the chin is 2.6 times as far as the nose", snap(front5()), 200 / 104.0},
		{"nearer to the edge", snap(moved(front68(), 0, -100)), 1},
		{"eyes beyond the edge", snap(moved(front68(), 0, -300)), -1},
		{"a longer head", snap(with(front68(), map[int]face.Point{8: pt(200, 400)})), 1},
		{"sideways does not matter", snap(moved(front68(), 77, 0)), 2},
	})
	testUnmeasured(t, &marginAbove, withoutHead)
}

func TestMarginBelow(t *testing.T) {
	testMeasure(t, &marginBelow, 1e-12, []measureTest{
		{"68 points: from the middle of the eyes to the bottom", snap(front68()), 3},
		{"5 points: the chin is 2.6 times as far as the nose", snap(front5()), 300 / 104.0},
		{"nearer to the edge", snap(moved(front68(), 0, 200)), 1},
		{"eyes beyond the edge", snap(moved(front68(), 0, 400)), -1},
		{"a longer head", snap(with(front68(), map[int]face.Point{8: pt(200, 400)})), 1.5},
		{"the height of the photo as it is seen", lying(snap(front68())), 3},
		{"sideways does not matter", snap(moved(front68(), 77, 0)), 3},
	})
	testUnmeasured(t, &marginBelow, withoutHead)
}

var withoutEyes = []shotTest{
	{"no face", withBoxes()},
	{"a face without landmarks", snap(nil)},
	{"both eyes in one place", snap(make(face.Landmarks, 5))},
	{"69 landmarks", snap(append(front68(), pt(0, 0)))},
}

var withoutHead = append([]shotTest{
	{"a chin between the eyes", snap(with(front68(), map[int]face.Point{8: pt(200, 200)}))},
	{"a nose between the eyes", snap(with(front5(), map[int]face.Point{4: pt(200, 200)}))},
}, withoutEyes...)

func TestMarginLimits(t *testing.T) {
	sides := limitsTest{unit: "eye distances", low: "face_cropped", step: 0.01, exact: 1e-12}
	ends := limitsTest{unit: "head heights", low: "face_cropped", step: 0.01, exact: 1e-12}
	tests := []struct {
		rule *Rule
		test limitsTest
		at   func(float64) shot
	}{
		{&marginLeft, sides, func(v float64) shot { return snap(moved(front68(), 100*v-150, 0)) }},
		{&marginRight, sides, func(v float64) shot { return snap(moved(front68(), 150-100*v, 0)) }},
		{&marginAbove, ends, func(v float64) shot { return snap(moved(front68(), 0, 100*v-200)) }},
		{&marginBelow, ends, func(v float64) shot { return snap(moved(front68(), 0, 300-100*v)) }},
	}
	for _, tt := range tests {
		t.Run(tt.rule.Code, func(t *testing.T) {
			tt.test.at = tt.at
			testLimits(t, tt.rule, tt.test)
		})
	}
}

func TestMarginComponents(t *testing.T) {
	for _, r := range []*Rule{&marginLeft, &marginRight} {
		testComponent(t, r, []componentTest{{0.6, 5}, {0.7, 12}, {0.9, 50}, {1.1, 88}, {1.5, 100}})
	}
	testComponent(t, &marginAbove, []componentTest{{1, 2}, {1.2, 12}, {1.4, 50}, {1.6, 88}, {2, 100}})
	testComponent(t, &marginBelow, []componentTest{{1.4, 2}, {1.6, 12}, {1.8, 50}, {2, 88}, {2.4, 100}})
}
