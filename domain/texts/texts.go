// Package texts says in words why a photo is refused and what happened at a
// door, in the languages of the panels. A reason's code or an event's key picks
// the words, its values fill them in.
//
// Each language has a file with a table for reasons, and one with a table for
// events. To add a language, write its tables, and put them and its constant
// into texts.go and events.go; to add a reason or an event, write its words into
// every table. The tests tell what is missing.
package texts

import (
	"cmp"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
)

// Language is one that texts exist in, by its ISO 639-1 code.
type Language string

// The languages: those of the panels' log (contract section 16, locale).
const (
	English   Language = "en"
	Russian   Language = "ru"
	Ukrainian Language = "uk"
	Polish    Language = "pl"
	Spanish   Language = "es"
	French    Language = "fr"
	Dutch     Language = "nl"
	Danish    Language = "da"
	Turkish   Language = "tr"
)

// Languages returns every language there is, English first.
func Languages() []Language {
	return []Language{English, Russian, Ukrainian, Polish, Spanish, French, Dutch, Danish, Turkish}
}

// tables hold the words of each language, with "{measured}" and "{limit}" where
// the numbers go. A key is a reason's code, or the code, a dot and the code of
// the rule where several rules give the same reason and need different words.
//
// A number comes with the sign of its unit where the unit is "share" or
// "degrees"; any other unit is among the words, and these never depend on the
// number: one px, two px, five px.
var tables = map[Language]map[string]Text{
	English:   english,
	Russian:   russian,
	Ukrainian: ukrainian,
	Polish:    polish,
	Spanish:   spanish,
	French:    french,
	Dutch:     dutch,
	Danish:    danish,
	Turkish:   turkish,
}

// Text is a reason in words.
type Text struct {
	Message string // one sentence: what is wrong, with the numbers where there are any
	Advice  string // a short imperative sentence for the person in front of the camera
}

// Of returns the words for a reason. In a language that there is not, and for a
// text that a language lacks, they are English. For a reason that English lacks
// too, the message is what the log says of it and there is no advice.
func (l Language) Of(r domain.Reason) Text {
	r = readable(r)
	for _, language := range []Language{l, English} {
		if t, ok := language.template(r); ok {
			return language.fill(t, r)
		}
	}
	return Text{Message: r.String()}
}

// template returns the words without the numbers, or false.
func (l Language) template(r domain.Reason) (Text, bool) {
	if t, ok := tables[l][r.Code+"."+r.Rule]; ok {
		return t, true
	}
	t, ok := tables[l][r.Code]
	return t, ok
}

// fill puts the numbers into the words. A value that the reason lacks is
// unknown. What a stranger wrote into a value is not looked at for placeholders.
func (l Language) fill(t Text, r domain.Reason) Text {
	measured, limit := l.written(r)
	values := strings.NewReplacer(
		"{measured}", cmp.Or(measured, unknown),
		"{limit}", cmp.Or(limit, unknown),
	)
	return Text{Message: values.Replace(t.Message), Advice: values.Replace(t.Advice)}
}
