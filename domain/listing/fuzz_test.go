package listing

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// checkError wants the kind that parsers give, and little of the input.
func checkError(t *testing.T, err error) {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) || e.Kind != domain.KindWrongParam {
		t.Fatalf("error is %v, want one of kind %q", err, domain.KindWrongParam)
	}
	const longest = 300 // the fields of the schema, and maxRepeated characters
	if len(e.Message) > longest {
		t.Errorf("the error has %d bytes, want at most %d: %v", len(e.Message), longest, err)
	}
}

func FuzzParseFilter(f *testing.F) {
	for _, text := range []string{
		"", "identifier_number eq '3090417'", "identifier_owner.name nq 'O''Brien'", `lock eq '\'`, "uid ge -5 and uid lt '+7'",
		"not (a eq 1 or b gt 2) and c le 3 or not not d lt 4", "((a eq 1 and b eq 2) and c eq 3)", "identifier_number eq 007",
		"uid eq'1'and(lock eq'x')or not(a eq-1)", "NOT UID EQ 1", "uid eq 99999999999999999999", "lock eq 'ж", "uid eq 1.5", "()", "a eq 1 and",
		many(MaxComparisons, " or "), many(MaxComparisons+1, " and "), deep(MaxDepth, "(", ")"), deep(MaxDepth+1, "not ", ""), filled(MaxText), filled(MaxText + 1),
		"lock eq" + filled(MaxText + 1)[len("lock eq "):], "lock eq '\x00'", "lock eq '\xff'",
	} {
		f.Add(text, "x", int64(1))
	}
	f.Fuzz(func(t *testing.T, text, textValue string, numberValue int64) {
		filter, err := schema.ParseFilter(text)
		if err != nil {
			checkError(t, err)
			return
		}
		checkFilterComesBack(t, filter)
		again, err := schema.ParseFilter(Format(filter))
		if err != nil {
			t.Fatal(err)
		}
		value := func(field Field) Value {
			if schema[field] == TextField {
				return Text(textValue)
			}
			return Number(numberValue + int64(field[0]))
		}
		before := Matches(filter, value)
		if after := Matches(again, value); after != before {
			t.Errorf("%q is %t, then %t", text, before, after)
		}
		if filter != nil && Matches(Not{filter}, value) == before {
			t.Errorf("%q is %t, and so is its contrary", text, before)
		}
	})
}

// written writes an order with a direction for each field.
func written(orders []Order) string {
	var parts []string
	for _, o := range orders {
		direction := " asc"
		if o.Descending {
			direction = " desc"
		}
		parts = append(parts, string(o.Field)+direction)
	}
	return strings.Join(parts, ", ")
}

func FuzzParseOrder(f *testing.F) {
	for _, text := range []string{
		"", "uid", "uid desc", "a, b desc", "a desc, b", "a desc, b asc, c desc", "a,b,c,d DESC", "a, b, c, d, uid", "a, a", "desc", "a asc desc", "a,,b", "a,",
		"identifier_owner.name\t,\nlock asc", "'uid'", "-uid", "a\x00", "a\xff", "a" + strings.Repeat(" ", MaxText-1), "a" + strings.Repeat(" ", MaxText),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		orders, err := schema.ParseOrder(text)
		if err != nil {
			checkError(t, err)
			return
		}
		if len(orders) > MaxOrders {
			t.Errorf("%q has %d fields", text, len(orders))
		}
		for i, o := range orders {
			if _, ok := schema[o.Field]; !ok || slices.ContainsFunc(orders[:i], func(b Order) bool { return b.Field == o.Field }) {
				t.Errorf("%q has the field %q, or has it twice", text, o.Field)
			}
		}
		again, err := schema.ParseOrder(written(orders))
		if err != nil || !slices.Equal(again, orders) {
			t.Errorf("%q is %v, then %v, %v", text, orders, again, err)
		}
	})
}
