package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

// explain says in one line why a photo was not taken: every reason with its
// advice, or the failure.
func explain(err error, lang texts.Language) string {
	if reasons := domain.ReasonsOf(err); len(reasons) > 0 {
		return inWords(reasons, lang)
	}
	return err.Error()
}

// inWords returns reasons in one line, each with its advice.
func inWords(reasons []domain.Reason, lang texts.Language) string {
	var words []string
	for _, r := range reasons {
		text := lang.Of(r)
		words = append(words, fmt.Sprintf("%s: %s %s", r.Code, text.Message, text.Advice))
	}
	return strings.Join(words, " ")
}

// inBrief returns reasons by their codes, with their numbers rounded: "blurred
// (sharpness 0.09, limit 0.15)".
func inBrief(reasons []domain.Reason) string {
	var words []string
	for _, r := range reasons {
		measured, isNumber := r.Measured.Number()
		limit, _ := r.Limit.Number()
		if isNumber {
			r.Measured = domain.Text(annotate.Number(measured, limit))
			r.Limit = domain.Text(annotate.Number(limit, measured))
		}
		words = append(words, r.String())
	}
	return strings.Join(words, ", ")
}

// printable returns a name of somebody else's choice as a terminal may get it:
// it moves no cursor and breaks no table.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, name)
}
