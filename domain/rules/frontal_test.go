package rules

import (
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// seenWith returns a shot of a face that was found with a confidence.
func seenWith(confidence float64) shot {
	s := withBoxes(square(200), square(50))
	s.Faces[0].Confidence = confidence
	return s
}

func TestFrontal(t *testing.T) {
	testMeasure(t, &frontal, 0, []measureTest{
		{"a sure face", seenWith(2), 1},
		{"a face at the frontal detector's threshold", seenWith(0), 1},
		{"a face that it does not see", seenWith(-0.01), 0},
	})
	testUnmeasured(t, &frontal, []shotTest{{"no face", withBoxes()}})
}

func TestAFaceThatIsNotFrontalIsRefusedHoweverItsLandmarksLie(t *testing.T) {
	s := snap(front68())
	s.Faces[0].Confidence = -1
	for _, p := range []Profile{Panel(), Strict()} {
		refusals := Apply(s.Header, s.Detection, p).Refusals()
		if !slices.ContainsFunc(refusals, func(r domain.Reason) bool { return r.Code == "not_frontal" }) {
			t.Errorf("%s: refused for %v", p.Name(), refusals)
		}
	}
}
