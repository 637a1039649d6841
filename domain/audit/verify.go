package audit

import (
	"fmt"
	"iter"
)

// Finding is what Verify found.
type Finding struct {
	Head      Head   // the last entry up to which the chain holds, or the origin
	Break     *Break // the first place where it does not; nil if it holds to the end
	Backwards int    // entries that are older than the one before: a clock was set back, which is no fault of the log
}

// Break is a place where a log is not as it was written.
type Break struct {
	Seq int64  // the entry
	Why string // what is wrong with it, for people: "it is missing: …"
}

// Verify reads a log from its beginning to its end, or to the first place where
// it is not as it was written. It must begin at the origin and, if a head of it
// was noted down, still contain that. The error is that of the entries, if they
// cannot be read.
func Verify(origin Head, entries iter.Seq2[Entry, error], noted *Head) (Finding, error) {
	f := Finding{Head: origin}
	if f.Break = contradiction(f.Head, noted); f.Break != nil {
		return f, nil
	}
	last := Entry{}
	for e, err := range entries {
		if err != nil {
			return f, err
		}
		if f.Break = fault(f.Head, e); f.Break == nil {
			f.Break = contradiction(e.Head(), noted)
		}
		if f.Break != nil {
			return f, nil
		}
		if e.At.Before(last.At) {
			f.Backwards++
		}
		f.Head, last = e.Head(), e
	}
	if noted != nil && noted.Seq > f.Head.Seq {
		f.Break = &Break{Seq: f.Head.Seq + 1, Why: fmt.Sprintf("it is missing, and all after it: the head that was noted down is entry %d", noted.Seq)}
	}
	return f, nil
}

// fault returns what is wrong with an entry that comes after a head.
func fault(last Head, e Entry) *Break {
	next := last.Seq + 1
	switch {
	case e.Seq > next:
		return &Break{Seq: next, Why: fmt.Sprintf("it is missing: entry %d is the next that there is", e.Seq)}
	case e.Seq < next:
		return &Break{Seq: e.Seq, Why: fmt.Sprintf("it is out of place: entry %d should come here", next)}
	case e.Hash != e.sum():
		return &Break{Seq: e.Seq, Why: "its hash is not that of what it says: it was changed"}
	case e.Previous != last.Hash && last.Seq == 0:
		return &Break{Seq: e.Seq, Why: "it does not begin the log of this installation"}
	case e.Previous != last.Hash:
		return &Break{Seq: e.Seq, Why: fmt.Sprintf("it followed another entry %d than the one that is there", last.Seq)}
	}
	return nil
}

// contradiction returns what is wrong with a head if another one was noted down
// for the same place.
func contradiction(h Head, noted *Head) *Break {
	if noted == nil || noted.Seq != h.Seq || noted.Hash == h.Hash {
		return nil
	}
	if h.Seq == 0 {
		return &Break{Why: "the head that was noted down is that of another installation's log"}
	}
	return &Break{Seq: h.Seq, Why: "its hash is not the one that was noted down: the log was written anew"}
}
