package main

import (
	"slices"
	"testing"
)

func TestParseList(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []float64 // nil for an error
	}{
		{"one", "2", []float64{2}},
		{"several, with a space", "0.3, 2,12", []float64{0.3, 2, 12}},
		{"just above 0", "0.001", []float64{0.001}},
		{"0 is an error", "0", nil},
		{"below 0 is an error", "1,-1", nil},
		{"nothing is an error", "", nil},
		{"a comma too much is an error", "1,", nil},
		{"a word is an error", "1,two", nil},
		{"what JSON calls nothing is an error", "null", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := parseList[float64](tt.text); !slices.Equal(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("list is %v, %v, want %v", got, err, tt.want)
			}
		})
	}
	if got, err := parseList[int]("1.5"); err == nil {
		t.Errorf("there are %v clients", got)
	}
}
