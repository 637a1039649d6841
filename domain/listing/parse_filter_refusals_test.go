package listing

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// checkRefused wants nothing but an error of that text.
func checkRefused(t *testing.T, isNil bool, err error, want string) {
	t.Helper()
	if !isNil {
		t.Error("an error comes with a result")
	}
	if got, want := domain.KindOf(err), domain.KindWrongParam; err == nil || got != want {
		t.Fatalf("error is %v, want one of kind %q", err, want)
	}
	var e *domain.Error
	if !errors.As(err, &e) || e.Message != want {
		t.Errorf("error is\n%v, want\n%s", err, want)
	}
}

func TestParseFilterRefuses(t *testing.T) {
	const (
		field    = `expected a field of ["Lock" "_x1" "a" "b" "c" "d" "identifier_number" "identifier_owner.name" "lock" "since" "uid"], found `
		operator = "expected eq, nq, gt, ge, lt or le, found "
		value    = "expected a text in single quotes or an integer, found "
		integer  = "expected an integer of 64 bits, found "
		goOn     = "expected and, or, or the end, found "
		goOnIn   = "expected and, or, or ), found "
	)
	tests := []struct {
		name string
		text string
		at   int
		want string
	}{
		// Fields.
		{"a field that the schema has not", "apartment eq 1", 0, field + `the word "apartment"`},
		{"a field in another case", "uid eq 1 or UID eq 1", 12, field + `the word "UID"`},
		{"a field of which only the beginning is there", "identifier eq 1", 0, field + `the word "identifier"`},
		{"a field in quotes", "'uid' eq 1", 0, field + "a text"},
		{"a field in double quotes", `"uid" eq 1`, 0, field + `'"'`},
		{"a number for a field", "1 eq uid", 0, field + "an integer"},
		{"a word of another script", "uid eq 1 and идент eq 1", 13, field + `'\u0438'`},
		{"a dot at the beginning of a field", ".uid eq 1", 0, field + "'.'"},
		{"an operator for a field", "eq 1", 0, field + `the word "eq"`},
		{"and without anything before it", "and uid eq 1", 0, field + `the word "and"`},
		{"nothing behind and", "uid eq 1 and", 12, field + "the end"},
		{"nothing behind or", "uid eq 1 or ", 12, field + "the end"},
		{"nothing behind not", "not", 3, field + "the end"},
		{"two words between", "uid eq 1 and or uid eq 2", 13, field + `the word "or"`},
		{"not behind the field", "uid not eq 1", 4, operator + `the word "not"`},

		// Operators.
		{"no operator", "uid 1", 4, operator + "an integer"},
		{"a field alone", "uid", 3, operator + "the end"},
		{"an operator that there is not", "uid ne 1", 4, operator + `the word "ne"`},
		{"an operator of another language", "uid = 1", 4, operator + "'='"},
		{"an operator in quotes", "uid 'eq' 1", 4, operator + "a text"},
		{"an operator with a letter of another script", "uid еq 1", 4, operator + `'\u0435'`},
		{"an operator grown into its value", "uid eq1", 4, operator + `the word "eq1"`},
		{"a field grown into its operator", "uideq 1", 0, field + `the word "uideq"`},

		// Values.
		{"no value", "uid eq", 6, value + "the end"},
		{"no value before the next", "uid eq and uid eq 1", 7, value + "a word"},
		{"a text without quotes", "lock eq all", 8, value + "a word"},
		{"a text in double quotes", `lock eq "all"`, 8, value + `'"'`},
		{"a field for a value", "a eq b", 5, value + "a word"},
		{"parentheses round a value", "a eq (1)", 5, value + "'('"},
		{"a text without an end", "lock eq 'all", 8, value + "a text without its closing quote"},
		{"a text that ends with a doubled quote", "lock eq 'all''", 8, value + "a text without its closing quote"},
		{"a quote alone", "lock eq '", 8, value + "a text without its closing quote"},
		{"a sign alone", "uid eq -", 7, value + "a number that is no integer"},
		{"a sign apart", "uid eq - 1", 7, value + "a number that is no integer"},
		{"two signs", "uid eq --1", 7, value + "a number that is no integer"},
		{"a fraction", "uid eq 1.5", 7, value + "a number that is no integer"},
		{"hex", "identifier_number eq 0x1F", 21, value + "a number that is no integer"},
		{"an exponent", "uid eq 1e3", 7, value + "a number that is no integer"},
		{"a low line in a number", "uid eq 1_000", 7, value + "a number that is no integer"},
		{"a number grown into a word", "uid eq 1and uid eq 2", 7, value + "a number that is no integer"},
		{"digits of another script", "uid eq ١", 7, value + `'\u0661'`},

		// Types.
		{"a text for a number", "uid eq 'x'", 7, integer + "a text"},
		{"no text for a number", "uid eq ''", 7, integer + "a text"},
		{"a fraction in quotes", "uid eq '1.5'", 7, integer + "a text"},
		{"a space with the number in quotes", "uid eq ' 1'", 7, integer + "a text"},
		{"a low line in a number in quotes", "uid eq '1_000'", 7, integer + "a text"},
		{"a number that is too large", "uid eq 9223372036854775808", 7, integer + "an integer"},
		{"a number that is too small", "uid eq -9223372036854775809", 7, integer + "an integer"},
		{"a number in quotes that is too large", "uid eq '9223372036854775808'", 7, integer + "a text"},

		// What follows.
		{"two comparisons without a word between", "uid eq 1 lock eq 'x'", 9, goOn + `the word "lock"`},
		{"a second value", "uid eq 1 2", 9, goOn + "an integer"},
		{"a quote that is not doubled", "identifier_owner.name eq 'O'Brien'", 28, goOn + `the word "Brien"`},
		{"not between two comparisons", "uid eq 1 not uid eq 2", 9, goOn + `the word "not"`},
		{"a comma", "uid eq 1, uid eq 2", 8, goOn + "','"},
		{"the end of another language", "uid eq 1;", 8, goOn + "';'"},
		{"a space that is none", "uid eq 1\u00a0", 8, goOn + `'\u00a0'`},

		// Parentheses.
		{"none closed", "(uid eq 1", 9, goOnIn + "the end"},
		{"one of two closed", "((uid eq 1) or uid eq 2", 23, goOnIn + "the end"},
		{"none opened", "uid eq 1)", 8, goOn + "')'"},
		{"nothing in them", "()", 1, field + "')'"},
		{"nothing in them behind not", "not ()", 5, field + "')'"},
		{"not closed before the next value", "(uid eq 1 2)", 10, goOnIn + "an integer"},
		{"an error deep inside", "uid eq 1 or (uid eq 2 and not (lock eq 'x' and))", 46, field + "')'"},

		// Characters.
		{"NUL", "uid eq 1\x00", 8, "expected no NUL"},
		{"NUL in a text", "lock eq 'a\x00b'", 10, "expected no NUL"},
		{"a byte that is no UTF-8", "lock eq 'a\xff'", 10, "expected UTF-8"},
		{"half a character at the end", "lock eq 'ж\xd0", 11, "expected UTF-8"},
		{"a surrogate", "lock eq '\xed\xa0\x80'", 9, "expected UTF-8"},
		{"UTF-8 that is longer than it must be", "lock eq '\xc0\xaf'", 9, "expected UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := schema.ParseFilter(tt.text)
			checkRefused(t, f == nil, err, fmt.Sprintf("filter: at byte %d: %s", tt.at, tt.want))
		})
	}
}

