package rules

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func TestSingleFace(t *testing.T) {
	wide := face.Box{Width: 200, Height: 10}
	testMeasure(t, &singleFace, 0, []measureTest{
		{"one face has no second", withBoxes(square(200)), 0},
		{"two faces of one size", withBoxes(square(200), square(200)), 1},
		{"area counts: half as wide is a quarter", withBoxes(square(200), square(100)), 0.25},
		{"area counts: the widest need not be the largest", withBoxes(wide, square(100)), 0.2},
		{"of three faces the second largest counts", withBoxes(square(200), square(100), square(50)), 0.25},
		{"the second largest may come last", withBoxes(square(200), square(50), square(100)), 0.25},
		{"the largest may come last", withBoxes(square(50), square(100), square(200)), 0.25},
		{"the largest may come between", withBoxes(square(100), square(200), square(50)), 0.25},
		{"three faces of one size", withBoxes(square(60), square(60), square(60)), 1},
		{"a face without area does not count", withBoxes(square(200), square(0)), 0},
	})
	testUnmeasured(t, &singleFace, []shotTest{
		{"no face", withBoxes()},
		{"no face that has an area", withBoxes(square(0), square(0))},
	})
}

func TestSingleFaceLimits(t *testing.T) {
	testLimits(t, &singleFace, limitsTest{
		unit: "share", high: "several_faces", step: 0.001,
		at: func(v float64) shot {
			return withBoxes(square(1000), face.Box{Width: 1000, Height: int(1000*v + 0.5)})
		},
	})
}

func TestSingleFaceComponent(t *testing.T) {
	testComponent(t, &singleFace, []componentTest{{0, 100}, {0.25, 75}, {0.5, 50}, {1, 0}})
}

// The order of the faces does not matter.
func TestSingleFaceInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 2000 {
		areas := make([]int, 2+random.IntN(4))
		s := withBoxes()
		for i := range areas {
			areas[i] = 1 + random.IntN(50)
			s.Faces = append(s.Faces, face.Face{Box: face.Box{Width: areas[i], Height: 1}})
		}
		got, _ := singleFace.measure(s.subject())
		slices.Sort(areas)
		n := len(areas)
		if want := float64(areas[n-2]) / float64(areas[n-1]); got != want {
			t.Fatalf("faces of areas %v measure %v, want %v", areas, got, want)
		}
	}
}
