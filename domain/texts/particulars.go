package texts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain/event"
)

// particulars are what the words of an event can say of it: a value for each
// placeholder, "" for what the event lacks.
//
// Any but {lock} may be lacking. So it stands in brackets, with the words that
// make no sense without it:
//
//	[Card {number}|A card] was used[, owner {name}]
//
// Of the alternatives between "|", the first is taken that lacks nothing; if
// each lacks something, none is. No word depends on a value: a name has neither
// case nor gender here.
type particulars map[string]string

// particulars returns those of an event in the language of the words.
func (w eventWords) particulars(e event.Event) particulars {
	s := e.Subject
	detail := s.Detail
	// A photo may be refused for "no_face" as well, which is another thing.
	if e.Key.Category() == event.Access {
		detail = worded(w.denials, detail)
	}
	return particulars{
		"{account}":   visible(e.Account),
		"{uid}":       uid(s.UID),
		"{name}":      visible(s.Name),
		"{number}":    visible(s.Number),
		"{type}":      visible(worded(w.types, s.Type)),
		"{lock}":      strconv.Itoa(s.Lock),
		"{apartment}": visible(s.Apartment),
		"{detail}":    visible(detail),
	}
}

// worded returns the words for a code, or the code if there are none.
func worded(words map[string]string, code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return code
}

// uid returns the uid in digits, "" for none.
func uid(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// visible returns a value as it can stand in a line: without space at its ends,
// and with U+FFFD for what would break the line, change its direction or is no
// UTF-8.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return utf8.RuneError
		}
		return r
	}, strings.TrimSpace(s))
}

var (
	choice      = regexp.MustCompile(`\[[^\[\]]*\]`)
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
)

// put returns the words of a template with the values. A value is not looked at
// for brackets and placeholders: the brackets are gone when it comes in, and it
// comes in by the one pass there is.
func (ps particulars) put(template string) string {
	chosen := choice.ReplaceAllStringFunc(template, ps.choose)
	return placeholder.ReplaceAllStringFunc(chosen, func(p string) string { return ps[p] })
}

// choose returns the first of the alternatives in brackets that lacks nothing.
func (ps particulars) choose(brackets string) string {
	for alternative := range strings.SplitSeq(strings.Trim(brackets, "[]"), "|") {
		if !ps.lackedBy(alternative) {
			return alternative
		}
	}
	return ""
}

// lackedBy reports whether a placeholder in the words has no value.
func (ps particulars) lackedBy(words string) bool {
	return slices.ContainsFunc(placeholder.FindAllString(words, -1), func(p string) bool { return ps[p] == "" })
}
