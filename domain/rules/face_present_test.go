package rules

import "testing"

func TestFacePresent(t *testing.T) {
	says := func(Subject) []string { return []string{"No face"} }
	testRule(t, facePresent, Measure{Code: "faces", Limit: 1, Unit: "faces"}, says, []ruleTest{
		{"a photo without a face is refused", withFaces(), 0, "no_face"},
		{"a photo with one face is accepted", withFaces(200), 1, ""},
		{"how many faces there may be is another rule's", withFaces(200, 200, 200), 3, ""},
		{"how large a face must be is another rule's", withFaces(1), 1, ""},
	})
}
