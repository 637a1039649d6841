package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/vestibule-id/vestibule/internal/licences"
)

// component is a component as CycloneDX 1.6 writes it: those fields that
// something is done with here, and the rest as it was.
type component map[string]any

// library describes one that no Go tool knows.
func library(name, version, purl string) component {
	return component{"bom-ref": purl, "type": "library", "name": name, "version": version, "scope": "required", "purl": purl}
}

// bom is a bill of materials, and of it what is changed here.
type bom struct {
	whole        map[string]json.RawMessage
	components   []component
	dependencies []dependency
	root         string // the program's bom-ref
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

func read(in io.Reader) (*bom, error) {
	b := &bom{}
	if err := json.NewDecoder(in).Decode(&b.whole); err != nil {
		return nil, fmt.Errorf("standard input is no bill of materials: %w", err)
	}
	var metadata struct {
		Component struct {
			Ref string `json:"bom-ref"`
		} `json:"component"`
	}
	for name, into := range map[string]any{"metadata": &metadata, "components": &b.components, "dependencies": &b.dependencies} {
		if err := json.Unmarshal(b.whole[name], into); err != nil {
			return nil, fmt.Errorf("the %s in the bill of materials: %w", name, err)
		}
	}
	b.root = metadata.Component.Ref
	return b, nil
}

// add adds components that the program depends on.
func (b *bom) add(all []component) {
	for _, c := range all {
		ref := c["bom-ref"].(string)
		b.components = append(b.components, c)
		b.dependencies = append(b.dependencies, dependency{Ref: ref})
		for i := range b.dependencies {
			if b.dependencies[i].Ref == b.root {
				b.dependencies[i].DependsOn = append(b.dependencies[i].DependsOn, ref)
			}
		}
	}
}

// license gives every component its licence. One whose licence nobody has
// looked at is an error.
func (b *bom) license(known []licences.Component) error {
	byName := map[any]string{}
	for _, k := range known {
		byName[k.Name] = k.Licence
	}
	for _, c := range b.components {
		licence, ok := byName[c["name"]]
		if !ok {
			return fmt.Errorf("the licence of %v is not in internal/licences/third-party.csv", c["name"])
		}
		c["licenses"] = []any{map[string]any{"expression": licence}}
	}
	return nil
}

func (b *bom) write(out io.Writer) error {
	whole := map[string]any{}
	for name, value := range b.whole {
		whole[name] = value
	}
	whole["components"], whole["dependencies"] = b.components, b.dependencies
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false) // the addresses of packages have ampersands
	encoder.SetIndent("", "  ")
	return encoder.Encode(whole)
}
