package rules

import (
	"reflect"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestReport(t *testing.T) {
	damage := domain.Reason{Code: "photo_damaged"}
	cutOff := domain.Reason{Code: "photo_cut_off"}
	refused := Measure{Code: "noise", Value: 30, Limit: 25, Unit: "levels", Verdict: Refusal}
	warned := Measure{Code: "colour", Value: 1, Limit: 2, Unit: "levels", Verdict: Warning}
	tests := []struct {
		name               string
		report             Report
		refusals, warnings []domain.Reason
	}{
		{"nothing is known", Report{}, nil, nil},
		{"only a warning", Report{Measures: Measures{warned}}, nil, []domain.Reason{warned.reason()}},
		{"a rule is broken", Report{Measures: Measures{refused, warned}}, []domain.Reason{refused.reason()}, []domain.Reason{warned.reason()}},
		{"damage alone", Report{Damage: []domain.Reason{damage}}, []domain.Reason{damage}, nil},
		{
			"damage is worse than any rule", Report{Measures: Measures{refused}, Damage: []domain.Reason{damage, cutOff}},
			[]domain.Reason{damage, cutOff, refused.reason()}, nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.report.Refusals(), tt.refusals; len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("refusals are %+v, want %+v", got, want)
			}
			if got, want := tt.report.Warnings(), tt.warnings; len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("warnings are %+v, want %+v", got, want)
			}
			if got, want := tt.report.Acceptable(), len(tt.refusals) == 0; got != want {
				t.Errorf("acceptable is %t, want %t", got, want)
			}
		})
	}
}

// Asking for the refusals does not write into the damage.
func TestReportKeepsItsDamage(t *testing.T) {
	spare := make([]domain.Reason, 1, 4)
	spare[0] = domain.Reason{Code: "photo_damaged"}
	r := Report{Damage: spare, Measures: Measures{{Code: "noise", Verdict: Refusal}}}
	r.Refusals()
	if got := spare[:2][1]; got != (domain.Reason{}) {
		t.Errorf("the memory behind the damage holds %+v", got)
	}
}
