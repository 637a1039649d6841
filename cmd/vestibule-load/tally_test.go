package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

func TestPercentile(t *testing.T) {
	upTo := func(n int) (took []time.Duration) {
		for i := n; i >= 1; i-- { // the last first: order does not matter
			took = append(took, time.Duration(i))
		}
		return took
	}
	for _, tt := range []struct {
		name string
		took []time.Duration
		p    float64
		want time.Duration
	}{
		{"of nothing is nothing", nil, 50, 0},
		{"of one is that one", upTo(1), 1, 1},
		{"the median of two is the lower", upTo(2), 50, 1},
		{"just above half of two is the upper", upTo(2), 50.1, 2},
		{"the median of three is the middle", upTo(3), 50, 2},
		{"99 of 100 is the last but one", upTo(100), 99, 99},
		{"99 of 99 is the last", upTo(99), 99, 99},
		{"99 of 101 is the last but one", upTo(101), 99, 100},
		{"all is the last", upTo(7), 100, 7},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&tally{took: tt.took}).percentile(tt.p); got != tt.want {
				t.Errorf("percentile is %d, want %d", got, tt.want)
			}
		})
	}
}

func TestMean(t *testing.T) {
	for _, tt := range []struct {
		name string
		took []time.Duration
		want time.Duration
	}{
		{"of nothing is nothing", nil, 0},
		{"of one is that one", []time.Duration{5}, 5},
		{"of two is between them", []time.Duration{3, 9}, 6},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&tally{took: tt.took}).mean(); got != tt.want {
				t.Errorf("mean is %d, want %d", got, tt.want)
			}
		})
	}
}

func TestWhatUploadsCameTo(t *testing.T) {
	answered := func(status int, text string) error {
		return fmt.Errorf("POST /item/7: %w", &client.Error{Status: status, Text: text})
	}
	for _, tt := range []struct {
		name                          string
		err                           error
		enrolled, refused, busy, fail int
	}{
		{"no error is an enrolment", nil, 1, 0, 0, 0},
		{"a broken photo rule is a refusal", answered(400, "Wrong image file"), 0, 1, 0, 0},
		{"no face is a refusal", answered(400, "Face hasn't been detected on image"), 0, 1, 0, 0},
		{"no JPEG is a refusal", answered(400, "Wrong file format"), 0, 1, 0, 0},
		{"503 is busy, although its text is that of a broken upload", answered(503, "Loading file error"), 0, 0, 1, 0},
		{"a broken upload is a failure", answered(400, "Loading file error"), 0, 0, 0, 1},
		{"500 is a failure", answered(500, "Internal error"), 0, 0, 0, 1},
		{"no answer is a failure", errors.New("connection reset"), 0, 0, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var own, all tally
			own.count(tt.err, time.Second)
			all.add(own)
			all.add(own)
			for _, v := range []struct {
				what      string
				got, want int
			}{
				{"enrolled", all.enrolled, 2 * tt.enrolled},
				{"refused", all.refused, 2 * tt.refused},
				{"busy", all.busy, 2 * tt.busy},
				{"failed", all.failed(), 2 * tt.fail},
				{"photos", all.photos(), 2 * (tt.enrolled + tt.refused)},
			} {
				if v.got != v.want {
					t.Errorf("%s is %d, want %d", v.what, v.got, v.want)
				}
			}
		})
	}
}

func TestFailuresOfOneKindAreListedTogether(t *testing.T) {
	var all tally
	all.fail("create", errors.New("end of file"))
	for uid := range 2 {
		all.fail("upload", fmt.Errorf("POST /item/%d: %w", uid, &client.Error{Status: 500, Text: "Internal error"}))
	}
	var out bytes.Buffer
	listFailures(&out, all.failures)
	if got, want := out.String(), "- 2 times upload: 500 Internal error\n- 1 times create: end of file\n"; got != want {
		t.Errorf("listed is %q, want %q", got, want)
	}
}

func TestTheListOfFailuresHasAnEnd(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kinds int
		last  string
	}{
		{"ten are listed", 10, "- 1 times upload: 9"},
		{"of twelve, two are not", 12, "- and 2 others"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var all tally
			for i := range tt.kinds {
				all.fail("upload", fmt.Errorf("%x", i))
			}
			var out bytes.Buffer
			listFailures(&out, all.failures)
			lines := slices.Collect(bytes.Lines(out.Bytes()))
			if got := string(bytes.TrimSpace(lines[len(lines)-1])); got != tt.last {
				t.Errorf("the last line is %q, want %q", got, tt.last)
			}
		})
	}
}
