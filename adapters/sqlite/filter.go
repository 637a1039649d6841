package sqlite

import (
	"fmt"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// column is where the values of a field are.
type column struct {
	name     string
	number   bool // a text otherwise
	optional bool // the empty text is NULL there
	common   bool // few values, each in many rows
}

// columns has the column of each field of a list.
type columns map[listing.Field]column

// of returns the column of a field. The error is KindWrongParam if the list has
// no such field.
func (cs columns) of(f listing.Field) (column, error) {
	c, ok := cs[f]
	if !ok {
		return column{}, domain.E(domain.KindWrongParam, "the list has no field %.64q", f)
	}
	return c, nil
}

// condition is an SQL expression for a filter. It is 0 or 1, never NULL, so
// that NOT of it is what the filter says. Values are in the arguments alone.
type condition struct {
	sql  string
	args []any
}

// condition translates a filter. The error is that of of.
func (cs columns) condition(f listing.Filter) (condition, error) {
	switch f := f.(type) {
	case nil:
		return condition{sql: "TRUE"}, nil
	case listing.Comparison:
		return cs.comparison(f)
	case listing.And:
		return cs.joined(f.Terms, " AND ", "TRUE")
	case listing.Or:
		return cs.joined(f.Terms, " OR ", "FALSE")
	case listing.Not:
		c, err := cs.condition(f.Term)
		c.sql = "NOT " + c.sql
		return c, err
	}
	return condition{}, fmt.Errorf("there is no filter %T", f)
}

// joined translates terms with a word between them; alone is what none are.
func (cs columns) joined(terms []listing.Filter, word, none string) (condition, error) {
	if len(terms) == 0 {
		return condition{sql: none}, nil
	}
	var all condition
	texts := make([]string, len(terms))
	for i, term := range terms {
		c, err := cs.condition(term)
		if err != nil {
			return condition{}, err
		}
		texts[i] = c.sql
		all.args = append(all.args, c.args...)
	}
	all.sql = "(" + strings.Join(texts, word) + ")"
	return all, nil
}

// operators are SQLite's. IS is = that knows NULL.
var operators = map[listing.Operator]string{
	listing.Equal:          "IS",
	listing.NotEqual:       "IS NOT",
	listing.Greater:        ">",
	listing.GreaterOrEqual: ">=",
	listing.Less:           "<",
	listing.LessOrEqual:    "<=",
}

func (cs columns) comparison(c listing.Comparison) (condition, error) {
	column, err := cs.of(c.Field)
	if err != nil {
		return condition{}, err
	}
	operator, ok := operators[c.Operator]
	if !ok {
		return condition{sql: "FALSE"}, nil
	}
	expression, value := column.compared(c)
	sql := expression + " " + operator + " ?"
	if column.common {
		// SQLite takes any index for as good as any other. It is told that
		// this one leaves half of the rows.
		return condition{sql: "likelihood(" + sql + ", 0.5)", args: []any{value}}, nil
	}
	return condition{sql: "(" + sql + ")", args: []any{value}}, nil
}

// compared returns the two sides of a comparison: an expression that an index
// can find, if possible, and the value.
func (c column) compared(with listing.Comparison) (expression string, value any) {
	text, isText := with.Value.Text()
	number, isNumber := with.Value.Number()
	equality := with.Operator == listing.Equal || with.Operator == listing.NotEqual
	switch {
	case isText && c.number:
		// Plus takes away the column's affinity, which would make a number of
		// the text, and below a text of the number.
		return "+" + c.name, text
	case isNumber && !c.number:
		return "+" + c.text(), number
	case isNumber:
		return c.name, number
	case c.optional && equality:
		return c.name, linkOrNull(domain.LinkID(text))
	}
	return c.text(), text
}

// text returns an expression that is never NULL.
func (c column) text() string {
	if c.optional {
		return "coalesce(" + c.name + ", '')"
	}
	return c.name
}
