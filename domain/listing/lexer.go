package listing

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// token is a part of a filter's or an order's text.
type token struct {
	kind tokenKind
	text string // a quoted text without its quotes, anything else as it stands
	at   int    // where it begins, in bytes from 0
}

type tokenKind int

const (
	endToken     tokenKind = iota
	wordToken              // a field, an operator, and, or, not, asc, desc
	quotedToken            // a text in single quotes
	integerToken           // digits, and perhaps a sign before them
	markToken              // any other character
	unendedToken           // a text whose closing quote is missing
	nonIntToken            // what begins as an integer and goes on otherwise
)

// String says what was found, for an error. It does not repeat values: a number
// may be a code that somebody types at the door.
func (t token) String() string {
	switch t.kind {
	case wordToken:
		return fmt.Sprintf("the word %.*q", maxRepeated, t.text)
	case quotedToken:
		return "a text"
	case integerToken:
		return "an integer"
	case markToken:
		return fmt.Sprintf("%+q", []rune(t.text)[0])
	case unendedToken:
		return "a text without its closing quote"
	case nonIntToken:
		return "a number that is no integer"
	}
	return "the end"
}

// maxRepeated is how many characters of the input an error repeats at most.
const maxRepeated = 64

// is reports whether the token is this word, in any case, or this mark.
func (t token) is(text string) bool {
	return (t.kind == wordToken || t.kind == markToken) && strings.EqualFold(t.text, text)
}

// lexer takes a text apart. It finds no errors: what makes no sense is a token
// as well, which no rule of the grammar takes.
type lexer struct {
	text string
	at   int // of the first byte that is in no token yet
}

// next returns the next token, and for ever the end after the last.
func (l *lexer) next() token {
	for l.at < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.at]) >= 0 {
		l.at++
	}
	rest := l.text[l.at:]
	switch {
	case rest == "":
		return l.token(endToken, 0)
	case rest[0] == '\'':
		return l.quoted()
	case strings.IndexByte("+-0123456789", rest[0]) >= 0:
		return l.integer()
	case isWordByte(rest[0]) && rest[0] != '.':
		return l.token(wordToken, wordLength(rest))
	}
	_, size := utf8.DecodeRuneInString(rest)
	return l.token(markToken, size)
}

// token returns the next so many bytes as a token.
func (l *lexer) token(kind tokenKind, length int) token {
	t := token{kind, l.text[l.at : l.at+length], l.at}
	l.at += length
	return t
}

// quoted returns a text in single quotes. Two of them within are one of the
// text; no other character means anything but itself.
func (l *lexer) quoted() token {
	length := closingQuote(l.text[l.at+1:])
	if length < 0 {
		return l.token(unendedToken, len(l.text)-l.at)
	}
	t := l.token(quotedToken, length+2)
	t.text = strings.ReplaceAll(t.text[1:length+1], "''", "'")
	return t
}

// closingQuote returns where the first quote is that is not doubled, -1 if
// there is none.
func closingQuote(s string) int {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\'':
		case strings.HasPrefix(s[i+1:], "'"):
			i++
		default:
			return i
		}
	}
	return -1
}

// integer returns a number up to where a word would end: "12ab" is no 12.
func (l *lexer) integer() token {
	rest := l.text[l.at:]
	sign := 0
	if rest[0] == '+' || rest[0] == '-' {
		sign = 1
	}
	length := wordLength(rest[sign:])
	digits := rest[sign : sign+length]
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return l.token(nonIntToken, sign+length)
	}
	return l.token(integerToken, sign+length)
}

// wordLength returns how many bytes at the beginning of s a word can have.
func wordLength(s string) int {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return n
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '.'
}
