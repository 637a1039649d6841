package identifier

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestEnrol(t *testing.T) {
	tests := []struct {
		name    string
		typ     Type
		from    State
		replace bool
		to      State
		ok      bool
	}{
		{"a temporary identifier gets its face", FaceID, Temporary, false, Enrolled, true},
		{"a temporary identifier gets its face, with nothing to replace", FaceID, Temporary, true, Enrolled, true},
		{"an enrolled identifier keeps its face", FaceID, Enrolled, false, Enrolled, false},
		{"an enrolled identifier gets another face when it is to be replaced", FaceID, Enrolled, true, Enrolled, true},
		{"a complete identifier gets no face", Card, Complete, false, Complete, false},
		{"a complete identifier gets no face in place of none", Card, Complete, true, Complete, false},
		{"an identifier without a state gets no face", FaceID, "", false, "", false},
		{"an identifier without a state gets no face in place of none", FaceID, "", true, "", false},
		{"a state that does not exist leads nowhere", FaceID, "suspended", false, "suspended", false},
		{"a state that does not exist leads nowhere with replace", FaceID, "suspended", true, "suspended", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id := Restore(7, goodSpec(tt.typ), tt.from, AlwaysLeft)
			got, err := id.Enrol(tt.replace)
			if want := tt.to; got != want {
				t.Errorf("state is %q, want %q", got, want)
			}
			if got, want := id.State(), tt.from; got != want {
				t.Errorf("the identifier itself is now %q, want %q", got, want)
			}
			if tt.ok {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if got, want := domain.KindOf(err), domain.KindNotTemporary; err == nil || got != want {
				t.Errorf("error is %v, want one of kind %q", err, want)
			}
		})
	}
}
