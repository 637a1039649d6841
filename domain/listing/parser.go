package listing

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// MaxText is how many bytes the text of a filter or of an order may have.
const MaxText = 4096

// parser reads the text of a filter or of an order, one token ahead.
type parser struct {
	what        string // "filter" or "order", for errors
	schema      Schema
	lexer       lexer
	token       token // the next one
	depth       int   // of what is being read
	comparisons int   // read so far
}

// parse returns a parser at the beginning of a text, or an error if nobody
// should read the text at all.
func (s Schema) parse(what, text string) (*parser, error) {
	p := &parser{what: what, schema: s, lexer: lexer{text: text}}
	if len(text) > MaxText {
		return nil, p.errorAt(MaxText, "expected the end: at most %d bytes are allowed", MaxText)
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return nil, p.errorAt(at, "expected no NUL")
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			return nil, p.errorAt(at, "expected UTF-8")
		}
		at += size
	}
	p.next()
	return p, nil
}

func (p *parser) next() { p.token = p.lexer.next() }

// take goes on if the next token is this word or mark, and says whether it was.
func (p *parser) take(text string) bool {
	if !p.token.is(text) {
		return false
	}
	p.next()
	return true
}

// field reads the name of a field of the schema.
func (p *parser) field() (Field, error) {
	field := Field(p.token.text)
	if _, ok := p.schema[field]; p.token.kind != wordToken || !ok {
		return "", p.expected(fmt.Sprintf("a field of %q", p.schema.Fields()))
	}
	p.next()
	return field, nil
}

// expected returns the error for a next token that is something else.
func (p *parser) expected(what string) error {
	return p.errorAt(p.token.at, "expected %s, found %s", what, p.token)
}

func (p *parser) errorAt(at int, format string, args ...any) error {
	return domain.E(domain.KindWrongParam, "%s: at byte %d: %s", p.what, at, fmt.Sprintf(format, args...))
}
