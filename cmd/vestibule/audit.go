package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/annotate"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

type auditCommand struct {
	dataSettings  `embed:""`
	modelSettings `embed:""`
	photoSettings `embed:""`
	wordSettings  `embed:""`
	logSettings   `embed:""`

	JSON bool `name:"json" help:"Print a JSON object for each portrait with a finding, one a line; the summary goes to standard error then."`
}

func (c *auditCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings, c.modelSettings, c.photoSettings)
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	if !sqlite.Exists(c.Data) {
		return fmt.Errorf("there is no database in %s", c.Data)
	}
	auditor, cleanup, err := vestibule.OpenAuditor(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	bar := newProgress(std.err)
	audited, err := auditor.Audit(onConsole(ctx), config.Profile, bar.step)
	bar.clear()
	if err != nil {
		return err
	}
	if len(audited) == 0 {
		_, err := fmt.Fprintf(std.out, "no portrait is enrolled in %s\n", c.Data)
		return err
	}
	return c.print(std, audited)
}

// print prints what there is to do, and says whether anything is refused.
func (c *auditCommand) print(std streams, audited []app.Audited) error {
	var work []app.Audited
	refused := 0
	for _, a := range audited {
		switch annotate.Worst(a.Report) {
		case rules.OK:
			continue
		case rules.Refusal:
			refused++
		}
		work = append(work, a)
	}
	list, summary := c.table, std.out
	if c.JSON {
		list, summary = c.lines, std.err
	}
	if err := list(std.out, work); err != nil {
		return err
	}
	fmt.Fprintf(summary, "%d portraits: %d refused, %d with warnings, %d without findings\n",
		len(audited), refused, len(work)-refused, len(audited)-len(work))
	if refused > 0 {
		return errReported
	}
	return nil
}

// table prints a row for each portrait: what to do first, then all that is
// wrong, which may be long.
func (c *auditCommand) table(w io.Writer, work []app.Audited) error {
	if len(work) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "uid\tname\tverdict\tadvice\treasons\n")
	for _, a := range work {
		reasons := append(a.Report.Refusals(), a.Report.Warnings()...)
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\n", a.UID, printable(a.Name), annotate.Worst(a.Report), c.Locale.Of(reasons[0]).Advice, inBrief(reasons))
	}
	return t.Flush()
}

// lines prints a line of JSON for each portrait.
func (c *auditCommand) lines(w io.Writer, work []app.Audited) error {
	out := jsonLines(w)
	for _, a := range work {
		report := reportjson.New(a.Report, 0, c.Locale)
		if err := out.Encode(auditedJSON{
			UID:        a.UID,
			Name:       a.Name,
			Acceptable: report.Acceptable,
			Accepted:   a.Accepted,
			Profile:    report.Profile,
			Measures:   report.Measures,
			Reasons:    report.Reasons,
		}); err != nil {
			return err
		}
	}
	return nil
}

// auditedJSON is a portrait with a finding.
type auditedJSON struct {
	UID        identifier.UID         `json:"uid"`
	Name       string                 `json:"name"`
	Acceptable bool                   `json:"acceptable"`
	Accepted   string                 `json:"accepted"` // the profile that accepted it then; empty before there were profiles
	Profile    string                 `json:"profile"`  // what it was held against now
	Measures   []reportjson.Measure   `json:"measures"` // those that are not as they should be
	Reasons    []reportjson.Judgement `json:"reasons"`  // refusals, then warnings
}
