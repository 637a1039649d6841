package domain_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestValue(t *testing.T) {
	tests := []struct {
		name     string
		value    domain.Value
		text     string
		number   float64
		isNumber bool
		isZero   bool
	}{
		// Numbers.
		{"a whole number has no decimal point", domain.Number(320), "320", 320, true, false},
		{"a fraction has no more digits than it needs", domain.Number(0.5), "0.5", 0.5, true, false},
		{"a fraction keeps the digits it needs", domain.Number(50.012), "50.012", 50.012, true, false},
		{"a third keeps the digits that tell it from its neighbours", domain.Number(1.0 / 3), "0.3333333333333333", 1.0 / 3, true, false},
		{"a large number has no exponent", domain.Number(1e7), "10000000", 1e7, true, false},
		{"a small number has no exponent", domain.Number(0.00001), "0.00001", 0.00001, true, false},
		{"a negative number keeps its sign", domain.Number(-0.25), "-0.25", -0.25, true, false},
		{"the number 0 is there", domain.Number(0), "0", 0, true, false},

		// Texts.
		{"a text is itself", domain.Text("png"), "png", 0, false, false},
		{"a text of digits is no number", domain.Text("12"), "12", 0, false, false},
		{"an empty text is there and no number", domain.Text(""), "", 0, false, false},

		// Absence.
		{"the zero value is absent", domain.Value{}, "", 0, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.value.String(), tt.text; got != want {
				t.Errorf("text is %q, want %q", got, want)
			}
			number, isNumber := tt.value.Number()
			if got, want := isNumber, tt.isNumber; got != want {
				t.Errorf("being a number is %t, want %t", got, want)
			}
			if got, want := number, tt.number; got != want {
				t.Errorf("number is %g, want %g", got, want)
			}
			if got, want := tt.value.IsZero(), tt.isZero; got != want {
				t.Errorf("IsZero is %t, want %t", got, want)
			}
		})
	}
}

func TestAFormattedNumberReadsBackAsItself(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		want := math.Ldexp(random.Float64()-0.5, random.IntN(80)-40)
		text := domain.Number(want).String()
		got, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Fatalf("%q reads back as %g, want %g", text, got, want)
		}
	}
}
