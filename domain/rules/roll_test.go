package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestRoll(t *testing.T) {
	testMeasure(t, &roll, 1e-9, []measureTest{
		{"68 points: an upright head", snap(front68()), 0},
		{"5 points: an upright head", snap(front5()), 0},
		{"the right eye lower: clockwise", snap(with(front5(), map[int]face.Point{0: pt(265, 300), 1: pt(235, 300)})), 45},
		{"the right eye higher: anticlockwise", snap(with(front5(), map[int]face.Point{0: pt(265, 100), 1: pt(235, 100)})), -45},
		{"a head that lies on its side", snap(rolled(front68(), 90)), 90},
		{"a head nearly upside down", snap(rolled(front68(), -179)), -179},
		{"the nose does not matter", snap(with(front5(), map[int]face.Point{4: pt(280, 220)})), 0},
		{"the slope of each eye does not matter", snap(with(front68(), map[int]face.Point{
			36: pt(135, 190), 39: pt(165, 210), 42: pt(235, 190), 45: pt(265, 210),
		})), 0},
	})
	testUnmeasured(t, &roll, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"both eyes in one place", snap(make(face.Landmarks, 5))},
		{"67 landmarks", snap(front68()[:67])},
		{"a landmark that is no number", snap(with(front68(), map[int]face.Point{60: pt(math.NaN(), 0)}))},
	})
}

func TestRollLimits(t *testing.T) {
	testLimits(t, &roll, limitsTest{
		unit: "degrees", low: "head_tilted", high: "head_tilted", step: 0.1, exact: 1e-9,
		at: func(v float64) shot { return snap(rolled(front68(), v)) },
	})
}

func TestRollComponent(t *testing.T) { testAngleComponent(t, &roll) }

// testAngleComponent checks the scale that the three angles of the head share.
func testAngleComponent(t *testing.T, r *Rule) {
	t.Helper()
	points := []componentTest{{0, 100}, {5, 99}, {8, 98}, {10, 97}, {15, 93}, {20, 88}, {25, 82}, {30, 75}, {45, 50}, {60, 25}, {90, 0}, {120, 0}, {180, 0}}
	for _, p := range points {
		points = append(points, componentTest{-p.value, p.want})
	}
	testComponent(t, r, points)
}

// Landmarks that are turned in the picture measure by how much.
func TestRollIsTheAngleOfTheTurn(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	for range 500 {
		angle := 360*random.Float64() - 180
		for _, l := range []face.Landmarks{front5(), front68()} {
			l = moved(scaled(rolled(l, angle), 0.2+3*random.Float64()), 900*random.Float64(), 0)
			got, ok := roll.measure(snap(l).subject())
			if want := angle; !ok || !near(got, want) {
				t.Fatalf("%d points turned by %v measure %v, %t", len(l), want, got, ok)
			}
		}
	}
}
