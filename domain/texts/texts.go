// Package texts says in words why a photo is refused, in the languages of the
// panels. A reason's code picks the words, its numbers fill them in.
//
// Each language has one file with one table. To add a language, write its
// table, and put it and its constant into this file; to add a reason, write its
// words into every table. The tests tell what is missing.
package texts

import (
	"cmp"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
)

// Language is one that texts exist in, by its ISO 639-1 code.
type Language string

// The languages: the panels' own (BAS-IP API, locale).
const (
	English   Language = "en"
	Russian   Language = "ru"
	Ukrainian Language = "uk"
	Polish    Language = "pl"
	Spanish   Language = "es"
	French    Language = "fr"
	Dutch     Language = "nl"
)

// Languages returns every language there is, English first.
func Languages() []Language {
	return []Language{English, Russian, Ukrainian, Polish, Spanish, French, Dutch}
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
