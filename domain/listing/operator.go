package listing

import (
	"fmt"
	"slices"
	"strings"
)

// Operator says how a field is compared with a value.
type Operator int

// The operators.
const (
	Equal Operator = iota
	NotEqual
	Greater
	GreaterOrEqual
	Less
	LessOrEqual
)

// operatorNames are the operators as section 8.4 writes them.
var operatorNames = [...]string{
	Equal:          "eq",
	NotEqual:       "nq",
	Greater:        "gt",
	GreaterOrEqual: "ge",
	Less:           "lt",
	LessOrEqual:    "le",
}

// String returns the operator as it is on the wire: eq, nq, gt, ge, lt or le.
func (o Operator) String() string {
	if o < 0 || int(o) >= len(operatorNames) {
		return fmt.Sprintf("operator(%d)", int(o))
	}
	return operatorNames[o]
}

// operatorNamed returns the operator of a name in any case.
func operatorNamed(name string) (Operator, bool) {
	i := slices.Index(operatorNames[:], strings.ToLower(name))
	return Operator(i), i >= 0
}

// holds reports whether the operator is true of two values that compare so. An
// operator that does not exist is true of none.
func (o Operator) holds(compared int) bool {
	switch o {
	case Equal:
		return compared == 0
	case NotEqual:
		return compared != 0
	case Greater:
		return compared > 0
	case GreaterOrEqual:
		return compared >= 0
	case Less:
		return compared < 0
	case LessOrEqual:
		return compared <= 0
	}
	return false
}

// Operators returns every operator, in the order in which they stand above.
func Operators() []Operator {
	all := make([]Operator, len(operatorNames))
	for i := range all {
		all[i] = Operator(i)
	}
	return all
}
