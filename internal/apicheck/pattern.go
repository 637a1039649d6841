package apicheck

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// maxRepeats is how often something is repeated that has no end.
const maxRepeats = 4

// matching makes a text that a pattern matches. Anchors are taken to be where
// they must be.
func (m maker) matching(pattern string) string {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic("a pattern that was compiled before: " + err.Error())
	}
	var b strings.Builder
	m.match(&b, parsed)
	return b.String()
}

func (m maker) match(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(m.oneOf(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteRune(pick(m, readable))
	case syntax.OpAlternate:
		m.match(b, pick(m, re.Sub))
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range re.Sub {
			m.match(b, sub)
		}
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		for range m.times(re) {
			m.match(b, re.Sub[0])
		}
	}
}

// times chooses how often a part is repeated.
func (m maker) times(re *syntax.Regexp) int {
	least, most := re.Min, re.Max
	switch re.Op {
	case syntax.OpStar:
		least, most = 0, -1
	case syntax.OpPlus:
		least, most = 1, -1
	case syntax.OpQuest:
		least, most = 0, 1
	}
	if most < 0 {
		most = least + maxRepeats
	}
	return least + m.rng.IntN(most-least+1)
}

// readable has characters that people write, to take from wide classes, most of
// which nobody does.
var readable = []rune("aZ5 -'.é王")

// oneOf chooses a character of a class, which is pairs of first and last.
func (m maker) oneOf(class []rune) rune {
	var known []rune
	for _, r := range readable {
		if inClass(class, r) {
			known = append(known, r)
		}
	}
	if wide := class[len(class)-1] > 0xff; wide && len(known) > 0 && !m.oneIn(8) {
		return pick(m, known)
	}
	i := 2 * m.rng.IntN(len(class)/2)
	r := class[i] + m.rng.Int32N(class[i+1]-class[i]+1)
	if !utf8.ValidRune(r) { // a surrogate
		return class[i]
	}
	return r
}

func inClass(class []rune, r rune) bool {
	for i := 0; i < len(class); i += 2 {
		if class[i] <= r && r <= class[i+1] {
			return true
		}
	}
	return false
}
