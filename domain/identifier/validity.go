package identifier

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// AlwaysLeft is the number of passes left when passes are not limited.
const AlwaysLeft = -1

// Validity says when and how often an identifier opens. Permanent is the
// validity of a client that says nothing.
type Validity struct {
	Time   TimeWindow
	Passes Passes
}

// Permanent returns a validity without limits.
func Permanent() Validity {
	return Validity{Time: TimeWindow{Permanent: true}, Passes: Passes{Permanent: true}}
}

// TimeWindow is a span of time, both ends included, in whole seconds. A zero
// From or To leaves that end open. Permanent ignores both.
type TimeWindow struct {
	Permanent bool
	From, To  time.Time
}

// Passes limits how often an identifier opens. Permanent ignores Max.
type Passes struct {
	Permanent bool
	Max       int // 1 or more
}

func (v Validity) validate() error {
	w := v.Time
	if !w.Permanent && !w.From.IsZero() && !w.To.IsZero() && w.From.After(w.To) {
		return domain.E(domain.KindInvalidTimes, "validity begins at %d, after it ends at %d", w.From.Unix(), w.To.Unix())
	}
	if !v.Passes.Permanent && v.Passes.Max < 1 {
		return domain.E(domain.KindInvalid, "at most %d passes, must be 1 or more", v.Passes.Max)
	}
	return nil
}

// Ahead reports whether the window begins after the time now.
func (w TimeWindow) Ahead(now time.Time) bool {
	return !w.Permanent && !w.From.IsZero() && now.Before(w.From)
}

// Ended reports whether the window ended before the second of now.
func (w TimeWindow) Ended(now time.Time) bool {
	return !w.Permanent && !w.To.IsZero() && now.Truncate(time.Second).After(w.To)
}
