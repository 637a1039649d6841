package event

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/listing"
)

func TestFields(t *testing.T) {
	tests := []struct {
		field listing.Field
		want  listing.Value
	}{
		{"timestamp", listing.Number(1767259941337)},
		{"category", listing.Text("access")},
		{"priority", listing.Text("medium")},
		{"name", listing.Text("access_granted_by_valid_identifier")},
		{"account", listing.Text("admin")},
		{"identifier_number", listing.Text("3090417")},
	}
	for _, tt := range tests {
		t.Run(string(tt.field), func(t *testing.T) {
			if got, want := full().Field(tt.field), tt.want; got != want {
				t.Errorf("value is %+v, want %+v", got, want)
			}
			if _, ok := Schema[tt.field]; !ok {
				t.Error("the schema lacks it")
			}
		})
	}
	if got, want := len(Schema), len(tests); got != want {
		t.Errorf("the schema has %d fields, want %d", got, want)
	}
}

func TestFieldsHaveTheTypeOfTheSchema(t *testing.T) {
	for field, typ := range Schema {
		_, isNumber := full().Field(field).Number()
		if got, want := isNumber, typ == listing.NumberField; got != want {
			t.Errorf("%s is a number: %t, want %t", field, got, want)
		}
	}
}

func TestAFieldThatThereIsNot(t *testing.T) {
	for _, field := range []listing.Field{"", "uid", "Timestamp"} {
		if got, want := full().Field(field), (listing.Value{}); got != want {
			t.Errorf("%q is %+v, want none", field, got)
		}
	}
}
