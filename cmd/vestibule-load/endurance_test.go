package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/client"
)

func TestGrowth(t *testing.T) {
	first := usage{known: true, resident: 100 << 20, files: 20, threads: 10}
	for _, tt := range []struct {
		name string
		last usage
		want string // in the error; "" for none
	}{
		{"the same is fine", first, ""},
		{"less is fine", usage{known: true}, ""},
		{"5 % more memory is fine", usage{resident: 105 << 20}, ""},
		{"a little more than that is not", usage{resident: 105<<20 + 1}, "resident memory"},
		{"8 files more are fine", usage{files: 28}, ""},
		{"9 files more are not", usage{files: 29}, "open files grew from 20 to 29"},
		{"16 threads more are fine", usage{threads: 26}, ""},
		{"17 threads more are not", usage{threads: 27}, "threads grew from 10 to 27"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := growth(first, tt.last)
			if (err != nil) != (tt.want != "") || !strings.Contains(fmt.Sprint(err), tt.want) && tt.want != "" {
				t.Errorf("error is %v, want %q", err, tt.want)
			}
		})
	}
}

func TestOneInFiveIsBadAndAllKindsHaveTheirTurn(t *testing.T) {
	e := &endurance{
		good: []attempt{{kind: "small"}, {kind: "large"}, {kind: "larger"}},
		bad:  []attempt{{kind: "text", want: client.ErrWrongFormat}, {kind: "PNG", want: client.ErrWrongFormat}},
	}
	const n = 5 * 3 * 2 * 10 // whole turns of all
	bad, kinds := 0, map[string]int{}
	for i := range n {
		a := e.at(i)
		kinds[a.kind]++
		if a.want != nil {
			bad++
		}
	}
	if bad != n/5 {
		t.Errorf("%d of %d are bad", bad, n)
	}
	for kind, want := range map[string]int{"small": 80, "large": 80, "larger": 80, "text": 30, "PNG": 30} {
		if kinds[kind] != want {
			t.Errorf("%d times %s, want %d", kinds[kind], kind, want)
		}
	}
}

func TestWhatComesToSomethingElseIsAFault(t *testing.T) {
	refused := fmt.Errorf("POST: %w", &client.Error{Status: 400, Text: "Wrong file format"})
	for _, tt := range []struct {
		name string
		want error // what it has to come to
		err  error // what it came to
		text string
	}{
		{"a good photo that is enrolled is fine", nil, nil, ""},
		{"a good photo that is refused is not", nil, refused, "kind: 400 Wrong file format"},
		{"a bad one that is refused as it has to be is fine", client.ErrWrongFormat, refused, ""},
		{"a bad one that is refused otherwise is not", client.ErrNoFace, refused, "kind: 400 Wrong file format"},
		{"a bad one that is enrolled is not", client.ErrNoFace, nil, "kind: enrolled"},
		{"no answer at all is not fine", client.ErrNoFace, errors.New("reset"), "kind: reset"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := &endurance{counts: map[string]int{}, other: map[string]int{}}
			e.count(attempt{kind: "kind", want: tt.want}, tt.err)
			if e.counts["kind"] != 1 {
				t.Errorf("counted are %v", e.counts)
			}
			if fault := e.fault(); (fault != nil) != (tt.text != "") || (tt.text != "" && e.other[tt.text] != 1) {
				t.Errorf("fault is %v of %v, want %q", fault, e.other, tt.text)
			}
		})
	}
}
