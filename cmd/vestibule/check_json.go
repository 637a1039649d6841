package main

import (
	"encoding/json"
	"io"

	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

// jsonPrinter prints each photo as a line of JSON, in the form in which the API
// answers a check.
type jsonPrinter struct {
	out  *json.Encoder
	lang texts.Language
}

func newJSONPrinter(w io.Writer, lang texts.Language) *jsonPrinter {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &jsonPrinter{out: out, lang: lang}
}

func (p *jsonPrinter) print(c checked) error {
	if c.err != nil {
		return p.out.Encode(failedJSON{
			File:    c.path,
			Error:   c.err.Error(),
			Reasons: reportjson.Judgements(c.refusals(), rules.Refusal, p.lang),
		})
	}
	return p.out.Encode(checkedJSON{File: c.path, Report: reportjson.New(c.report, c.size, p.lang)})
}

func (p *jsonPrinter) finish() error { return nil }

type checkedJSON struct {
	File string `json:"file"`
	reportjson.Report
}

// failedJSON is a file that cannot be read or is no JPEG.
type failedJSON struct {
	File       string                 `json:"file"`
	Acceptable bool                   `json:"acceptable"` // false
	Error      string                 `json:"error"`
	Reasons    []reportjson.Judgement `json:"reasons"`
}
