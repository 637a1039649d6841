package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestFaceDominance(t *testing.T) {
	const first = 200 // px
	second := int(good.SecondFaceShare * first)
	if got, want := float64(second), good.SecondFaceShare*first; got != want {
		t.Fatalf("%g px is no whole number; choose another width", want)
	}
	share := func(width int) float64 { return float64(width) / first }
	tallSecond := withFaces(first, second-1)
	tallSecond.Faces[1].Box.Height = 10 * first
	says := func(s Subject) []string {
		return []string{
			fmt.Sprintf("A second face is %.0f %% as wide", 100*secondFaceShare(s)),
			fmt.Sprintf("below %.0f %%", 100*good.SecondFaceShare),
		}
	}
	testRule(t, faceDominance, Measure{Code: "second_face_share", Limit: good.SecondFaceShare, Unit: "share"}, says, []ruleTest{
		// One face.
		{"one face has no second", withFaces(first), 0, ""},
		{"no face has no second", withFaces(), 0, ""},

		// Two faces.
		{"a second face one pixel narrower than the limit is accepted", withFaces(first, second-1), share(second - 1), ""},
		{"a second face exactly as wide as the limit is refused", withFaces(first, second), share(second), "several_faces"},
		{"a second face one pixel wider than the limit is refused", withFaces(first, second+1), share(second + 1), "several_faces"},
		{"a first face one pixel wider makes the second small enough", withFaces(first+1, second), float64(second) / (first + 1), ""},
		{"two faces of one width are refused", withFaces(first, first), 1, "several_faces"},
		{"width counts, not height", tallSecond, share(second - 1), ""},

		// Three faces.
		{"of three faces the second widest counts: just small enough", withFaces(first, second-1, second-2), share(second - 1), ""},
		{"of three faces the second widest counts: too wide", withFaces(first, second, 1), share(second), "several_faces"},
		{"many small faces are accepted", withFaces(first, 20, 20, 20, 20, 20), share(20), ""},
		{"three faces of one width are refused", withFaces(first, first, first), 1, "several_faces"},

		// Unsorted.
		{"the widest may come last", withFaces(second-1, first), share(second - 1), ""},
		{"the widest may come last and the second be too wide", withFaces(second, first), share(second), "several_faces"},
		{"the widest may come between", withFaces(1, first, second), share(second), "several_faces"},
		{"the widest may come after both others", withFaces(1, second, first), share(second), "several_faces"},

		// Nothing to divide by.
		{"a face without width does not count", withFaces(0), 0, ""},
		{"faces without width do not count", withFaces(0, 0), 0, ""},
	})
}

// The definition in whole numbers, without a division: half as wide is too
// wide.
func TestFaceDominanceInAnyOrder(t *testing.T) {
	if got, want := good.SecondFaceShare, 0.5; got != want {
		t.Fatalf("the default share is %g, this test knows %g", got, want)
	}
	random := rand.New(rand.NewPCG(13, 14))
	for range 5000 {
		widths := make([]int, 1+random.IntN(5))
		for i := range widths {
			widths[i] = 1 + random.IntN(40)
		}
		_, reason := faceDominance(withFaces(widths...), good)
		sorted := slices.Sorted(slices.Values(widths))
		accept := len(sorted) == 1 || 2*sorted[len(sorted)-2] < sorted[len(sorted)-1]
		if got, want := reason == nil, accept; got != want {
			t.Fatalf("faces %v accepted is %t, want %t", widths, got, want)
		}
	}
}
