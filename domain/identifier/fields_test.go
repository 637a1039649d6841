package identifier

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/listing"
)

func TestFields(t *testing.T) {
	tests := []struct {
		field listing.Field
		want  listing.Value
	}{
		{"identifier_uid", listing.Number(42)},
		{"name", listing.Text("Maria Lindqvist")},
		{"owner_type", listing.Text("owner")},
		{"identifier_type", listing.Text("card")},
		{"identifier_number", listing.Text("3090417")},
		{"lock", listing.Text("first")},
		{"link_id", listing.Text("0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77")},
	}
	for _, tt := range tests {
		t.Run(string(tt.field), func(t *testing.T) {
			if got, want := lived(Card).Field(tt.field), tt.want; got != want {
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
		value := lived(Card).Field(field)
		if value == (listing.Value{}) {
			t.Errorf("%s has no value", field)
		}
		_, isNumber := value.Number()
		if got, want := isNumber, typ == listing.NumberField; got != want {
			t.Errorf("%s is a number: %t, want %t", field, got, want)
		}
	}
}

func TestAFieldThatThereIsNot(t *testing.T) {
	for _, field := range []listing.Field{"", "uid", "Name", "apartment"} {
		if got, want := lived(Card).Field(field), (listing.Value{}); got != want {
			t.Errorf("%q is %+v, want none", field, got)
		}
	}
}
