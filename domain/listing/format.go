package listing

import "strings"

// binding is how tightly a group of terms holds together. One that holds no
// tighter than what is around it needs parentheses.
type binding int

const (
	loose     binding = iota // nothing is around it
	disjoined                // by or
	conjoined                // by and
)

// Format writes a filter in the dialect of Schema.ParseFilter, in one way only:
// small letters, one space between words, quotes round texts and none round
// numbers, and no parentheses but those the tree needs. The nil Filter is "".
//
// ParseFilter reads back an equal tree, if it made the tree itself or could
// have. Of others, an And or Or of one term is written as that term, and what
// the dialect has no words for, such as an Or without terms, is written as
// something that ParseFilter refuses.
func Format(f Filter) string {
	if f == nil {
		return ""
	}
	var b strings.Builder
	f.write(&b, loose)
	return b.String()
}

func (c Comparison) write(b *strings.Builder, _ binding) {
	b.WriteString(string(c.Field))
	b.WriteByte(' ')
	b.WriteString(c.Operator.String())
	b.WriteByte(' ')
	b.WriteString(c.Value.literal())
}

func (a And) write(b *strings.Builder, within binding) {
	writeGroup(b, a.Terms, " and ", conjoined, within)
}

func (o Or) write(b *strings.Builder, within binding) {
	writeGroup(b, o.Terms, " or ", disjoined, within)
}

func (n Not) write(b *strings.Builder, _ binding) {
	b.WriteString("not ")
	// No group is held together as tightly as not holds its term.
	writeTerm(b, n.Term, conjoined)
}

// writeGroup writes terms with a word between. A group inside another of its
// kind has parentheses too: it is a tree of its own.
func writeGroup(b *strings.Builder, terms []Filter, between string, own, within binding) {
	if len(terms) == 1 {
		writeTerm(b, terms[0], within)
		return
	}
	parentheses := own <= within || len(terms) == 0
	if parentheses {
		b.WriteByte('(')
	}
	for i, term := range terms {
		if i > 0 {
			b.WriteString(between)
		}
		writeTerm(b, term, own)
	}
	if parentheses {
		b.WriteByte(')')
	}
}

func writeTerm(b *strings.Builder, term Filter, within binding) {
	if term == nil {
		b.WriteString("()")
		return
	}
	term.write(b, within)
}

// literal returns the value as a filter has it.
func (v Value) literal() string {
	if v.isNumber {
		return v.String()
	}
	return "'" + strings.ReplaceAll(v.text, "'", "''") + "'"
}
