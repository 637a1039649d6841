package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// lips returns the landmarks of a face whose lips are that many px apart, at
// the left, in the middle and at the right.
func lips(gaps ...float64) face.Landmarks {
	l := front68()
	for i, pair := range [][2]int{{61, 67}, {62, 66}, {63, 65}} {
		x := l[pair[0]].X
		l[pair[0]], l[pair[1]] = pt(x, 260-gaps[i]/2), pt(x, 260+gaps[i]/2)
	}
	return l
}

func TestMouthClosed(t *testing.T) {
	testMeasure(t, &mouthClosed, 1e-12, []measureTest{
		{"a closed mouth", snap(front68()), 0},
		{"a mouth open by a fifth of the way to the chin", snap(lips(10, 20, 10)), 0.2},
		{"the widest place counts: the left", snap(lips(30, 20, 10)), 0.3},
		{"the widest place counts: the right", snap(lips(10, 20, 30)), 0.3},
		{"a longer face has a smaller mouth", snap(with(lips(10, 20, 10), map[int]face.Point{8: pt(200, 400)})), 0.1},
		{"a tilted head has its mouth as far open", snap(rolled(lips(10, 20, 10), -77)), 0.2},
		{"the outer outline of the lips does not matter", snap(with(front68(), map[int]face.Point{51: pt(200, 200), 57: pt(200, 290)})), 0},
		{"the eyes do not matter", snap(lids(0, 0, 0, 0)), 0},
	})
	testUnmeasured(t, &mouthClosed, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"5 landmarks", snap(front5())},
		{"a chin between the eyes", snap(with(front68(), map[int]face.Point{8: pt(200, 200)}))},
	})
}

func TestMouthClosedLimits(t *testing.T) {
	testLimits(t, &mouthClosed, limitsTest{
		unit: "head heights", high: "mouth_open", step: 0.01, exact: 1e-12,
		at: func(v float64) shot { return snap(lips(0, 100*v, 0)) },
	})
}

func TestMouthClosedComponent(t *testing.T) {
	testComponent(t, &mouthClosed, []componentTest{{0, 97}, {0.08, 88}, {0.14, 73}, {0.2, 50}, {0.26, 27}, {0.32, 12}, {1, 0}})
}
