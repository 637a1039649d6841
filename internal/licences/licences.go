// Package licences knows what a program of Vestibule is made of besides its
// own code, and under which licences.
package licences

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

// Part says how a component gets to where the program runs.
type Part string

const (
	Module Part = "module" // a Go module, compiled in
	Inside Part = "inside" // something else that is compiled in
	Beside Part = "beside" // a shared library of the distribution, loaded at the start
)

// Component is something that others wrote.
type Component struct {
	Part    Part
	Name    string // a module path; the name of a Debian package for what lies beside
	Licence string // an SPDX expression
	Flags   []string
	Note    string
}

//go:embed third-party.csv
var table string

// Components returns all components, as third-party.csv lists them.
func Components() ([]Component, error) {
	lines := csv.NewReader(strings.NewReader(table))
	lines.FieldsPerRecord = 5
	rows, err := lines.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("third-party.csv: %w", err)
	}
	var components []Component
	for _, row := range rows[1:] { // without the header
		components = append(components, Component{
			Part: Part(row[0]), Name: row[1], Licence: row[2], Flags: strings.Fields(row[3]), Note: row[4],
		})
	}
	return components, nil
}

//go:embed notices.txt
var notices string

// Notices returns the licences of Vestibule and of all Go modules in it, each
// text once, as those who pass on a program have to pass them on.
func Notices() string { return notices }
