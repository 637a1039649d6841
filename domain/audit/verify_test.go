package audit

import (
	"errors"
	"iter"
	"slices"
	"testing"
	"time"
)

// chain returns a log of so many entries, each of which differs from the others
// in every field.
func chain(count int) []Entry {
	var log []Entry
	for last := Origin(installation); len(log) < count; last = log[len(log)-1].Head() {
		n := len(log)
		log = append(log, Next(last, Entry{
			At:     noon.Add(time.Duration(n) * time.Millisecond),
			Actor:  string(rune('a' + n)),
			Action: Action(rune('k' + n)),
			UID:    int64(100 + n),
			Detail: string(rune('u' + n)),
		}))
	}
	return log
}

func all(log []Entry) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for _, e := range log {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// relinked makes the hashes anew from entry seq on, as somebody does who knows
// how they are made.
func relinked(log []Entry, seq int64) []Entry {
	for i := seq - 1; i < int64(len(log)); i++ {
		last := Origin(installation)
		if i > 0 {
			last = log[i-1].Head()
		}
		log[i] = Next(last, log[i])
	}
	return log
}

func TestVerify(t *testing.T) {
	edit := func(i int, change func(*Entry)) func([]Entry) []Entry {
		return func(log []Entry) []Entry { change(&log[i]); return log }
	}
	forged := func(after []Entry) Entry {
		return Next(after[len(after)-1].Head(), Entry{At: noon, Actor: "admin", Action: PortraitRead, UID: 7})
	}
	swap := func(a, b *Entry) { *a, *b = *b, *a }
	const changed = "its hash is not that of what it says: it was changed"
	for _, c := range []struct {
		name string
		log  func([]Entry) []Entry
		want *Break
	}{
		{"nothing was done to it", func(log []Entry) []Entry { return log }, nil},

		// One field.
		{"the time of one was changed", edit(2, func(e *Entry) { e.At = e.At.Add(time.Millisecond) }), &Break{3, changed}},
		{"the actor of one was changed", edit(2, func(e *Entry) { e.Actor = "x" }), &Break{3, changed}},
		{"the actor of one was removed", edit(2, func(e *Entry) { e.Actor = "" }), &Break{3, changed}},
		{"the action of one was changed", edit(2, func(e *Entry) { e.Action = "x" }), &Break{3, changed}},
		{"the uid of one was changed", edit(2, func(e *Entry) { e.UID++ }), &Break{3, changed}},
		{"the detail of one was changed", edit(2, func(e *Entry) { e.Detail += " " }), &Break{3, changed}},
		{"a bit of the hash of one was changed", edit(2, func(e *Entry) { e.Hash[31] ^= 1 }), &Break{3, changed}},
		{"a bit of the hash before one was changed", edit(2, func(e *Entry) { e.Previous[0] ^= 1 }), &Break{3, changed}},
		{"the first was changed", edit(0, func(e *Entry) { e.UID++ }), &Break{1, changed}},
		{"the last was changed", edit(4, func(e *Entry) { e.UID++ }), &Break{5, changed}},
		{"a text moved to the next field", edit(2, func(e *Entry) { e.Detail, e.Action = string(e.Action)+e.Detail, "" }), &Break{3, changed}},
		{"one was changed and got a new hash",
			edit(2, func(e *Entry) { e.UID++; e.Hash = e.sum() }), &Break{4, "it followed another entry 3 than the one that is there"}},

		// Entries that are gone.
		{"the first is gone", func(log []Entry) []Entry { return log[1:] }, &Break{1, "it is missing: entry 2 is the next that there is"}},
		{"one is gone", func(log []Entry) []Entry { return slices.Delete(log, 2, 3) }, &Break{3, "it is missing: entry 4 is the next that there is"}},
		{"two are gone", func(log []Entry) []Entry { return slices.Delete(log, 2, 4) }, &Break{3, "it is missing: entry 5 is the next that there is"}},
		{"one is gone and the rest moved up", func(log []Entry) []Entry {
			log = slices.Delete(log, 2, 3)
			log[2].Seq, log[3].Seq = 3, 4
			return log
		}, &Break{3, changed}},
		{"one is gone and the next got its number and a new hash", func(log []Entry) []Entry {
			log = slices.Delete(log, 2, 3)
			log[2].Seq = 3
			log[2].Hash = log[2].sum()
			return log
		}, &Break{3, "it followed another entry 2 than the one that is there"}},

		// Entries in another order.
		{"two were swapped", func(log []Entry) []Entry { swap(&log[1], &log[2]); return log }, &Break{2, "it is missing: entry 3 is the next that there is"}},
		{"two were swapped with their numbers", func(log []Entry) []Entry {
			swap(&log[1], &log[2])
			log[1].Seq, log[2].Seq = 2, 3
			return log
		}, &Break{2, changed}},

		// Entries that nobody wrote.
		{"one was put in between", func(log []Entry) []Entry { return slices.Insert(log, 3, forged(log[:2])) },
			&Break{3, "it is out of place: entry 4 should come here"}},
		{"one was put in between and the rest moved on", func(log []Entry) []Entry {
			log = slices.Insert(log, 2, forged(log[:2]))
			for i := range log {
				log[i].Seq = int64(i + 1)
			}
			return log
		}, &Break{4, changed}},
		{"one was put before all", func(log []Entry) []Entry { return slices.Insert(log, 0, Entry{Seq: 0}) },
			&Break{0, "it is out of place: entry 1 should come here"}},
		{"one was put behind all without its hash", func(log []Entry) []Entry { return append(log, Entry{Seq: 6, Previous: log[4].Hash}) },
			&Break{6, changed}},
		{"it is another installation's", func([]Entry) []Entry {
			return []Entry{Next(Origin("another"), Entry{At: noon})}
		}, &Break{1, "it does not begin the log of this installation"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := c.log(chain(5))
			found, err := Verify(Origin(installation), all(log), nil)
			if err != nil {
				t.Fatal(err)
			}
			wantBreak(t, found, c.want)
		})
	}
}

func wantBreak(t *testing.T, found Finding, want *Break) {
	t.Helper()
	switch got := found.Break; {
	case got == nil && want == nil:
	case got == nil || want == nil:
		t.Errorf("the break is %+v, want %+v", got, want)
	case *got != *want:
		t.Errorf("the break is %+v, want %+v", *got, *want)
	}
}

// What the chain alone does not show, a head shows that was noted down.
func TestVerifyAgainstAHeadThatWasNotedDown(t *testing.T) {
	full := chain(5)
	at := func(seq int) *Head { h := full[seq-1].Head(); return &h }
	origin := Origin(installation)
	rewritten := func(seq int64) []Entry {
		log := chain(5)
		log[seq-1].UID++
		return relinked(log, seq)
	}
	const cutOff = "it is missing, and all after it: the head that was noted down is entry 5"
	for _, c := range []struct {
		name  string
		log   []Entry
		noted *Head
		want  *Break
	}{
		{"it is the last", full, at(5), nil},
		{"it is one in between", full, at(3), nil},
		{"it is the first", full, at(1), nil},
		{"it is that of the empty log", full, &origin, nil},
		{"it is that of the empty log, which is still empty", nil, &origin, nil},

		{"the last was cut off", full[:4], at(5), &Break{5, cutOff}},
		{"the last two were cut off", full[:3], at(5), &Break{4, cutOff}},
		{"all were cut off", nil, at(5), &Break{1, cutOff}},
		{"the last was cut off, after what was noted down", full[:4], at(4), nil},

		{"all from the first on was written anew", rewritten(1), at(1), &Break{1, "its hash is not the one that was noted down: the log was written anew"}},
		{"all from the third on was written anew", rewritten(3), at(5), &Break{5, "its hash is not the one that was noted down: the log was written anew"}},
		{"all from the third on was written anew, after what was noted down", rewritten(3), at(2), nil},
		{"it is that of another installation", full, &Head{Hash: Origin("another").Hash},
			&Break{0, "the head that was noted down is that of another installation's log"}},

		{"another place is broken before it", slices.Delete(chain(5), 1, 2), at(5), &Break{2, "it is missing: entry 3 is the next that there is"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := Verify(origin, all(c.log), c.noted)
			if err != nil {
				t.Fatal(err)
			}
			wantBreak(t, found, c.want)
		})
	}
}

// That is why heads are noted down.
func TestTheChainAloneDoesNotShowThatAllFromSomewhereOnIsAnother(t *testing.T) {
	log := chain(5)
	log[2].UID++
	for name, log := range map[string][]Entry{"cut off": chain(5)[:3], "written anew": relinked(log, 3)} {
		if found, err := Verify(Origin(installation), all(log), nil); err != nil || found.Break != nil {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
	}
}

func TestVerifySaysWhereTheLogEnds(t *testing.T) {
	log := chain(5)
	for _, c := range []struct {
		name string
		log  []Entry
		want Head
	}{
		{"an empty one at the origin", nil, Origin(installation)},
		{"a whole one at its last entry", log, log[4].Head()},
		{"a broken one before the break", []Entry{log[0], log[1], log[3]}, log[1].Head()},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := Verify(Origin(installation), all(c.log), nil)
			if err != nil || found.Head != c.want {
				t.Errorf("got %+v, %v, want head %v", found, err, c.want)
			}
		})
	}
}

func TestAClockThatWasSetBackBreaksNothing(t *testing.T) {
	log := chain(5)
	log[2].At, log[4].At = noon.Add(-time.Hour), noon.Add(-time.Minute) // of which the fourth is later again
	found, err := Verify(Origin(installation), all(relinked(log, 1)), nil)
	if err != nil || found.Break != nil || found.Backwards != 2 {
		t.Errorf("got %+v, %v, want 2 entries that are older than the one before", found, err)
	}
	same := chain(5)
	for i := range same {
		same[i].At = noon
	}
	if found, err := Verify(Origin(installation), all(relinked(same, 1)), nil); err != nil || found.Break != nil || found.Backwards != 0 {
		t.Errorf("got %+v, %v, want none", found, err)
	}
}

func TestEntriesThatCannotBeReadAreNoBreak(t *testing.T) {
	disk := errors.New("disk")
	log := chain(2)
	found, err := Verify(Origin(installation), func(yield func(Entry, error) bool) {
		_ = yield(log[0], nil) && yield(log[1], nil) && yield(Entry{}, disk)
	}, nil)
	if !errors.Is(err, disk) || found.Break != nil {
		t.Errorf("got %+v, %v", found, err)
	}
}
