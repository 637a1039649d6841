package soak

import (
	"fmt"
	"strings"
)

// Fault is a way in which a server did not keep its word.
type Fault string

// The faults.
const (
	Lost        Fault = "lost"     // what was acknowledged is not there, or not any more
	Half        Fault = "half"     // a change that was made in part
	Undead      Fault = "undead"   // what was deleted is there, or what nobody made
	Corrupt     Fault = "corrupt"  // a photo that nobody uploaded, or what SQLite complains of
	Stuck       Fault = "stuck"    // an identifier that takes no photo any more
	Reused      Fault = "reused"   // a uid that was another identifier's
	SessionLost Fault = "sessions" // a good session that is none any more, or an ended one that is
	Answer      Fault = "answers"  // an error for a call that is right
)

// faults are all there are, in the order of the report.
var faults = []Fault{Lost, Half, Undead, Corrupt, Stuck, Reused, SessionLost, Answer}

// shownFaults is how many faults are told in words.
const shownFaults = 20

// Report is what a run came to.
type Report struct {
	Kills   int // all of them
	InStart int // those that hit a server before it listened

	// What was acknowledged.
	Uploaded, Replaced, Created, Changed, Synced, Deleted int

	faults map[Fault]int
	words  []string
}

// note adds a fault, with words that hold no secret.
func (r *Report) note(f Fault, format string, args ...any) {
	if r.faults == nil {
		r.faults = map[Fault]int{}
	}
	r.faults[f]++
	if len(r.words) < shownFaults {
		r.words = append(r.words, fmt.Sprintf("after %d kills: %s: ", r.Kills, f)+fmt.Sprintf(format, args...))
	}
}

// add adds what another report has.
func (r *Report) add(o Report) {
	r.Uploaded += o.Uploaded
	r.Replaced += o.Replaced
	r.Created += o.Created
	r.Changed += o.Changed
	r.Synced += o.Synced
	r.Deleted += o.Deleted
	for f, n := range o.faults {
		if r.faults == nil {
			r.faults = map[Fault]int{}
		}
		r.faults[f] += n
	}
	r.words = append(r.words, o.words[:min(len(o.words), max(shownFaults-len(r.words), 0))]...)
}

// Faults returns how often the server did not keep its word.
func (r Report) Faults() (n int) {
	for _, of := range r.faults {
		n += of
	}
	return n
}

func (r Report) acknowledged() int {
	return r.Uploaded + r.Replaced + r.Created + r.Changed + r.Synced + r.Deleted
}

// String returns the report as a table in Markdown, and what went wrong in
// words.
func (r Report) String() string {
	figures := []struct {
		name string
		n    int
	}{
		{"kills", r.Kills}, {"of them during a start", r.InStart},
		{"uploads acknowledged", r.Uploaded}, {"replacements", r.Replaced},
		{"created", r.Created}, {"changed", r.Changed}, {"synchronised", r.Synced}, {"deleted", r.Deleted},
	}
	var b strings.Builder
	for i, f := range figures {
		fmt.Fprintf(&b, "| %-22s | %7d |\n", f.name, f.n)
		if i == 0 {
			fmt.Fprintf(&b, "| %s | %s: |\n", strings.Repeat("-", 22), strings.Repeat("-", 6))
		}
	}
	for _, f := range faults {
		fmt.Fprintf(&b, "| %-22s | %7d |\n", f, r.faults[f])
	}
	for _, words := range r.words {
		fmt.Fprintln(&b, words)
	}
	return b.String()
}
