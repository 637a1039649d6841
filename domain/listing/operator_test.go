package listing

import (
	"strings"
	"testing"
)

// operators has for every operator its name and what it makes of a value that
// is less, equal and greater.
var operators = []struct {
	operator             Operator
	name                 string
	less, equal, greater bool
}{
	{Equal, "eq", false, true, false},
	{NotEqual, "nq", true, false, true},
	{Greater, "gt", false, false, true},
	{GreaterOrEqual, "ge", false, true, true},
	{Less, "lt", true, false, false},
	{LessOrEqual, "le", true, true, false},
}

func TestOperatorNames(t *testing.T) {
	if got, want := len(Operators()), len(operators); got != want {
		t.Fatalf("there are %d operators, want %d", got, want)
	}
	for i, tt := range operators {
		if got, want := Operators()[i], tt.operator; got != want {
			t.Errorf("operator %d is %v, want %v", i, got, want)
		}
		if got, want := tt.operator.String(), tt.name; got != want {
			t.Errorf("operator %d is %q, want %q", int(tt.operator), got, want)
		}
		for _, name := range []string{tt.name, strings.ToUpper(tt.name), strings.ToUpper(tt.name[:1]) + tt.name[1:]} {
			if got, ok := operatorNamed(name); !ok || got != tt.operator {
				t.Errorf("%q is operator %d, %t, want %d", name, int(got), ok, int(tt.operator))
			}
		}
	}
}

func TestOperatorsThatDoNotExist(t *testing.T) {
	for o, want := range map[Operator]string{-1: "operator(-1)", LessOrEqual + 1: "operator(6)"} {
		if got := o.String(); got != want {
			t.Errorf("operator %d is %q, want %q", int(o), got, want)
		}
		for compared := -1; compared <= 1; compared++ {
			if o.holds(compared) {
				t.Errorf("%v is true of values that compare as %d", o, compared)
			}
		}
	}
	for _, name := range []string{"", "e", "ne", "eqq", "=", "like"} {
		if o, ok := operatorNamed(name); ok {
			t.Errorf("%q is the operator %v", name, o)
		}
	}
}
