package apicheck

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// check holds the values that a request or an answer has under one name
// against the document.
func (p parameter) check(values []string) error {
	if p.required && len(values) == 0 {
		return fmt.Errorf("%s %q is missing", p.in, p.name)
	}
	for _, text := range values {
		if p.schema == nil {
			continue
		}
		if err := p.schema.Validate(valueOf(text, p.schema)); err != nil {
			return fmt.Errorf("%s %q: %w", p.in, p.name, err)
		}
	}
	return nil
}

// valueOf returns what a text outside JSON means: a number or a truth value
// where a schema allows no text, itself otherwise.
func valueOf(text string, schema *jsonschema.Schema) any {
	types := typesOf(schema)
	if len(types) == 0 || slices.Contains(types, "string") {
		return text
	}
	value, err := decode([]byte(text))
	switch value.(type) {
	case json.Number, bool:
		if err == nil {
			return value
		}
	}
	return text
}

// typesOf returns the types that a schema allows, none if it does not say.
func typesOf(s *jsonschema.Schema) []string {
	for s.Types == nil && s.Ref != nil {
		s = s.Ref
	}
	if s.Types == nil {
		return nil
	}
	return s.Types.ToStrings()
}
