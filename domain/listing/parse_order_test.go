package listing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func up(field Field) Order   { return Order{field, false} }
func down(field Field) Order { return Order{field, true} }

func TestParseOrder(t *testing.T) {
	tests := []struct {
		name string
		text string
		want []Order
	}{
		// Nothing.
		{"nothing is no order", "", nil},
		{"white space is no order", " \t\r\n", nil},

		// One field.
		{"a field rises by itself", "uid", []Order{up("uid")}},
		{"a field rises", "uid asc", []Order{up("uid")}},
		{"a field falls", "uid desc", []Order{down("uid")}},
		{"a direction in capitals", "uid DESC", []Order{down("uid")}},
		{"a direction in mixed case", "uid Asc", []Order{up("uid")}},
		{"a field with a dot", "identifier_owner.name desc", []Order{down("identifier_owner.name")}},

		// One direction for all.
		{"fields rise by themselves", "a, b", []Order{up("a"), up("b")}},
		{"the contract's form, rising", "a, b asc", []Order{up("a"), up("b")}},
		{"the contract's form, falling", "a, b desc", []Order{down("a"), down("b")}},
		{"four fields fall", "a, b, c, d desc", []Order{down("a"), down("b"), down("c"), down("d")}},
		{"the fields stay in their order", "d, a, c", []Order{up("d"), up("a"), up("c")}},

		// A direction for each.
		{"each has its own", "a desc, b asc, c desc", []Order{down("a"), up("b"), down("c")}},
		{"the last falls alone", "a asc, b desc", []Order{up("a"), down("b")}},
		{"the last has none and rises", "a desc, b", []Order{down("a"), up("b")}},
		{"the first has none and rises", "a, b desc, c", []Order{up("a"), down("b"), up("c")}},
		{"one in the middle has none and rises", "a desc, b, c desc", []Order{down("a"), up("b"), down("c")}},
		{"rising counts as a direction", "a asc, b, c desc", []Order{up("a"), up("b"), down("c")}},

		// White space.
		{"none where nothing needs it", "a,b,c desc", []Order{down("a"), down("b"), down("c")}},
		{"any between the parts", "\n a\t,\r\n b  desc ", []Order{down("a"), down("b")}},

		// Limits.
		{"as many bytes as are allowed", "a" + strings.Repeat(" ", MaxText-1), []Order{up("a")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := schema.ParseOrder(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.want; !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestParseOrderRefuses(t *testing.T) {
	const (
		field   = `expected a field of ["Lock" "_x1" "a" "b" "c" "d" "identifier_number" "identifier_owner.name" "lock" "since" "uid"], found `
		goOn    = "expected asc, desc, a comma or the end, found "
		goOnDir = "expected a comma or the end, found "
	)
	tests := []struct {
		name string
		text string
		at   int
		want string
	}{
		// Fields.
		{"a field that the schema has not", "apartment", 0, field + `the word "apartment"`},
		{"a field in another case", "a, UID", 3, field + `the word "UID"`},
		{"a field in quotes", "'uid'", 0, field + "a text"},
		{"a direction alone", "desc", 0, field + `the word "desc"`},
		{"a number, as for a column", "1", 0, field + "an integer"},
		{"a minus before the field", "-uid", 0, field + "a number that is no integer"},
		{"a comma alone", ",", 0, field + "','"},
		{"a comma at the end", "a, ", 3, field + "the end"},
		{"two commas", "a,,b", 2, field + "','"},
		{"a field twice", "a, b, a", 6, "expected no field twice"},
		{"a field twice in two directions", "a desc, a asc", 8, "expected no field twice"},

		// Directions.
		{"a direction that there is not", "a falling", 2, goOn + `the word "falling"`},
		{"no comma", "a b", 2, goOn + `the word "b"`},
		{"a direction in quotes", "a 'desc'", 2, goOn + "a text"},
		{"two directions", "a asc desc", 6, goOnDir + `the word "desc"`},
		{"one direction twice", "a desc desc", 7, goOnDir + `the word "desc"`},
		{"no comma behind a direction", "a desc b", 7, goOnDir + `the word "b"`},
		{"a filter behind it", "a desc; uid eq 1", 6, goOnDir + "';'"},

		// Limits.
		{"a field more than are allowed", "a, b, c, d, uid", 12, fmt.Sprintf("expected at most %d fields", MaxOrders)},
		{"a byte more than is allowed", "a" + strings.Repeat(" ", MaxText), MaxText, fmt.Sprintf("expected the end: at most %d bytes are allowed", MaxText)},
		{"a word of many characters", strings.Repeat("w", MaxText), 0, field + fmt.Sprintf("the word %q", strings.Repeat("w", maxRepeated))},

		// Characters.
		{"NUL", "a\x00", 1, "expected no NUL"},
		{"a byte that is no UTF-8", "a, \xff", 3, "expected UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			orders, err := schema.ParseOrder(tt.text)
			checkRefused(t, orders == nil, err, fmt.Sprintf("order: at byte %d: %s", tt.at, tt.want))
		})
	}
}

// Both sides of the number of fields, whatever it is.
func TestNumberOfFieldsOfAnOrder(t *testing.T) {
	wide := Schema{}
	var names []string
	for i := range MaxOrders + 1 {
		names = append(names, fmt.Sprintf("f%d", i))
		wide[Field(names[i])] = TextField
	}
	if orders, err := wide.ParseOrder(strings.Join(names[:MaxOrders], ",")); err != nil || len(orders) != MaxOrders {
		t.Errorf("%d fields are %v, %v", MaxOrders, orders, err)
	}
	if orders, err := wide.ParseOrder(strings.Join(names, ",")); err == nil {
		t.Errorf("%d fields are %v", MaxOrders+1, orders)
	}
}
