package listing

import (
	"math"
	"reflect"
	"regexp"
	"testing"
)

func TestParseFilter(t *testing.T) {
	number := func(text string) Filter { return is("identifier_number", Equal, text) }
	tests := []struct {
		name string
		text string
		want Filter
	}{
		// Nothing.
		{"nothing is every item", "", nil},
		{"white space is every item", " \t\r\n", nil},

		// Comparisons.
		{"the contract's sample", "identifier_number eq '3090417'", number("3090417")},
		{"a name with a dot", "identifier_owner.name eq 'Maria'", is("identifier_owner.name", Equal, "Maria")},
		{"a name that begins with a low line and has digits", "_x1 eq ''", is("_x1", Equal, "")},
		{"a name in the case of the schema", "Lock eq 'all'", is("Lock", Equal, "all")},
		{"the operators: eq", "uid eq 1", has("uid", Equal, 1)},
		{"the operators: nq", "uid nq 1", has("uid", NotEqual, 1)},
		{"the operators: gt", "uid gt 1", has("uid", Greater, 1)},
		{"the operators: ge", "uid ge 1", has("uid", GreaterOrEqual, 1)},
		{"the operators: lt", "uid lt 1", has("uid", Less, 1)},
		{"the operators: le", "uid le 1", has("uid", LessOrEqual, 1)},
		{"an operator in capitals", "uid GE 1", has("uid", GreaterOrEqual, 1)},
		{"an operator in mixed case", "uid nQ 1", has("uid", NotEqual, 1)},

		// Texts.
		{"an empty text", "lock eq ''", is("lock", Equal, "")},
		{"a doubled quote is one", "identifier_owner.name eq 'O''Brien'", is("identifier_owner.name", Equal, "O'Brien")},
		{"a text of one quote", "lock eq ''''", is("lock", Equal, "'")},
		{"a text of two quotes", "lock eq ''''''", is("lock", Equal, "''")},
		{"quotes at both ends", "lock eq '''x'''", is("lock", Equal, "'x'")},
		{"a backslash is a backslash", `lock eq 'a\b'`, is("lock", Equal, `a\b`)},
		{"a backslash does not save a quote", `lock eq 'a\'`, is("lock", Equal, `a\`)},
		{"a backslash before a doubled quote", `lock eq 'a\''b'`, is("lock", Equal, `a\'b`)},
		{"a percent sign is a percent sign", "lock eq '%27'", is("lock", Equal, "%27")},
		{"other quotes are characters", "lock eq '\"`’'", is("lock", Equal, "\"`’")},
		{"words and parentheses in a text are its own", "lock eq 'x) or (uid eq 1'", is("lock", Equal, "x) or (uid eq 1")},
		{"white space in a text is its own", "lock eq ' a\n\tb '", is("lock", Equal, " a\n\tb ")},
		{"letters of any script", "identifier_owner.name eq 'Жанна Łuć 😀'", is("identifier_owner.name", Equal, "Жанна Łuć 😀")},
		{"the character that stands for what is no UTF-8", "lock eq '\ufffd'", is("lock", Equal, "\ufffd")},
		{"a control character", "lock eq '\x01'", is("lock", Equal, "\x01")},

		// Integers for a number.
		{"a number", "uid eq 214", has("uid", Equal, 214)},
		{"a number with a plus", "uid eq +214", has("uid", Equal, 214)},
		{"a number with a minus", "uid eq -1", has("uid", Equal, -1)},
		{"a number with zeros before it", "uid eq 0007", has("uid", Equal, 7)},
		{"minus nothing is nothing", "uid eq -0", has("uid", Equal, 0)},
		{"the largest number", "uid eq 9223372036854775807", has("uid", Equal, math.MaxInt64)},
		{"the smallest number", "uid eq -9223372036854775808", has("uid", Equal, math.MinInt64)},
		{"a number in quotes", "uid eq '214'", has("uid", Equal, 214)},
		{"a number in quotes with a sign", "uid eq '-214'", has("uid", Equal, -214)},
		{"the largest number in quotes", "uid eq '9223372036854775807'", has("uid", Equal, math.MaxInt64)},

		// Integers for a text.
		{"digits for a text", "identifier_number eq 3090417", number("3090417")},
		{"digits for a text keep their zeros", "identifier_number eq 0003090417", number("0003090417")},
		{"digits for a text keep their sign", "identifier_number eq +7", number("+7")},
		{"digits for a text may be more than a number has", "identifier_number eq 99999999999999999999", number("99999999999999999999")},

		// White space.
		{"none where nothing needs it", "uid eq'1'and(lock eq'x')or not(a eq-1)", Or{[]Filter{
			And{[]Filter{has("uid", Equal, 1), is("lock", Equal, "x")}},
			Not{has("a", Equal, -1)},
		}}},
		{"any between the parts", "\n\tuid\r\neq\t\t1 \n", has("uid", Equal, 1)},

		// Groups.
		{"and", "a eq 1 and b eq 2", And{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}},
		{"or", "a eq 1 or b eq 2", Or{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}},
		{"not", "not a eq 1", Not{has("a", Equal, 1)}},
		{"words in capitals", "NOT a EQ 1 AND b EQ 2 OR c EQ 3", Or{[]Filter{
			And{[]Filter{Not{has("a", Equal, 1)}, has("b", Equal, 2)}}, has("c", Equal, 3),
		}}},
		{"three ands are one", "a eq 1 and b eq 2 and c eq 3", And{[]Filter{has("a", Equal, 1), has("b", Equal, 2), has("c", Equal, 3)}}},
		{"three ors are one", "a eq 1 or b eq 2 or c eq 3", Or{[]Filter{has("a", Equal, 1), has("b", Equal, 2), has("c", Equal, 3)}}},
		{"parentheses keep ands apart", "(a eq 1 and b eq 2) and c eq 3", And{[]Filter{
			And{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}, has("c", Equal, 3),
		}}},
		{"parentheses round one thing are nothing", "((a eq 1))", has("a", Equal, 1)},
		{"parentheses round the whole are nothing", "(a eq 1 or b eq 2)", Or{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}},
		{"the same field twice", "since ge 10 and since lt 20", And{[]Filter{has("since", GreaterOrEqual, 10), has("since", Less, 20)}}},

		// Precedence.
		{"and binds tighter than or, before it", "a eq 1 and b eq 2 or c eq 3", Or{[]Filter{
			And{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}, has("c", Equal, 3),
		}}},
		{"and binds tighter than or, behind it", "a eq 1 or b eq 2 and c eq 3", Or{[]Filter{
			has("a", Equal, 1), And{[]Filter{has("b", Equal, 2), has("c", Equal, 3)}},
		}}},
		{"parentheses bind tightest", "(a eq 1 or b eq 2) and c eq 3", And{[]Filter{
			Or{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}, has("c", Equal, 3),
		}}},
		{"not binds tighter than and", "not a eq 1 and b eq 2", And{[]Filter{Not{has("a", Equal, 1)}, has("b", Equal, 2)}}},
		{"not of parentheses is of all of them", "not (a eq 1 and b eq 2)", Not{And{[]Filter{has("a", Equal, 1), has("b", Equal, 2)}}}},
		{"not not", "not not a eq 1", Not{Not{has("a", Equal, 1)}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := schema.ParseFilter(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.want; !reflect.DeepEqual(got, want) {
				t.Errorf("got %#v, want %#v", got, want)
			}
		})
	}
}

// fieldAlone is a field of one letter.
var fieldAlone = regexp.MustCompile(`\b[a-d]\b`)

// The words have the precedence of Go's operators.
func TestPrecedenceIsGos(t *testing.T) {
	tests := []struct {
		text string
		want func(a, b, c, d bool) bool
	}{
		{"a or b and c", func(a, b, c, _ bool) bool { return a || b && c }},
		{"a and b or c", func(a, b, c, _ bool) bool { return a && b || c }},
		{"(a or b) and c", func(a, b, c, _ bool) bool { return (a || b) && c }},
		{"a and (b or c)", func(a, b, c, _ bool) bool { return a && (b || c) }},
		{"not a or b", func(a, b, _, _ bool) bool { return !a || b }},
		{"not a and b", func(a, b, _, _ bool) bool { return !a && b }},
		{"not (a or b)", func(a, b, _, _ bool) bool { return !(a || b) }},
		{"not (a and b) or c", func(a, b, c, _ bool) bool { return !(a && b) || c }},
		{"a and not b and c", func(a, b, c, _ bool) bool { return a && !b && c }},
		{"a or not b or c", func(a, b, c, _ bool) bool { return a || !b || c }},
		{"not not a", func(a, _, _, _ bool) bool { return a }},
		{"a and b or c and d", func(a, b, c, d bool) bool { return a && b || c && d }},
		{"a or b and c or d", func(a, b, c, d bool) bool { return a || b && c || d }},
		{"a and (b or c) and d", func(a, b, c, d bool) bool { return a && (b || c) && d }},
		{"not (a or b and not (c or d))", func(a, b, c, d bool) bool { return !(a || b && !(c || d)) }},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			f, err := schema.ParseFilter(fieldAlone.ReplaceAllString(tt.text, "$0 eq 1"))
			if err != nil {
				t.Fatal(err)
			}
			for bits := range int64(16) {
				bit := func(field Field) int64 { return bits >> (field[0] - 'a') & 1 }
				got := Matches(f, func(field Field) Value { return Number(bit(field)) })
				if want := tt.want(bit("a") == 1, bit("b") == 1, bit("c") == 1, bit("d") == 1); got != want {
					t.Errorf("%s of %04b is %t, want %t", Format(f), bits, got, want)
				}
			}
		})
	}
}
