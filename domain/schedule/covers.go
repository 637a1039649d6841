package schedule

import "time"

// Covers reports whether an occurrence lies over the second of t, by the local
// clock of zone, which must not be nil.
//
// Occurrences are by the local clock: one on day d begins when the clock shows
// d and From's time of day, and ends when it shows To's time of day, as many
// days after d as To's day is after From's; with AllDay at the first and last
// second of those days. Both ends are included. It begins at the first moment
// at which the clock shows its beginning or later, and ends at the last moment
// at which the clock shows its end or earlier. So, where clocks change:
//
//   - an hour that the clock shows twice is covered both times, and what lies
//     between a beginning and an end in it as well;
//   - an occurrence that begins in a skipped hour begins when the clock is put
//     forward, and one that ends in it ends a second before that;
//   - an occurrence that lies in a skipped hour altogether is left out, as one
//     on 31 April is.
//
// An occurrence on From's own day that is not AllDay is From to To exactly.
//
// Nothing is covered outside the years MinYear to MaxYear, or by a spec whose
// times or repetition New refuses. Covers looks at the days that an occurrence
// over t can have begun on, about MaxSpan at most, however long ago From is.
func (s Spec) Covers(t time.Time, zone *time.Location) bool {
	if !inYears(t) || s.validateTimes() != nil {
		return false
	}
	o := newOccurrences(s, clock{zone})
	if !s.Repeat.Enabled {
		return o.covers(o.first, t.Unix())
	}
	rule := s.Repeat.rule(o.first)
	for d, last := o.candidates(t.Unix()); d <= last; d++ {
		if rule.on(d) && o.covers(d, t.Unix()) {
			return true
		}
	}
	return false
}

// occurrences are those of a spec by one local clock.
type occurrences struct {
	spec       Spec
	clock      clock
	first      day   // the local day of From
	length     day   // how many days after first the local day of To is
	begin, end int64 // the times of day, in seconds after midnight
}

func newOccurrences(s Spec, c clock) occurrences {
	from, to := c.at(s.From.Unix()), c.at(s.To.Unix())
	first, last := dayOf(from), dayOf(to)
	o := occurrences{spec: s, clock: c, first: first, length: last - first, begin: 0, end: daySeconds - 1}
	if !s.AllDay {
		o.begin, o.end = from-first.midnight(), to-last.midnight()
	}
	return o
}

// candidates returns the first and the last day on which an occurrence over
// the moment can begin. It is a day wider than it seems: a clock that is put
// back over midnight shows the end of a day twice.
func (o occurrences) candidates(moment int64) (from, to day) {
	today := dayOf(o.clock.at(moment))
	from, to = today-o.length-1, today+1
	if until := o.spec.Repeat.Until; !until.IsZero() {
		to = min(to, dayOf(o.clock.at(until.Unix()))+1)
	}
	return max(from, o.first), to
}

// covers reports whether there is an occurrence on day d and lies over the
// moment.
func (o occurrences) covers(d day, moment int64) bool {
	begin, end := o.span(d)
	if until := o.spec.Repeat.Until; !until.IsZero() && begin > until.Unix() {
		return false
	}
	return begin <= moment && moment <= end
}

// span returns the first and the last moment of an occurrence on day d. One
// that the clock skips ends before it begins.
func (o occurrences) span(d day) (begin, end int64) {
	if d == o.first && !o.spec.AllDay {
		return o.spec.From.Unix(), o.spec.To.Unix()
	}
	return o.clock.first(d.midnight() + o.begin), o.clock.last((d + o.length).midnight() + o.end)
}
