package main

import (
	"strings"
	"unicode/utf8"
)

// table is a table in Markdown: a header and rows of as many cells.
type table struct {
	header []string
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String implements fmt.Stringer. Columns are as wide as their widest cell and
// stand to the right, as figures do.
func (t *table) String() string {
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	rule := make([]string, len(widths))
	for i, w := range widths {
		rule[i] = strings.Repeat("-", max(w-1, 1)) + ":"
	}
	var b strings.Builder
	for _, row := range append([][]string{t.header, rule}, t.rows...) {
		for i, cell := range row {
			b.WriteString("| " + strings.Repeat(" ", max(widths[i]-utf8.RuneCountInString(cell), 0)) + cell + " ")
		}
		b.WriteString("|\n")
	}
	return b.String()
}
