package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

// tally counts what uploads came to.
type tally struct {
	enrolled, refused, busy int
	failures                map[string]int  // all else, by what was said
	took                    []time.Duration // of those that were enrolled or refused
}

// count counts one upload that came to an error, or nil.
func (t *tally) count(err error, took time.Duration) {
	switch {
	case err == nil:
		t.enrolled++
	case errors.Is(err, client.ErrBusy):
		t.busy++
		return
	case isRefusal(err):
		t.refused++
	default:
		t.fail("upload", err)
		return
	}
	t.took = append(t.took, took)
}

// isRefusal reports whether a server took a photo up and did not like it.
func isRefusal(err error) bool {
	return errors.Is(err, client.ErrPhotoRefused) || errors.Is(err, client.ErrNoFace) || errors.Is(err, client.ErrWrongFormat)
}

// fail counts what should not have happened.
func (t *tally) fail(what string, err error) {
	if t.failures == nil {
		t.failures = map[string]int{}
	}
	t.failures[what+": "+cause(err).Error()]++
}

// cause returns the innermost error: around it are addresses and uids, by which
// no two errors would be equal.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

func (t *tally) add(other tally) {
	t.enrolled += other.enrolled
	t.refused += other.refused
	t.busy += other.busy
	t.took = append(t.took, other.took...)
	for text, n := range other.failures {
		if t.failures == nil {
			t.failures = map[string]int{}
		}
		t.failures[text] += n
	}
}

// photos returns how many photos the server looked at.
func (t *tally) photos() int { return len(t.took) }

// failed returns how many calls came to nothing that they should.
func (t *tally) failed() (n int) {
	for _, of := range t.failures {
		n += of
	}
	return n
}

// percentile returns the time that p of 100 uploads, more than 0, did not
// exceed: the nearest rank, so it is that of one of them. It is 0 if there was
// none.
func (t *tally) percentile(p float64) time.Duration {
	if len(t.took) == 0 {
		return 0
	}
	slices.Sort(t.took)
	rank := int(math.Ceil(p * float64(len(t.took)) / 100))
	return t.took[max(rank, 1)-1]
}

// mean returns how long an upload took; 0 if there was none.
func (t *tally) mean() time.Duration {
	if len(t.took) == 0 {
		return 0
	}
	var sum time.Duration
	for _, d := range t.took {
		sum += d
	}
	return sum / time.Duration(len(t.took))
}

// listFailures prints what should not have happened, the most frequent first.
func listFailures(w io.Writer, failures map[string]int) {
	const most = 10 // lines
	texts := slices.SortedFunc(maps.Keys(failures), func(a, b string) int {
		return cmp.Or(failures[b]-failures[a], cmp.Compare(a, b))
	})
	for i, text := range texts {
		if i == most {
			fmt.Fprintf(w, "- and %d others\n", len(texts)-most)
			return
		}
		fmt.Fprintf(w, "- %d times %s\n", failures[text], text)
	}
}
