package identifier

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// Change is what a client wants changed; what is nil stays as it is. Two
// clients that change different things at the same time both get their way.
type Change struct {
	OwnerName *string
	OwnerType *OwnerType
	Type      *Type
	Number    *string
	Lock      *Lock
	Time      WindowChange
	Passes    *Passes
}

// WindowChange is what a client wants changed of a time window. A zero From or
// To opens that end.
type WindowChange struct {
	Permanent *bool
	From, To  *time.Time
}

// Replace returns the change after which everything is as s says.
func Replace(s Spec) Change {
	return Change{
		OwnerName: &s.Owner.Name, OwnerType: &s.Owner.Type,
		Type: &s.Type, Number: &s.Number, Lock: &s.Lock,
		Time:   WindowChange{&s.Validity.Time.Permanent, &s.Validity.Time.From, &s.Validity.Time.To},
		Passes: &s.Validity.Passes,
	}
}

// applied returns a window after the change. An end that is given limits a
// window that nothing is said of; one that becomes permanent loses the ends
// that nothing is said of.
func (c WindowChange) applied(w TimeWindow) TimeWindow {
	if c.Permanent != nil && *c.Permanent {
		w = TimeWindow{}
	}
	set(&w.From, c.From)
	set(&w.To, c.To)
	if given(c.From) || given(c.To) {
		w.Permanent = false
	}
	set(&w.Permanent, c.Permanent)
	return w
}

func given(end *time.Time) bool { return end != nil && !end.IsZero() }

// Changed returns the identifier after a change. The number of a face is
// ignored. A face stays a face, and nothing else becomes one: a face is what it
// is by its enrolment. Passes that were used stay used. The error is
// KindInvalid or KindInvalidTimes and says what is wrong.
func (i Identifier) Changed(c Change) (Identifier, error) {
	s := i.spec
	set(&s.Owner.Name, c.OwnerName)
	set(&s.Owner.Type, c.OwnerType)
	set(&s.Type, c.Type)
	set(&s.Lock, c.Lock)
	s.Validity.Time = c.Time.applied(s.Validity.Time)
	set(&s.Validity.Passes, c.Passes)
	if s.Type != i.spec.Type && (s.Type == FaceID || i.spec.Type == FaceID) {
		return Identifier{}, domain.E(domain.KindInvalid, "a %s cannot become a %.64q", i.spec.Type, s.Type)
	}
	if s.Type != FaceID {
		set(&s.Number, c.Number)
	}
	if err := s.validate(); err != nil {
		return Identifier{}, err
	}
	i.passesLeft = s.Validity.Passes.leftAfter(i.used())
	i.spec = s
	return i, nil
}

// set writes a value that is there.
func set[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}
