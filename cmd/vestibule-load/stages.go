package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// photoWork are the stages that are the work on a photo's pixels.
var photoWork = map[ports.Stage]bool{
	ports.StageDecode:   true,
	ports.StageDetect:   true,
	ports.StageDescribe: true,
	ports.StageMeasure:  true,
}

// reportStages prints where the time of an upload went, nothing if the server
// does not tell.
func reportStages(levels []*level) {
	t := &table{header: []string{"clients"}}
	for _, stage := range ports.Stages() {
		t.header = append(t.header, string(stage))
	}
	t.header = append(t.header, "client's mean", "beside decode, detect, describe, measure")
	for _, v := range levels {
		if row, ok := v.stageRow(); ok {
			t.add(row...)
		}
	}
	if len(t.rows) > 0 {
		fmt.Printf("\nMilliseconds of an upload, on average:\n\n%v", t)
	}
}

// stageRow returns a row of milliseconds; false if the server does not measure
// stages or no photo went through them.
func (v *level) stageRow() (row []string, ok bool) {
	if v.photos() == 0 {
		return nil, false
	}
	row = []string{strconv.Itoa(v.clients)}
	mean := v.mean()
	beside := mean
	for _, stage := range ports.Stages() {
		before, known := v.stagesBefore.stageSeconds(stage)
		after, still := v.stages.stageSeconds(stage)
		if !known || !still {
			return nil, false
		}
		each := time.Duration((after - before) / float64(v.photos()) * float64(time.Second))
		row = append(row, milliseconds(each))
		if photoWork[stage] {
			beside -= each
		}
	}
	return append(row, milliseconds(mean), milliseconds(beside)), true
}
