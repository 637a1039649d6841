package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// faceWidth is the measure whose column comes first: everybody asks for it.
const faceWidth = "face_width"

// unreadable is the reason for a file that cannot be read.
const unreadable = "unreadable"

// csvPrinter writes one table of all photos, and a line that sums it up. It
// writes at the end, so that half a table never looks like a whole one.
type csvPrinter struct {
	table   func([]byte) error // takes the table
	summary io.Writer
	notes   *progress

	rows   [][]string
	counts map[string]int // of the photos with a reason, by its code
	good   int
}

// newCSVPrinter returns a printer that writes table and summary.
func newCSVPrinter(table, summary io.Writer, notes *progress) *csvPrinter {
	write := func(text []byte) error {
		_, err := table.Write(text)
		return err
	}
	return &csvPrinter{table: write, summary: summary, notes: notes, counts: map[string]int{}}
}

// newCSVFile returns a printer that writes the table into a file. The error is
// that it could not.
func newCSVFile(path string, summary io.Writer, notes *progress) (*csvPrinter, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	write := func(text []byte) error { return os.WriteFile(path, text, 0o644) }
	return &csvPrinter{table: write, summary: summary, notes: notes, counts: map[string]int{}}, f.Close()
}

func (p *csvPrinter) print(c checked) error {
	reasons := codes(c.refusals())
	if c.err != nil && len(reasons) == 0 {
		reasons = []string{unreadable}
		p.notes.say("vestibule: %s: %v", c.path, c.err)
	}
	if c.acceptable() {
		p.good++
	}
	for _, code := range reasons {
		p.counts[code]++
	}
	p.rows = append(p.rows, csvRow(c, reasons))
	return nil
}

func (p *csvPrinter) finish() error {
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(append([][]string{csvHeader()}, p.rows...)); err != nil {
		return err
	}
	if err := p.table(text.Bytes()); err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.summary, p.sum())
	return err
}

// sum says how many photos are acceptable, and why the others are not: the most
// frequent reason first.
func (p *csvPrinter) sum() string {
	text := fmt.Sprintf("%d photos: %d acceptable, %d not", len(p.rows), p.good, len(p.rows)-p.good)
	if len(p.counts) == 0 {
		return text
	}
	frequent := slices.SortedFunc(maps.Keys(p.counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(p.counts[b], p.counts[a]), cmp.Compare(a, b))
	})
	for i, code := range frequent {
		frequent[i] = fmt.Sprintf("%s %d", code, p.counts[code])
	}
	return text + " (" + strings.Join(frequent, ", ") + ")"
}

// csvMeasures returns the measures that have a column of their own behind the
// others.
func csvMeasures() []string {
	var measures []string
	for _, r := range rules.All() {
		if r.Code != faceWidth {
			measures = append(measures, r.Code)
		}
	}
	return measures
}

func csvHeader() []string {
	return append([]string{"file", "acceptable", faceWidth, "reasons", "warnings"}, csvMeasures()...)
}

func csvRow(c checked, reasons []string) []string {
	width := ""
	if f := c.report.Face; f != nil {
		width = strconv.Itoa(f.Box.Width)
	}
	row := []string{c.path, strconv.FormatBool(c.acceptable()), width, strings.Join(reasons, " "), strings.Join(codes(c.report.Warnings()), " ")}
	values := map[string]string{}
	for _, m := range c.report.Measures {
		const digits = 6
		values[m.Code] = strconv.FormatFloat(m.Value, 'g', digits, 64)
	}
	for _, code := range csvMeasures() {
		row = append(row, values[code])
	}
	return row
}

// codes returns the codes of reasons, each once.
func codes(reasons []domain.Reason) []string {
	var codes []string
	for _, r := range reasons {
		if !slices.Contains(codes, r.Code) {
			codes = append(codes, r.Code)
		}
	}
	return codes
}
