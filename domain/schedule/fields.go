package schedule

import "github.com/vestibule-id/vestibule/domain/listing"

// The fields that a list of time profiles can be filtered and sorted by
// (section 12.4).
const (
	FieldUID  listing.Field = "timeprofile_uid"
	FieldName listing.Field = "name"
	FieldFrom listing.Field = "date_from" // Unix seconds
	FieldTo   listing.Field = "date_to"   // Unix seconds
	FieldLink listing.Field = "link_id"   // "" for none
)

// Schema has the type of each field.
var Schema = listing.Schema{
	FieldUID:  listing.NumberField,
	FieldName: listing.TextField,
	FieldFrom: listing.NumberField,
	FieldTo:   listing.NumberField,
	FieldLink: listing.TextField,
}

// Field returns the value of a field; the zero Value if there is none such.
func (p Profile) Field(f listing.Field) listing.Value {
	s := p.Spec()
	switch f {
	case FieldUID:
		return listing.Number(int64(p.UID()))
	case FieldName:
		return listing.Text(s.Name)
	case FieldFrom:
		return listing.Number(s.From.Unix())
	case FieldTo:
		return listing.Number(s.To.Unix())
	case FieldLink:
		return listing.Text(string(p.Link()))
	}
	return listing.Value{}
}
