package rules

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func checkPose(t *testing.T, l face.Landmarks, yaw, pitch, tolerance float64) {
	t.Helper()
	p := poseOf(l)
	if p == nil {
		t.Fatal("no pose")
	}
	if got, want := p.yaw, yaw; !(math.Abs(got-want) <= tolerance) {
		t.Errorf("yaw is %.4f, want %.4f", got, want)
	}
	if got, want := p.pitch, pitch; !(math.Abs(got-want) <= tolerance) {
		t.Errorf("pitch is %.4f, want %.4f", got, want)
	}
}

func TestPoseOfAMeanHead(t *testing.T) {
	const exact = 1e-9
	for angle := -60.0; angle <= 60; angle += 5 {
		t.Run(fmt.Sprintf("turned by %v", angle), func(t *testing.T) { checkPose(t, turned(angle, 0), angle, 0, exact) })
		t.Run(fmt.Sprintf("raised by %v", angle), func(t *testing.T) { checkPose(t, turned(0, angle), 0, angle, exact) })
		for other := -60.0; other <= 60; other += 20 {
			t.Run(fmt.Sprintf("turned by %v and raised by %v", angle, other), func(t *testing.T) {
				checkPose(t, turned(angle, other), angle, other, exact)
			})
		}
	}
}

// In no place is the head that a test turns another than that of the rule.
func TestTheMeanHeadIsMeant(t *testing.T) {
	if got, want := len(model), len(head); got != want {
		t.Errorf("%d places, want %d", got, want)
	}
	for _, m := range model {
		if got, want := m.place, head[m.landmark]; got != want {
			t.Errorf("landmark %d is at %v, want %v", m.landmark, got, want)
		}
		if got, want := m.place, head[twins[m.landmark]]; got != (vector{-want[0], want[1], want[2]}) {
			t.Errorf("landmark %d is at %v, its twin at %v", m.landmark, got, want)
		}
	}
}

// Size and place do not matter, a mirror swaps left and right, and landmarks
// that miss by a pixel or two make the angles miss by a degree or two.
func TestPoseIsThatOfTheHeadAlone(t *testing.T) {
	random := rand.New(rand.NewPCG(19, 20))
	var worst float64
	for range 500 {
		yaw, pitch := 60*random.Float64()-30, 60*random.Float64()-30
		l := turned(yaw, pitch)
		checkPose(t, moved(scaled(l, 0.2+5*random.Float64()), 1000*random.Float64()-500, 1000*random.Float64()-500), yaw, pitch, 1e-6)
		checkPose(t, mirrored(l, 400), -yaw, pitch, 1e-6)

		p := poseOf(mapped(l, func(_ int, p face.Point) face.Point {
			return pt(p.X+random.NormFloat64(), p.Y+random.NormFloat64())
		}))
		worst = max(worst, math.Abs(p.yaw-yaw), math.Abs(p.pitch-pitch))
	}
	if worst > 4 {
		t.Errorf("landmarks that miss by a pixel make the angles miss by %.1f degrees", worst)
	}
	if worst == 0 {
		t.Error("landmarks that miss do not matter")
	}
}

// A camera sees what is nearer larger. The estimate knows nothing of that: at
// arm's length it takes a head for more turned and more raised than it is, from
// across a desk hardly.
func TestPoseInPerspective(t *testing.T) {
	for _, tt := range []struct{ distance, tolerance float64 }{{60, 6.5}, {200, 2}} {
		for yaw := -30.0; yaw <= 30; yaw += 10 {
			for pitch := -30.0; pitch <= 30; pitch += 10 {
				t.Run(fmt.Sprintf("turned by %v and raised by %v from %v cm", yaw, pitch, tt.distance), func(t *testing.T) {
					checkPose(t, seenFrom(tt.distance, yaw, pitch), yaw, pitch, tt.tolerance)
				})
			}
		}
	}
}

func TestPoseSaysWhetherItKnowsThePitch(t *testing.T) {
	if p := poseOf(front68()); p == nil || !p.hasPitch {
		t.Errorf("of 68 points: %+v", p)
	}
	if p := poseOf(front5()); p == nil || p.hasPitch || p.pitch != 0 {
		t.Errorf("of 5 points: %+v", p)
	}
}
