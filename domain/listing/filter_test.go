package listing

import (
	"math"
	"testing"
)

// is returns a comparison with a text, and has with a number.
func is(field Field, o Operator, text string) Filter   { return Comparison{field, o, Text(text)} }
func has(field Field, o Operator, number int64) Filter { return Comparison{field, o, Number(number)} }

// always returns an item whose fields all have that value.
func always(v Value) func(Field) Value { return func(Field) Value { return v } }

func TestComparisons(t *testing.T) {
	tests := []struct {
		name                 string
		less, value, greater Value
	}{
		{"numbers are compared as numbers", Number(9), Number(10), Number(100)},
		{"negative numbers are less", Number(-2), Number(-1), Number(0)},
		{"numbers are compared as far as they go", Number(math.MinInt64), Number(0), Number(math.MaxInt64)},
		{"neighbours are told apart that a float does not", Number(1 << 53), Number(1<<53 + 1), Number(1<<53 + 2)},
		{"texts are compared by their bytes", Text("10"), Text("9"), Text("99")},
		{"capitals are less than small letters", Text("CARD"), Text("card"), Text("cards")},
		{"letters of other scripts are greater", Text("z"), Text("Ж"), Text("ж")},
		{"the empty text is less than any other, and greater than a number", Number(1), Text(""), Text("\x01")},
		{"any number is less than a text of its digits", Number(5), Text("5"), Text("6")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, o := range operators {
				f := Comparison{"field", o.operator, tt.value}
				for _, item := range []struct {
					value Value
					want  bool
				}{{tt.less, o.less}, {tt.value, o.equal}, {tt.greater, o.greater}} {
					if got, want := Matches(f, always(item.value)), item.want; got != want {
						t.Errorf("%q %s %q is %t, want %t", item.value, o.name, tt.value, got, want)
					}
				}
			}
		})
	}
}

func TestAComparisonAsksForItsField(t *testing.T) {
	item := map[Field]Value{"lock": Text("all"), "uid": Number(7)}
	value := func(f Field) Value { return item[f] }
	for f, want := range map[Filter]bool{
		is("lock", Equal, "all"):  true,
		is("uid", Equal, "all"):   false,
		has("uid", Equal, 7):      true,
		has("lock", Equal, 7):     false,
		is("other", Equal, ""):    true, // what the item's owner says of it
		is("other", Equal, "all"): false,
	} {
		if got := Matches(f, value); got != want {
			t.Errorf("%s is %t, want %t", Format(f), got, want)
		}
	}
}

func TestMatches(t *testing.T) {
	yes, no := has("uid", Equal, 1), has("uid", NotEqual, 1)
	tests := []struct {
		name   string
		filter Filter
		want   bool
	}{
		// Nothing.
		{"no filter is true", nil, true},
		{"and without terms is true", And{}, true},
		{"or without terms is false", Or{}, false},
		{"not of no filter is false", Not{}, false},
		{"no filter within and is true", And{[]Filter{nil, yes}}, true},
		{"no filter within or is true", Or{[]Filter{no, nil}}, true},

		// And.
		{"true and true is true", And{[]Filter{yes, yes}}, true},
		{"true and false is false", And{[]Filter{yes, no}}, false},
		{"false and true is false", And{[]Filter{no, yes}}, false},
		{"false and false is false", And{[]Filter{no, no}}, false},
		{"one false among many ands is false", And{[]Filter{yes, yes, no, yes}}, false},
		{"and of one term is that term when it is true", And{[]Filter{yes}}, true},
		{"and of one term is that term when it is false", And{[]Filter{no}}, false},

		// Or.
		{"true or true is true", Or{[]Filter{yes, yes}}, true},
		{"true or false is true", Or{[]Filter{yes, no}}, true},
		{"false or true is true", Or{[]Filter{no, yes}}, true},
		{"false or false is false", Or{[]Filter{no, no}}, false},
		{"one true among many ors is true", Or{[]Filter{no, no, yes, no}}, true},
		{"or of one term is that term when it is true", Or{[]Filter{yes}}, true},
		{"or of one term is that term when it is false", Or{[]Filter{no}}, false},

		// Not.
		{"not true is false", Not{yes}, false},
		{"not false is true", Not{no}, true},
		{"not not true is true", Not{Not{yes}}, true},
		{"not of a group is that of the whole", Not{And{[]Filter{yes, no}}}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := Matches(tt.filter, always(Number(1))), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}
