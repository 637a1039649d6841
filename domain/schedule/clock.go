package schedule

import (
	"sort"
	"time"
)

// A moment here is in Unix seconds. A reading is what a local clock shows at a
// moment, date and time, as the Unix seconds of a clock in UTC that shows the
// same.

// maxOffset is more seconds than the clocks of any zone that changes them are
// away from UTC (RFC 9636, section 3.2).
const maxOffset = 26 * 60 * 60

// clock is the local clock of a zone. Since 1970 no zone has changed it twice
// within six days, so that there is at most one change within 2*maxOffset.
// time.Time.ZoneBounds would find them all, but is not exact past a zone's
// table of changes, from 2038 on.
type clock struct{ zone *time.Location }

// offset returns how many seconds the clock is ahead of UTC at a moment.
func (c clock) offset(moment int64) int64 {
	_, offset := time.Unix(moment, 0).In(c.zone).Zone()
	return int64(offset)
}

// at returns the reading at a moment.
func (c clock) at(moment int64) int64 { return moment + c.offset(moment) }

// first returns the first moment at which the clock shows the reading or a
// later one. If the clock skips the reading, that is when it is put forward;
// if it shows it twice, the first time.
func (c clock) first(reading int64) int64 {
	early, late := c.moments(reading)
	switch reading {
	case c.at(early):
		return early
	case c.at(late):
		return late
	}
	return c.change(early, late)
}

// last returns the last moment at which the clock shows the reading or an
// earlier one. If the clock skips the reading, that is the second before it is
// put forward; if it shows it twice, the second time.
func (c clock) last(reading int64) int64 {
	early, late := c.moments(reading)
	switch reading {
	case c.at(late):
		return late
	case c.at(early):
		return early
	}
	return c.change(early, late) - 1
}

// moments returns the two moments, or twice the same, at which the clock can
// show the reading. If it shows it at neither, it is put forward between them.
func (c clock) moments(reading int64) (early, late int64) {
	before, after := c.offset(reading-maxOffset), c.offset(reading+maxOffset)
	return reading - max(before, after), reading - min(before, after)
}

// change returns the first moment with another offset than early has, late at
// the latest.
func (c clock) change(early, late int64) int64 {
	before := c.offset(early)
	return early + int64(sort.Search(int(late-early), func(seconds int) bool {
		return c.offset(early+int64(seconds)) != before
	}))
}
