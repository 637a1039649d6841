package listing

import (
	"slices"
	"testing"
)

// schema is that of the parsers' tests: a field of each type, and names of
// every shape.
var schema = Schema{
	"identifier_number":     TextField,
	"identifier_owner.name": TextField,
	"lock":                  TextField,
	"Lock":                  TextField,
	"_x1":                   TextField,
	"uid":                   NumberField,
	"since":                 NumberField,
	"a":                     NumberField,
	"b":                     NumberField,
	"c":                     NumberField,
	"d":                     NumberField,
}

func TestFieldsAreSorted(t *testing.T) {
	want := []Field{"Lock", "_x1", "a", "b", "c", "d", "identifier_number", "identifier_owner.name", "lock", "since", "uid"}
	if got := schema.Fields(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (Schema{}).Fields(); len(got) != 0 {
		t.Errorf("an empty schema has %q", got)
	}
}
