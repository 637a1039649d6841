package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is a bar on standard error if that is a terminal, and otherwise
// nothing, so that logs stay clean.
type progress struct {
	w       io.Writer
	visible bool
	bar     *progressbar.ProgressBar // nil until the first step
}

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, visible: ok && term.IsTerminal(int(f.Fd()))}
}

// step shows how many of how many are done.
func (p *progress) step(done, all int) {
	if !p.visible {
		return
	}
	if p.bar == nil {
		const often = 100 * time.Millisecond
		p.bar = progressbar.NewOptions(all, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription("photos"),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(often), progressbar.OptionClearOnFinish())
	}
	_ = p.bar.Set(done) // what a terminal does not show is no failure
}

// say prints a line where the bar is; the bar comes back with the next step.
func (p *progress) say(format string, args ...any) {
	p.clear()
	fmt.Fprintf(p.w, format+"\n", args...)
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
