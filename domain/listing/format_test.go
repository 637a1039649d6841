package listing

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// checkFilterComesBack wants that what Format writes of a filter is that filter.
func checkFilterComesBack(t *testing.T, f Filter) {
	t.Helper()
	text := Format(f)
	got, err := schema.ParseFilter(text)
	if err != nil {
		t.Errorf("%q is refused: %v", text, err)
		return
	}
	if !reflect.DeepEqual(got, f) {
		t.Errorf("%q came back as %#v, want %#v", text, got, f)
	}
	if again := Format(got); again != text {
		t.Errorf("%q is then written %q", text, again)
	}
}

func TestFormat(t *testing.T) {
	a, b, c := has("a", Equal, 1), has("b", Equal, 2), has("c", Equal, 3)
	tests := []struct {
		name   string
		filter Filter
		want   string
	}{
		// Comparisons.
		{"every item", nil, ""},
		{"the contract's sample", is("identifier_number", Equal, "3090417"), "identifier_number eq '3090417'"},
		{"an empty text", is("lock", NotEqual, ""), "lock nq ''"},
		{"a quote is doubled", is("identifier_owner.name", Equal, "O'Brien"), "identifier_owner.name eq 'O''Brien'"},
		{"a text of quotes", is("lock", Equal, "''"), "lock eq ''''''"},
		{"a backslash stays alone", is("lock", Equal, `\`), `lock eq '\'`},
		{"a number has no quotes", has("uid", GreaterOrEqual, 214), "uid ge 214"},
		{"a negative number", has("uid", Less, -1), "uid lt -1"},
		{"the smallest number", has("uid", Greater, math.MinInt64), "uid gt -9223372036854775808"},

		// Groups.
		{"and", And{[]Filter{a, b, c}}, "a eq 1 and b eq 2 and c eq 3"},
		{"or", Or{[]Filter{a, b, c}}, "a eq 1 or b eq 2 or c eq 3"},
		{"not", Not{a}, "not a eq 1"},
		{"not not", Not{Not{a}}, "not not a eq 1"},
		{"and in or", Or{[]Filter{a, And{[]Filter{b, c}}}}, "a eq 1 or b eq 2 and c eq 3"},
		{"or in and", And{[]Filter{a, Or{[]Filter{b, c}}}}, "a eq 1 and (b eq 2 or c eq 3)"},
		{"and in and", And{[]Filter{And{[]Filter{a, b}}, c}}, "(a eq 1 and b eq 2) and c eq 3"},
		{"or in or", Or{[]Filter{a, Or{[]Filter{b, c}}}}, "a eq 1 or (b eq 2 or c eq 3)"},
		{"and in not", Not{And{[]Filter{a, b}}}, "not (a eq 1 and b eq 2)"},
		{"or in not", Not{Or{[]Filter{a, b}}}, "not (a eq 1 or b eq 2)"},
		{"not in and", And{[]Filter{Not{a}, b}}, "not a eq 1 and b eq 2"},
		{"not in or", Or{[]Filter{a, Not{b}}}, "a eq 1 or not b eq 2"},
		{"or in not in and in or", Or{[]Filter{And{[]Filter{Not{Or{[]Filter{a, b}}}, c}}, a}}, "not (a eq 1 or b eq 2) and c eq 3 or a eq 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := Format(tt.filter), tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			checkFilterComesBack(t, tt.filter)
		})
	}
}

func TestFormatOfAGroupOfOne(t *testing.T) {
	a, b := has("a", Equal, 1), has("b", Equal, 2)
	for _, group := range []func(...Filter) Filter{
		func(terms ...Filter) Filter { return And{terms} },
		func(terms ...Filter) Filter { return Or{terms} },
	} {
		for want, f := range map[string]Filter{
			"a eq 1":                        group(a),
			"a eq 1 or b eq 2":              group(Or{[]Filter{a, b}}),
			"not (a eq 1 or b eq 2)":        Not{group(Or{[]Filter{a, b}})},
			"(a eq 1 or b eq 2) and a eq 1": And{[]Filter{group(Or{[]Filter{a, b}}), group(group(a))}},
		} {
			if got := Format(f); got != want {
				t.Errorf("%#v is %q, want %q", f, got, want)
			}
		}
	}
}

// What cannot be said in words must not be read as something else.
func TestWhatCannotBeSaidIsRefused(t *testing.T) {
	a := has("a", Equal, 1)
	for want, f := range map[string]Filter{
		"()":                      And{},
		"not ()":                  Not{},
		"a eq 1 and ()":           And{[]Filter{a, nil}},
		"() or a eq 1":            Or{[]Filter{And{}, a}},
		"a operator(6) 1":         has("a", LessOrEqual+1, 1),
		"not (a eq 1 and not ())": Not{And{[]Filter{a, Not{Or{}}}}},
	} {
		if got := Format(f); got != want {
			t.Errorf("%#v is %q, want %q", f, got, want)
		}
		if got, err := schema.ParseFilter(Format(f)); err == nil {
			t.Errorf("%q came back as %#v", Format(f), got)
		}
	}
}

func TestRandomFiltersComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 4))
	kinds := map[reflect.Type]int{}
	for range 3000 {
		f := randomFilter(random, 3)
		kinds[reflect.TypeOf(f)]++
		checkFilterComesBack(t, f)
		if t.Failed() {
			return
		}
	}
	if len(kinds) != 4 {
		t.Errorf("filters were %v, want some of each", kinds)
	}
}

// randomFilter returns one of at most so many levels, within all limits.
func randomFilter(random *rand.Rand, levels int) Filter {
	choice := random.IntN(4)
	if levels == 0 {
		choice = 0
	}
	switch choice {
	case 1:
		return And{randomTerms(random, levels-1)}
	case 2:
		return Or{randomTerms(random, levels-1)}
	case 3:
		return Not{randomFilter(random, levels-1)}
	}
	field := schema.Fields()[random.IntN(len(schema))]
	value := Number(int64(random.Uint64()) >> random.IntN(64))
	if schema[field] == TextField {
		value = Text(randomText(random))
	}
	return Comparison{field, Operator(random.IntN(len(operatorNames))), value}
}

// randomTerms returns two terms or three: of three levels no more than 27
// comparisons.
func randomTerms(random *rand.Rand, levels int) []Filter {
	terms := make([]Filter, 2+random.IntN(2))
	for i := range terms {
		terms[i] = randomFilter(random, levels)
	}
	return terms
}

func randomText(random *rand.Rand) string {
	alphabet := []rune("ab01' \\\"%()жé😀\n")
	text := make([]rune, random.IntN(8))
	for i := range text {
		text[i] = alphabet[random.IntN(len(alphabet))]
	}
	return string(text)
}
