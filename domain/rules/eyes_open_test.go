package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// lids returns the landmarks of a face whose eyes are open by that many px at
// the four pairs of points on the lids, from left to right.
func lids(gaps ...float64) face.Landmarks {
	l := front68()
	for i, pair := range [][2]int{{37, 41}, {38, 40}, {43, 47}, {44, 46}} {
		x := l[pair[0]].X
		l[pair[0]], l[pair[1]] = pt(x, 200-gaps[i]/2), pt(x, 200+gaps[i]/2)
	}
	return l
}

func TestEyesOpen(t *testing.T) {
	testMeasure(t, &eyesOpen, 1e-12, []measureTest{
		{"both eyes open, a tenth of the way to the chin", snap(front68()), 0.1},
		{"both eyes shut", snap(lids(0, 0, 0, 0)), 0},
		{"the eye that is less open counts: the left", snap(lids(3, 4, 9, 9)), 0.04},
		{"the eye that is less open counts: the right", snap(lids(9, 9, 3, 4)), 0.04},
		{"of each eye the wider place counts: the outer left", snap(lids(6, 1, 9, 9)), 0.06},
		{"of each eye the wider place counts: the inner left", snap(lids(1, 6, 9, 9)), 0.06},
		{"of each eye the wider place counts: the inner right", snap(lids(9, 9, 6, 1)), 0.06},
		{"of each eye the wider place counts: the outer right", snap(lids(9, 9, 1, 6)), 0.06},
		{"a longer face has smaller eyes", snap(with(front68(), map[int]face.Point{8: pt(200, 400)})), 0.05},
		{"the jaw beside the chin does not matter", snap(with(front68(), map[int]face.Point{7: pt(0, 400), 9: pt(400, 400)})), 0.1},
		{"a tilted head has its eyes as far open", snap(rolled(front68(), 77)), 0.1},
		{"the mouth does not matter", snap(lips(30, 30, 30)), 0.1},
	})
	testUnmeasured(t, &eyesOpen, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"5 landmarks", snap(front5())},
		{"a chin between the eyes", snap(with(front68(), map[int]face.Point{8: pt(200, 200)}))},
	})
}

func TestEyesOpenLimits(t *testing.T) {
	testLimits(t, &eyesOpen, limitsTest{
		unit: "head heights", low: "eyes_closed", step: 0.001, exact: 1e-12,
		at: func(v float64) shot { return snap(lids(100*v, 0, 0, 100*v)) },
	})
}

func TestEyesOpenComponent(t *testing.T) {
	testComponent(t, &eyesOpen, []componentTest{{0, 12}, {0.01, 27}, {0.02, 50}, {0.03, 73}, {0.04, 88}, {0.1, 100}})
}
