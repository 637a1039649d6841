package contract

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Verdict says how a case ended.
type Verdict string

// The verdicts.
const (
	Pass    Verdict = "pass"
	Fail    Verdict = "FAIL"
	Skipped Verdict = "skipped"
)

// Result is what became of one case. Its texts contain no password, token,
// photo or descriptor.
type Result struct {
	Section string   // of the contract: "20.8"
	Name    string   // the claim, a sentence
	Verdict Verdict  //
	Reason  string   // why it is no pass; "" for one
	Seen    []string // the last requests and answers, oldest first
	Left    []string // what the case created and could not take away again
}

// Report is what became of a run.
type Report struct {
	URL     string
	Results []Result // in the order of the run
}

// Count returns how many cases ended so.
func (r Report) Count(v Verdict) int {
	n := 0
	for _, result := range r.Results {
		if result.Verdict == v {
			n++
		}
	}
	return n
}

// Failed returns how many cases failed.
func (r Report) Failed() int { return r.Count(Fail) }

// WriteTable writes a line for each case, below those that did not pass why and
// what was seen last, and a line that counts the verdicts. The error is the
// writer's.
func (r Report) WriteTable(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "SECTION\tVERDICT\tCASE\n")
	for _, result := range r.Results {
		fmt.Fprintf(table, "%s\t%s\t%s\n", result.Section, result.Verdict, result.Name)
		for _, line := range result.details() {
			fmt.Fprintf(table, "\t\t  %s\n", line)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d cases on %s: %d passed, %d failed, %d skipped\n",
		len(r.Results), r.URL, r.Count(Pass), r.Count(Fail), r.Count(Skipped))
	return err
}

// details returns what a reader wants to know beside the verdict.
func (r Result) details() []string {
	var lines []string
	if r.Verdict != Pass {
		lines = append(lines, r.Reason)
	}
	if r.Verdict == Fail && len(r.Seen) > 0 {
		lines = append(lines, "last seen: "+r.Seen[len(r.Seen)-1])
	}
	for _, left := range r.Left {
		lines = append(lines, "left behind: "+left)
	}
	return lines
}
