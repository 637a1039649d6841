package rules

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// faceDominance measures how wide the second widest face is, as a share of the
// widest (0 to 1; 0 if there is one face). One face must dominate: people in
// the background do not matter, somebody beside the person does.
func faceDominance(s Subject, l Limits) (Measure, *domain.Reason) {
	m := Measure{Code: "second_face_share", Value: secondFaceShare(s), Limit: l.SecondFaceShare, Unit: "share"}
	if m.Value < m.Limit {
		return m, nil
	}
	return m, broken(m, "several_faces",
		fmt.Sprintf("A second face is %.0f %% as wide as the first; it must stay below %.0f %%.", 100*m.Value, 100*m.Limit),
		"Take the photo alone: only one face may be in it.")
}

func secondFaceShare(s Subject) float64 {
	var first, second int
	for _, f := range s.Faces {
		switch w := f.Box.Width; {
		case w > first:
			first, second = w, first
		case w > second:
			second = w
		}
	}
	if first == 0 {
		return 0
	}
	return float64(second) / float64(first)
}
