package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// noseAside returns 5 landmarks with the base of the nose that many px to the
// right of the middle.
func noseAside(x float64) face.Landmarks {
	return with(front5(), map[int]face.Point{4: pt(200+x, 240)})
}

func TestYaw(t *testing.T) {
	testMeasure(t, &yaw, 1e-9, []measureTest{
		{"68 points: a frontal head", snap(front68()), 0},
		{"68 points: a mean head turned to the right of the picture", snap(turned(20, 0)), 20},
		{"68 points: a mean head turned to the left of the picture", snap(turned(-20, 0)), -20},
		{"68 points: a raised head is not turned", snap(turned(0, 20)), 0},
		{"68 points: the nose has no weight", snap(with(front68(), map[int]face.Point{33: pt(230, 240)})), 0},
		{"5 points: a frontal head", snap(front5()), 0},
		{"5 points: the nose 0.46 eye distances to the right is half a right angle", snap(noseAside(46)), 45},
		{"5 points: the nose as far to the left", snap(noseAside(-46)), -45},
		{"5 points: a nose further down is as far aside", snap(with(noseAside(46), map[int]face.Point{4: pt(246, 299)})), 45},
		{"5 points: a tilted head is not turned", snap(rolled(front5(), 30)), 0},
		{"5 points: a tilted head that is turned", snap(rolled(noseAside(46), 30)), 45},
	})
	testUnmeasured(t, &yaw, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"both eyes in one place", snap(make(face.Landmarks, 5))},
		{"68 points in one place", snap(make(face.Landmarks, 68))},
		{"68 points on a line", snap(mapped(front68(), func(_ int, p face.Point) face.Point { return pt(p.X, p.X) }))},
		{"67 landmarks", snap(front68()[:67])},
	})
}

func TestYawLimits(t *testing.T) {
	lt := limitsTest{unit: "degrees", low: "turn_to_camera", high: "turn_to_camera", step: 0.1, exact: 1e-9}
	t.Run("68 points", func(t *testing.T) {
		lt := lt
		lt.at = func(v float64) shot { return snap(turned(v, 0)) }
		testLimits(t, &yaw, lt)
	})
	t.Run("5 points", func(t *testing.T) {
		lt := lt
		lt.at = func(v float64) shot { return snap(noseAside(46 * math.Tan(v*math.Pi/180))) }
		testLimits(t, &yaw, lt)
	})
}

func TestYawComponent(t *testing.T) { testAngleComponent(t, &yaw) }

// By the nose, a head of the depth that the estimate assumes comes back exactly,
// of any size, anywhere, however tilted.
func TestYawOfTheNoseComesBack(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	for range 500 {
		angle := 160*random.Float64() - 80
		sin, cos := math.Sincos(angle * math.Pi / 180)
		l := mapped(front5(), func(i int, p face.Point) face.Point { return pt(200+cos*(p.X-200), p.Y) })
		l[4].X += 46 * sin
		l = moved(scaled(rolled(l, 360*random.Float64()), 0.2+3*random.Float64()), 100*random.Float64(), 0)
		got, ok := yaw.measure(snap(l).subject())
		if want := angle; !ok || !near(got, want) {
			t.Fatalf("a nose turned by %v measures %v, %t", want, got, ok)
		}
	}
}
