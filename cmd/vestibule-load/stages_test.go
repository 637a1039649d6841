package main

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/metrics"
	"github.com/vestibule-id/vestibule/ports"
)

// told returns figures in which each stage took as many milliseconds as its place in
// the list, times a factor.
func told(factor float64) figures {
	f := figures{}
	for i, stage := range ports.Stages() {
		f[`vestibule_stage_seconds_sum{stage="`+string(stage)+`"}`] = factor * float64(i+1) / 1000
	}
	return f
}

func TestStageRow(t *testing.T) {
	lacking := told(1)
	delete(lacking, `vestibule_stage_seconds_sum{stage="commit"}`)
	took := []time.Duration{18 * time.Millisecond, 22 * time.Millisecond}
	for _, tt := range []struct {
		name          string
		before, after figures
		took          []time.Duration
		want          []string
	}{
		// The fourth to the seventh stage are the work on the photo: 2 + 2.5 + 3 + 3.5 ms.
		{"what was before is not counted, and the rest is shared", told(2), told(3), took,
			[]string{"3", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0", "20.0", "9.0"}},
		{"a server that tells nothing has no row", nil, nil, took, nil},
		{"a server that stops telling has no row", told(2), nil, took, nil},
		{"a server that does not tell one stage has no row", lacking, told(3), took, nil},
		{"without photos there is no row", told(2), told(3), nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := &level{clients: 3, tally: tally{took: tt.took}, stagesBefore: tt.before, stages: tt.after}
			if got, ok := v.stageRow(); !slices.Equal(got, tt.want) || ok != (tt.want != nil) {
				t.Errorf("row is %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

func TestAServerTellsEveryStage(t *testing.T) {
	m := metrics.New(time.Now)
	m.Meter().Begin(ports.StageDecode)()
	page := httptest.NewRecorder()
	m.ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
	f := parseFigures(page.Body.Bytes())
	for _, stage := range ports.Stages() {
		if seconds, ok := f.stageSeconds(stage); !ok || (seconds > 0) != (stage == ports.StageDecode) {
			t.Errorf("%s took %g s, told: %v", stage, seconds, ok)
		}
	}
	if f.goroutines() == unknown {
		t.Error("goroutines are not told")
	}
}
