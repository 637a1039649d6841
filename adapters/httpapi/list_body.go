package httpapi

import "github.com/vestibule-id/vestibule/domain/listing"

// listBody answers a list (section 8.2).
type listBody struct {
	Option listOption `json:"list_option"`
	Items  any        `json:"list_items"` // an array, not null
}

type listOption struct {
	Pagination paginationBody `json:"pagination"`
	Filter     any            `json:"filter"`
	Sort       sortBody       `json:"sort"`
}

type paginationBody struct {
	TotalItems  int `json:"total_items"`
	ItemsLimit  int `json:"items_limit"`
	TotalPages  int `json:"total_pages"`
	CurrentPage int `json:"current_page"`
}

// filterBody is a filter by one field, in a request and in an answer.
type filterBody struct {
	Field  string `json:"filter_field"`
	Type   string `json:"filter_type"`
	Format string `json:"filter_format"`
	Value  string `json:"filter_value"`
}

// expressionBody tells of the fields that expressions know (section 8.4).
type expressionBody struct {
	Expression string           `json:"expression"`
	Available  []availableField `json:"available_fields"`
}

type availableField struct {
	Name      string   `json:"field_name"`
	Operators []string `json:"compare_operators"`
}

// sortBody tells how a list is sorted, in the words of both dialects.
type sortBody struct {
	Field     string   `json:"field"`
	Asc       bool     `json:"asc"`
	IsSorted  bool     `json:"is_sorted"`
	Order     string   `json:"order"`
	Available []string `json:"available_fields"`
}

// body returns the answer with one page of so many items in all.
func (a asked) body(total int, items any) listBody {
	page := a.query.Page
	option := listOption{
		Pagination: paginationBody{
			TotalItems: total, ItemsLimit: page.Limit, TotalPages: page.Pages(total), CurrentPage: page.Number,
		},
		Filter: a.filter,
		Sort:   a.sort,
	}
	return listBody{option, items}
}

func (l list) sortBody(o listing.Order) sortBody {
	order := "asc"
	if o.Descending {
		order = "desc"
	}
	return sortBody{Field: l.name(o.Field), Asc: !o.Descending, IsSorted: true, Order: order, Available: l.sorted}
}

// filterBody returns what the answer says of a filter by one field. Panels name
// a field even without a filter.
func (l list) filterBody(m filterBody) filterBody {
	if _, ok := l.field(m.Field); !ok && l.ranges[m.Field] == (listing.Comparison{}) {
		m.Field = string(l.filters)
	}
	m.Type, m.Format = "equal", "string"
	return m
}

func (l list) expressionBody(text string) expressionBody {
	body := expressionBody{Expression: text, Available: []availableField{}}
	for _, field := range l.schema.Fields() {
		var operators []string
		for _, o := range listing.Operators() {
			operators = append(operators, o.String())
		}
		body.Available = append(body.Available, availableField{string(field), operators})
	}
	return body
}
