package event

import "slices"

// Mention says which events tell of a person. Those that are about a time
// profile, an apartment or an account tell of none, whatever its uid or name.
type Mention struct {
	UIDs []int64 // of identifiers
	Name string  // of their owner, byte for byte; "" for none
}

// In reports whether an event tells of the person.
func (m Mention) In(e Event) bool {
	s := e.Subject
	return s.Type != "" && (slices.Contains(m.UIDs, s.UID) || m.Name != "" && s.Name == m.Name)
}

// ErasedName stands in the log where the name of a person was.
const ErasedName = "(erased)"

// Erased returns the event without what tells whom it is about: name, number
// and address. What happened, when, and to which uid stays.
func (e Event) Erased() Event {
	e.Subject.Name, e.Subject.Number, e.Subject.Apartment = ErasedName, "", ""
	return e
}
