package listing

import (
	"math"
	"testing"
)

func TestValue(t *testing.T) {
	tests := []struct {
		name     string
		value    Value
		isNumber bool
		text     string
		number   int64
		written  string
	}{
		{"a text is itself", Text("card"), false, "card", 0, "card"},
		{"a text of digits is no number", Text("007"), false, "007", 0, "007"},
		{"an empty text is a text", Text(""), false, "", 0, ""},
		{"the zero value is the empty text", Value{}, false, "", 0, ""},
		{"a text is written without quotes", Text("O'Brien"), false, "O'Brien", 0, "O'Brien"},
		{"a number is no text", Number(214), true, "", 214, "214"},
		{"0 is a number", Number(0), true, "", 0, "0"},
		{"the smallest number", Number(math.MinInt64), true, "", math.MinInt64, "-9223372036854775808"},
		{"the largest number", Number(math.MaxInt64), true, "", math.MaxInt64, "9223372036854775807"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, isText := tt.value.Text()
			if text != tt.text || isText == tt.isNumber {
				t.Errorf("the text is %q, %t, want %q, %t", text, isText, tt.text, !tt.isNumber)
			}
			number, isNumber := tt.value.Number()
			if number != tt.number || isNumber != tt.isNumber {
				t.Errorf("the number is %d, %t, want %d, %t", number, isNumber, tt.number, tt.isNumber)
			}
			if got, want := tt.value.String(), tt.written; got != want {
				t.Errorf("it is written %q, want %q", got, want)
			}
		})
	}
}

func TestValuesAreComparable(t *testing.T) {
	set := map[Value]string{Text(""): "no text", Number(0): "0", Text("1"): "a text", Number(1): "a number"}
	for v, want := range map[Value]string{{}: "no text", Number(0): "0", Text("1"): "a text", Number(1): "a number"} {
		if got := set[v]; got != want {
			t.Errorf("%#v is %q, want %q", v, got, want)
		}
	}
}

// rising are values of which each comes before the next.
var rising = []Value{
	// Numbers, before any text.
	Number(math.MinInt64), Number(-10), Number(-9), Number(0), Number(9), Number(10), Number(math.MaxInt64),

	// Texts, byte for byte: capitals before small letters, ASCII before the
	// rest, a beginning before the whole, digits by their characters.
	Text(""), Text(" "), Text("007"), Text("10"), Text("9"), Text("CARD"), Text("Card"), Text("card"), Text("card "), Text("cards"),
	Text("z"), Text("é"), Text("Ж"), Text("ж"), Text("\uffff"), Text("😀"),
}

func TestCompare(t *testing.T) {
	for i, v := range rising {
		for j, w := range rising {
			want := 0
			switch {
			case i < j:
				want = -1
			case i > j:
				want = 1
			}
			if got := v.Compare(w); got != want {
				t.Errorf("%#v compared with %#v is %d, want %d", v, w, got, want)
			}
		}
	}
}
