package httpapi

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// list is what can be asked of one list (section 8.1).
type list struct {
	schema  listing.Schema
	names   map[string]listing.Field      // other names that clients have for fields
	ranges  map[string]listing.Comparison // filters by one value that are no equality, without it
	sorted  []string                      // the fields to sort by, as clients are told, the default first
	filters listing.Field                 // what the answer says an empty filter is about
}

var (
	identifierList = list{
		schema: identifier.Schema,
		names: map[string]listing.Field{
			"identifier_owner":      identifier.FieldName,
			"identifier_owner.name": identifier.FieldName,
			"identifier_owner.type": identifier.FieldOwnerType,
			"uid":                   identifier.FieldUID,
		},
		sorted:  []string{"identifier_uid", "identifier_owner", "identifier_type", "identifier_number"},
		filters: identifier.FieldName,
	}
	profileList = list{
		schema: schedule.Schema,
		names:  map[string]listing.Field{"uid": schedule.FieldUID},
		// The contract names these two (section 12.4).
		ranges: map[string]listing.Comparison{
			"since": {Field: schedule.FieldFrom, Operator: listing.GreaterOrEqual},
			"until": {Field: schedule.FieldTo, Operator: listing.LessOrEqual},
		},
		sorted:  []string{"timeprofile_uid", "name", "date_from", "date_to"},
		filters: schedule.FieldName,
	}
	apartmentList = list{
		schema:  apartment.Schema,
		names:   map[string]listing.Field{"uid": apartment.FieldUID, "name": apartment.FieldName},
		sorted:  []string{"apartment_uid", "apartment_name"},
		filters: apartment.FieldName,
	}
	eventList = list{
		schema:  event.Schema,
		names:   map[string]listing.Field{"name.key": event.FieldKey},
		sorted:  []string{"timestamp", "category", "priority", "name"},
		filters: event.FieldCategory,
	}
)

// byLink returns the list of those that have a link, in the order of their
// links.
func (l list) byLink() list {
	l.sorted = append([]string{string(linkField)}, l.sorted...)
	return l
}

// linkField is what a link is called in every schema that has one.
const linkField = identifier.FieldLink

// asked is a list as one request asks for it.
type asked struct {
	query  listing.Query
	filter any // what the answer says of the filter
	sort   sortBody
}

// ask reads how a request asks for a list. What makes no sense of paging and
// sorting is as good as absent, for clients send a lot (section 8.3); a filter
// that cannot be kept to is KindWrongParam, for its answer would not be what
// was asked for.
func (l list) ask(r *http.Request) (asked, error) {
	query := r.URL.Query()
	a := asked{query: listing.Query{Page: pageOf(query)}}
	var err error
	if a.query.Filter, a.filter, err = l.filterOf(query); err != nil {
		return asked{}, l.wrong(cmp.Or(query.Get("filter_field"), "filter"), err)
	}
	if a.query.Order, err = l.orderOf(query); err != nil {
		return asked{}, l.wrong("order_by", err)
	}
	a.sort = l.sortBody(a.query.Order[0])
	return a, nil
}

// wrong returns the error for a filter or an order that makes no sense. It names
// the field or the parameter, and not what was sent: that may be an input code.
func (l list) wrong(named string, cause error) error {
	var known []string
	for _, field := range l.schema.Fields() {
		known = append(known, string(field))
	}
	return wrongParam("wrong_filter", named, known, cause)
}

// pageOf returns the page that a request asks for, within what there is.
func pageOf(query url.Values) listing.Page {
	number, _ := strconv.ParseInt(query.Get("page_number"), 10, 64)
	limit, _ := strconv.ParseInt(query.Get("limit"), 10, 64)
	return listing.NewPage(number, limit)
}

// orderOf returns the order that a request asks for, by either dialect.
func (l list) orderOf(query url.Values) ([]listing.Order, error) {
	if orders, err := l.schema.ParseOrder(query.Get("order_by")); err != nil || len(orders) > 0 {
		return orders, err
	}
	field, ok := l.field(query.Get("sort_field"))
	if !ok {
		field, _ = l.field(l.sorted[0])
	}
	return []listing.Order{{Field: field, Descending: strings.EqualFold(query.Get("sort_type"), "desc")}}, nil
}

// field returns the field that a client calls by a name.
func (l list) field(name string) (listing.Field, bool) {
	if field, ok := l.names[name]; ok {
		return field, true
	}
	_, ok := l.schema[listing.Field(name)]
	return listing.Field(name), ok
}

// name returns what clients are told a field is called.
func (l list) name(field listing.Field) string {
	for _, name := range l.sorted {
		if f, _ := l.field(name); f == field {
			return name
		}
	}
	return string(field)
}

// filterOf returns the filter that a request asks for, in one of three forms:
// separate parameters, the same as a JSON object, or an expression (sections
// 8.1 and 8.4); and what the answer says of it.
func (l list) filterOf(query url.Values) (listing.Filter, any, error) {
	members := filterBody{
		Field: query.Get("filter_field"), Type: query.Get("filter_type"),
		Format: query.Get("filter_format"), Value: query.Get("filter_value"),
	}
	text := strings.TrimSpace(query.Get("filter"))
	if members.Field == "" && strings.HasPrefix(text, "{") {
		o, err := parseBody([]byte(text))
		if err != nil {
			return nil, nil, domain.E(domain.KindWrongParam, "filter: %w", err)
		}
		members = filterBody{o.textOr("filter_field"), o.textOr("filter_type"), o.textOr("filter_format"), o.textOr("filter_value")}
		if err := o.fault(); err != nil {
			return nil, nil, domain.E(domain.KindWrongParam, "filter: %w", err)
		}
		text = ""
	}
	if members.Field == "" && text != "" {
		filter, err := l.schema.ParseFilter(text)
		return filter, l.expressionBody(text), err
	}
	filter, err := l.equal(members)
	return filter, l.filterBody(members), err
}

// equal returns the filter that the members say. One without a value is none:
// that is what an answer without a filter has, and clients send it back.
func (l list) equal(m filterBody) (listing.Filter, error) {
	if m.Value == "" {
		return nil, nil
	}
	c, ok := l.ranges[m.Field]
	if !ok {
		c.Field, ok = l.field(m.Field)
	}
	if !ok {
		return nil, domain.E(domain.KindWrongParam, "there is no field %.64q", m.Field)
	}
	if m.Type != "" && !strings.EqualFold(m.Type, "equal") {
		return nil, domain.E(domain.KindWrongParam, "there is no filter_type %.64q", m.Type)
	}
	c.Value = listing.Text(m.Value)
	if l.schema[c.Field] == listing.NumberField {
		n, err := strconv.ParseInt(m.Value, 10, 64)
		if err != nil {
			return nil, domain.E(domain.KindWrongParam, "the value for %s is not a number", c.Field)
		}
		c.Value = listing.Number(n)
	}
	return c, nil
}

// and narrows a filter.
func and(f, also listing.Filter) listing.Filter {
	if f == nil {
		return also
	}
	return listing.And{Terms: []listing.Filter{also, f}}
}