// A schema says what can be asked for; the empty one says nothing.
func TestAnEmptySchemaKnowsNoField(t *testing.T) {
	f, err := Schema{}.ParseFilter("uid eq 1")
	checkRefused(t, f == nil, err, `filter: at byte 0: expected a field of [], found the word "uid"`)
	if f, err := (Schema{}).ParseFilter(""); f != nil || err != nil {
		t.Errorf("nothing is %v, %v", f, err)
	}
}

// A number may be a code that somebody types at the door, and a text anything.
func TestAnErrorRepeatsNoValues(t *testing.T) {
	const secret = "0451"
	for _, text := range []string{
		"identifier_number " + secret, "identifier_number '" + secret + "'", secret + " eq 1", "'" + secret + "' eq 1",
		"identifier_number eq '" + secret, "identifier_number eq x" + secret, "identifier_number eq " + secret + "x",
		"identifier_number eq 1 " + secret, "identifier_number eq 1 '" + secret + "'", "uid eq '" + secret + "x'",
		"uid eq 999999999999999" + secret, "(uid eq 1 " + secret, "identifier_number eq '" + secret + "' x",
	} {
		_, err := schema.ParseFilter(text)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("the error of %s is %v", text, err)
		}
	}
}

func TestAnErrorRepeatsFewCharacters(t *testing.T) {
	for _, n := range []int{maxRepeated, maxRepeated + 1, MaxText - len("uid eq 1 ") - 1} {
		word := strings.Repeat("Q", n)
		for _, text := range []string{word, "uid " + word, "uid eq 1 " + word, "(uid eq 1 " + word[1:]} {
			_, err := schema.ParseFilter(text)
			if err == nil {
				t.Fatalf("%q is a filter", text)
			}
			want := min(strings.Count(text, "Q"), maxRepeated)
			if got := strings.Count(err.Error(), "Q"); got != want {
				t.Errorf("of %d Q the error repeats %d, want %d: %v", n, got, want, err)
			}
		}
	}
}
