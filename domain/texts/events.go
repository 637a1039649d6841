package texts

import "github.com/vestibule-id/vestibule/domain/event"

// eventTables hold the words of each language for events.
var eventTables = map[Language]eventWords{
	English:   englishEvents,
	Russian:   russianEvents,
	Ukrainian: ukrainianEvents,
	Polish:    polishEvents,
	Spanish:   spanishEvents,
	French:    frenchEvents,
	Dutch:     dutchEvents,
	Danish:    danishEvents,
	Turkish:   turkishEvents,
}

// eventWords are the words of one language for events. Those in texts are
// templates, which particulars.go explains.
type eventWords struct {
	texts   map[event.Key]EventText
	types   map[string]string // of identifiers, as panels write them
	denials map[string]string // why access was denied, by its code
}

// EventText is an event in words, without a full stop, as panels write it.
type EventText struct {
	Name string // a short title
	Info string // one sentence with the particulars that the event has
}

// OfEvent returns the words for an event. In a language that there is not, and
// for an event that a language lacks, they are English. For an event that
// English lacks too, both are its key.
//
// What a stranger wrote into an event is not looked at for placeholders, and
// characters of it that would break the line or reverse it become U+FFFD. A
// detail that has no words, as the reason a photo was refused for, is there as
// the code it is.
func (l Language) OfEvent(e event.Event) EventText {
	for _, language := range []Language{l, English} {
		words := eventTables[language]
		if t, ok := words.texts[e.Key]; ok {
			return EventText{Name: t.Name, Info: words.particulars(e).put(t.Info)}
		}
	}
	return EventText{Name: string(e.Key), Info: string(e.Key)}
}
