package main

import (
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/ports"
)

// figures are what a server tells in Prometheus's text format, by name with
// labels as they were written: `vestibule_stage_seconds_sum{stage="work"}`.
type figures map[string]float64

// parseFigures reads a page of them. Comments and lines that are no figures
// are passed over.
func parseFigures(page []byte) figures {
	f := figures{}
	for line := range strings.Lines(string(page)) {
		name, rest := cutName(strings.TrimSpace(line))
		value, _, _ := strings.Cut(strings.TrimSpace(rest), " ") // a time may follow
		if n, err := strconv.ParseFloat(value, 64); err == nil && name != "" {
			f[name] = n
		}
	}
	return f
}

// cutName splits a line after the name or, where there are labels, after
// those: their values may have spaces. A comment has no name.
func cutName(line string) (name, rest string) {
	if strings.HasPrefix(line, "#") {
		return "", ""
	}
	if end := strings.LastIndexByte(line, '}'); end >= 0 {
		return line[:end+1], line[end+1:]
	}
	name, rest, _ = strings.Cut(line, " ")
	return name, rest
}

// stageSeconds returns how many seconds all photos together spent in a stage;
// false if that is not told.
func (f figures) stageSeconds(stage ports.Stage) (seconds float64, ok bool) {
	seconds, ok = f["vestibule_stage_seconds_sum{stage="+strconv.Quote(string(stage))+"}"]
	return seconds, ok
}

// goroutines returns how many there are; unknown if that is not told.
func (f figures) goroutines() string {
	n, ok := f["go_goroutines"]
	if !ok {
		return unknown
	}
	return strconv.Itoa(int(n))
}
