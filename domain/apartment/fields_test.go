package apartment

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/listing"
)

func TestFields(t *testing.T) {
	a := Restore(7, goodSpec())
	tests := []struct {
		field listing.Field
		want  listing.Value
	}{
		{"apartment_uid", listing.Number(7)},
		{"apartment_name", listing.Text("12A")},
		{"link_id", listing.Text(string(link))},
	}
	for _, tt := range tests {
		t.Run(string(tt.field), func(t *testing.T) {
			if got, want := a.Field(tt.field), tt.want; got != want {
				t.Errorf("value is %+v, want %+v", got, want)
			}
			typ, ok := Schema[tt.field]
			if !ok {
				t.Error("the schema lacks it")
			}
			_, isNumber := a.Field(tt.field).Number()
			if got, want := isNumber, typ == listing.NumberField; got != want {
				t.Errorf("it is a number: %t, want %t", got, want)
			}
		})
	}
	if got, want := len(Schema), len(tests); got != want {
		t.Errorf("the schema has %d fields, want %d", got, want)
	}
}

func TestAFieldThatThereIsNot(t *testing.T) {
	for _, field := range []listing.Field{"", "uid", "name"} {
		if got, want := Restore(7, goodSpec()).Field(field), (listing.Value{}); got != want {
			t.Errorf("%q is %+v, want none", field, got)
		}
	}
}
