package brokenjpeg

import (
	"fmt"
	"iter"
)

// Files returns one in thin of all files, 1 for all of them, with a name for each.
// A file may share memory with others: do not change it.
func Files(thin int) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		out := output{thin: thin, yield: yield}
		for _, base := range bases() {
			out.base = base.name
			out.whole(base.jpeg)
			out.cut(base.jpeg)
			out.segments(base.jpeg)
			out.frames(base.jpeg)
			out.scans(base.jpeg)
			out.tables(base.jpeg)
			out.restarts(base.jpeg)
			out.applications(base.jpeg)
			out.flipped(base.jpeg)
		}
		out.base, out.thin = "none", 1
		out.extremes()
	}
}

// output is where files go.
type output struct {
	thin  int
	yield func(string, []byte) bool

	base  string
	made  int // files so far
	ended bool
}

// add puts out a file, if its turn has come.
func (o *output) add(jpeg []byte, format string, args ...any) {
	o.made++
	if o.ended || o.made%o.thin != 0 {
		return
	}
	o.ended = !o.yield(o.base+": "+fmt.Sprintf(format, args...), jpeg)
}
