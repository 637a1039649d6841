package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

// tablePrinter prints each photo for people to read.
type tablePrinter struct {
	w     io.Writer
	lang  texts.Language
	begun bool
}

func (p *tablePrinter) print(c checked) error {
	if p.begun {
		fmt.Fprintln(p.w)
	}
	p.begun = true
	fmt.Fprintln(p.w, printable(c.path))
	fmt.Fprintln(p.w, headline(c))
	if err := p.measures(c.report.Measures); err != nil {
		return err
	}
	p.reasons(c.refusals(), rules.Refusal)
	p.reasons(c.report.Warnings(), rules.Warning)
	return nil
}

func (p *tablePrinter) finish() error { return nil }

// headline is the verdict in a line.
func headline(c checked) string {
	switch warnings := len(c.report.Warnings()); {
	case c.err != nil && len(c.refusals()) == 0:
		return "not acceptable: " + printable(c.err.Error())
	case c.err != nil:
		return "not acceptable"
	case !c.acceptable():
		return "not acceptable, profile " + c.report.Profile
	case warnings > 0:
		return fmt.Sprintf("acceptable, profile %s, warnings: %d", c.report.Profile, warnings)
	default:
		return "acceptable, profile " + c.report.Profile
	}
}

// measures prints a row for each measure, worst first.
func (p *tablePrinter) measures(measures rules.Measures) error {
	if len(measures) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(p.w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "\nverdict\tmeasure\tvalue\tquality\tlimit\n")
	for _, row := range annotate.Rows(measures) {
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%s\n", row.Verdict, row.Code, row.Value, row.Component, row.Limit)
	}
	return t.Flush()
}

// reasons prints what is wrong in words.
func (p *tablePrinter) reasons(reasons []domain.Reason, v rules.Verdict) {
	for _, r := range reasons {
		text := p.lang.Of(r)
		fmt.Fprintf(p.w, "\n%s: %s\n%s\n", v, text.Message, text.Advice)
	}
}
