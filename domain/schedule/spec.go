package schedule

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// Limits of a time profile.
const (
	MaxName = 255 // characters in a name
	MinYear = 1970
	MaxYear = 9999 // of every time, in UTC

	// MaxSpan is how long an occurrence that repeats may last. It bounds how
	// many of them can lie over one moment.
	MaxSpan = 366 * 24 * time.Hour
)

// Spec is what a client says about a time profile.
type Spec struct {
	Name   string
	AllDay bool // is_all_day

	// From and To are the first occurrence, both ends included. With AllDay it
	// is whole local days, from the day of From to the day of To.
	From, To time.Time

	Repeat Repeat
}

func (s Spec) validate() error {
	if strings.TrimSpace(s.Name) == "" {
		return domain.E(domain.KindInvalid, "a time profile has no name")
	}
	if n := utf8.RuneCountInString(s.Name); n > MaxName {
		return domain.E(domain.KindInvalid, "time profile name has %d characters, at most %d are allowed", n, MaxName)
	}
	return s.validateTimes()
}

func (s Spec) validateTimes() error {
	for _, t := range []time.Time{s.From, s.To} {
		if !inYears(t) {
			return outsideYears(t)
		}
	}
	if s.From.After(s.To) {
		return domain.E(domain.KindInvalidTimes, "time profile begins at %d, after it ends at %d", s.From.Unix(), s.To.Unix())
	}
	if span := s.To.Sub(s.From); s.Repeat.Enabled && span > MaxSpan {
		return domain.E(domain.KindInvalidTimes, "an occurrence that repeats lasts %v, at most %v are allowed", span, MaxSpan)
	}
	return s.Repeat.validate(s.From)
}

func inYears(t time.Time) bool {
	year := t.UTC().Year()
	return MinYear <= year && year <= MaxYear
}

func outsideYears(t time.Time) error {
	return domain.E(domain.KindInvalidTimes, "time %d of a time profile is not in the years %d to %d", t.Unix(), MinYear, MaxYear)
}

// normal returns a copy of s with its times in UTC and whole seconds.
func (s Spec) normal() Spec {
	s = s.clone()
	for _, t := range []*time.Time{&s.From, &s.To, &s.Repeat.Until} {
		*t = t.UTC().Truncate(time.Second)
	}
	return s
}

// clone returns a copy of s that shares no slice with it. An empty slice
// becomes nil: both mean the same, so both look the same.
func (s Spec) clone() Spec {
	c := &s.Repeat.Custom
	c.Weekdays = slices.Concat(c.Weekdays)
	c.MonthDays = slices.Concat(c.MonthDays)
	c.Months = slices.Concat(c.Months)
	return s
}
