package soak

import (
	"regexp"
	"strings"
	"testing"
)

func TestAReportCountsEveryFaultAndTellsTheFirst(t *testing.T) {
	all, one := Report{Kills: 7, Uploaded: 1}, Report{Uploaded: 2, Kills: 3}
	if all.Faults() != 0 {
		t.Errorf("%d faults without one", all.Faults())
	}
	for range shownFaults + 5 {
		one.note(Lost, "identifier %d", 9)
	}
	all.note(Stuck, "identifier %d", 8)
	all.add(one)
	if all.Faults() != shownFaults+6 || all.Uploaded != 3 || all.Kills != 7 {
		t.Errorf("got %d faults, %d uploads, %d kills", all.Faults(), all.Uploaded, all.Kills)
	}
	text := all.String()
	for _, want := range []string{`kills +\| +7 `, `uploads acknowledged +\| +3 `, `lost +\| +25 `, `stuck +\| +1 `, `half +\| +0 `, `after 3 kills: lost: identifier 9`} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if got := strings.Count(text, "identifier"); got != shownFaults {
		t.Errorf("%d faults are told in words, want %d", got, shownFaults)
	}
}

func TestNoTwoPhotosAreAlike(t *testing.T) {
	p := draw(people + 2)
	if len(p.number) != people+2 {
		t.Fatalf("%d different photos, want %d", len(p.number), people+2)
	}
	for n, jpeg := range p.jpegs[1:] {
		if got := p.numberOf(jpeg); got != n+1 {
			t.Errorf("photo %d is taken for %d", n+1, got)
		}
		if got := p.numberOf(jpeg[:len(jpeg)-1]); got != unknownPhoto {
			t.Errorf("part of photo %d is taken for %d", n+1, got)
		}
	}
}
