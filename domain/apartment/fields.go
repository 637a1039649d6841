package apartment

import "github.com/vestibule-id/vestibule/domain/listing"

// The fields that a list of apartments can be filtered and sorted by.
const (
	FieldUID  listing.Field = "apartment_uid"
	FieldName listing.Field = "apartment_name"
	FieldLink listing.Field = "link_id"
)

// Schema has the type of each field.
var Schema = listing.Schema{
	FieldUID:  listing.NumberField,
	FieldName: listing.TextField,
	FieldLink: listing.TextField,
}

// Field returns the value of a field; the zero Value if there is none such.
func (a Apartment) Field(f listing.Field) listing.Value {
	switch f {
	case FieldUID:
		return listing.Number(int64(a.uid))
	case FieldName:
		return listing.Text(a.spec.Name)
	case FieldLink:
		return listing.Text(string(a.spec.Link))
	}
	return listing.Value{}
}
