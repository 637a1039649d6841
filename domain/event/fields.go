package event

import "github.com/vestibule-id/vestibule/domain/listing"

// The fields that the log can be filtered and sorted by (section 16).
const (
	FieldTimestamp listing.Field = "timestamp" // Unix milliseconds
	FieldCategory  listing.Field = "category"
	FieldPriority  listing.Field = "priority"
	FieldKey       listing.Field = "name" // the key
	FieldAccount   listing.Field = "account"
	FieldNumber    listing.Field = "identifier_number"
)

// Schema has the type of each field.
var Schema = listing.Schema{
	FieldTimestamp: listing.NumberField,
	FieldCategory:  listing.TextField,
	FieldPriority:  listing.TextField,
	FieldKey:       listing.TextField,
	FieldAccount:   listing.TextField,
	FieldNumber:    listing.TextField,
}

// Field returns the value of a field; the zero Value if there is none such.
func (e Event) Field(f listing.Field) listing.Value {
	switch f {
	case FieldTimestamp:
		return listing.Number(e.At.UnixMilli())
	case FieldCategory:
		return listing.Text(string(e.Key.Category()))
	case FieldPriority:
		return listing.Text(string(e.Key.Priority()))
	case FieldKey:
		return listing.Text(string(e.Key))
	case FieldAccount:
		return listing.Text(e.Account)
	case FieldNumber:
		return listing.Text(e.Subject.Number)
	}
	return listing.Value{}
}
