package domain

import (
	"strings"
	"unicode/utf8"
)

// Trimmed returns a text of a stranger's choice as UTF-8 of at most so many
// characters: it is cut after the last one allowed, and bytes that are no UTF-8
// become U+FFFD.
func Trimmed(s string, limit int) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	characters := 0
	for end := range s {
		if characters == limit {
			return s[:end]
		}
		characters++
	}
	return s
}
