package identifier

import "github.com/vestibule-id/vestibule/domain/listing"

// The fields that a list of identifiers can be filtered and sorted by (section
// 8).
const (
	FieldUID       listing.Field = "identifier_uid"
	FieldName      listing.Field = "name" // the owner's
	FieldOwnerType listing.Field = "owner_type"
	FieldType      listing.Field = "identifier_type"
	FieldNumber    listing.Field = "identifier_number"
	FieldLock      listing.Field = "lock"
	FieldLink      listing.Field = "link_id" // "" for none
)

// Schema has the type of each field.
var Schema = listing.Schema{
	FieldUID:       listing.NumberField,
	FieldName:      listing.TextField,
	FieldOwnerType: listing.TextField,
	FieldType:      listing.TextField,
	FieldNumber:    listing.TextField,
	FieldLock:      listing.TextField,
	FieldLink:      listing.TextField,
}

// Field returns the value of a field; the zero Value if there is none such.
func (i Identifier) Field(f listing.Field) listing.Value {
	switch f {
	case FieldUID:
		return listing.Number(int64(i.uid))
	case FieldName:
		return listing.Text(i.spec.Owner.Name)
	case FieldOwnerType:
		return listing.Text(string(i.spec.Owner.Type))
	case FieldType:
		return listing.Text(string(i.spec.Type))
	case FieldNumber:
		return listing.Text(i.spec.Number)
	case FieldLock:
		return listing.Text(string(i.spec.Lock))
	case FieldLink:
		return listing.Text(string(i.links.Identifier))
	}
	return listing.Value{}
}
