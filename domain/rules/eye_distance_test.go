package rules

import (
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// eyesApart returns landmarks of a frontal face whose eyes are that far apart.
func eyesApart(distance float64) face.Landmarks { return scaled(front5(), distance/100) }

func TestEyeDistance(t *testing.T) {
	// Of the 5-point scheme, the nose says how far the head is turned.
	turnedNose := with(front5(), map[int]face.Point{4: pt(200+100*noseDepth*math.Tan(math.Pi/3), 240)})
	profile := with(front5(), map[int]face.Point{4: pt(1e5, 240)})
	testMeasure(t, &eyeDistance, 1e-6, []measureTest{
		{"68 points: between the middles of the corners", snap(front68()), 100},
		{"5 points: between the middles of the corners", snap(front5()), 100},
		{"twice the size is twice the distance", snap(eyesApart(200)), 200},
		{"half a pixel", snap(eyesApart(0.5)), 0.5},
		{"a tilted head has its eyes as far apart", snap(rolled(front5(), 37)), 100},
		{"the lids do not matter", snap(with(front68(), map[int]face.Point{37: pt(0, 0), 41: pt(0, 0), 44: pt(0, 0)})), 100},
		{"a head turned by 60 degrees has eyes twice as far apart as seen", snap(turnedNose), 200},
		{"a head seen from the side counts ten times at most", snap(profile), 1000},
		{"the eyes of a turned mean head are as far apart as of a frontal one", snap(turned(30, 0)), eyesOf(turned(0, 0))},
	})
	testUnmeasured(t, &eyeDistance, []shotTest{
		{"no face", withBoxes()},
		{"a face without landmarks", snap(nil)},
		{"both eyes in one place", snap(make(face.Landmarks, 5))},
		{"67 landmarks", snap(front68()[:67])},
		{"a landmark that is no number", snap(with(front5(), map[int]face.Point{4: pt(math.NaN(), 0)}))},
	})
}

// eyesOf returns the distance of the eyes of 68 landmarks as seen.
func eyesOf(l face.Landmarks) float64 {
	return math.Hypot((l[42].X+l[45].X-l[36].X-l[39].X)/2, (l[42].Y+l[45].Y-l[36].Y-l[39].Y)/2)
}

func TestEyeDistanceLimits(t *testing.T) {
	testLimits(t, &eyeDistance, limitsTest{
		unit: "px", low: "face_too_small", step: 1, exact: 1e-12,
		at: func(v float64) shot { return snap(eyesApart(v)) },
	})
}

func TestEyeDistanceComponent(t *testing.T) {
	testComponent(t, &eyeDistance, []componentTest{
		{30, 12}, {50, 27}, {60, 38}, {70, 50}, {90, 73}, {120, 92}, {150, 98},
	})
}
