package texts

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
)

// unknown stands for a number that there is not.
const unknown = "?"

// readable returns the reason without numbers that nobody can read.
func readable(r domain.Reason) domain.Reason {
	r.Measured, r.Limit = finite(r.Measured), finite(r.Limit)
	return r
}

// finite returns the value, or unknown for a number that is none.
func finite(v domain.Value) domain.Value {
	if n, ok := v.Number(); ok && (math.IsNaN(n) || math.IsInf(n, 0)) {
		return domain.Text(unknown)
	}
	return v
}

// written returns both values of a reason as the language writes them; "" for
// one that is absent. Texts stay as they are.
func (l Language) written(r domain.Reason) (measured, limit string) {
	m, hasMeasured := r.Measured.Number()
	n, hasLimit := r.Limit.Number()
	u := unitOf(r.Unit)
	switch {
	case hasMeasured && hasLimit:
		measured, limit = u.pair(m, n)
		return l.number(measured), l.number(limit)
	case hasMeasured:
		return l.number(u.single(m)), r.Limit.String()
	case hasLimit:
		return r.Measured.String(), l.number(u.single(n))
	}
	return r.Measured.String(), r.Limit.String()
}

// number gives a number the decimal sign of the language, a comma in all but
// English, and puts the sign of a percentage where the language has it: in
// Turkish in front.
func (l Language) number(s string) string {
	if l == English {
		return s
	}
	s = strings.Replace(s, ".", ",", 1)
	if share, ok := strings.CutSuffix(s, percent); ok && l == Turkish {
		return strings.Replace("%"+share, "%-", "-%", 1)
	}
	return s
}

// percent is what follows a percentage.
const percent = " %"

// unit is how the numbers of one unit are written.
type unit struct {
	times    float64 // what a number is multiplied by
	sign     string  // what follows it
	unsigned bool    // negative numbers lose their sign: the words say the direction
	decimals int     // at least, unless they are zeros
}

// unitOf returns how the numbers of a unit are written: as they are, if nothing
// else is said.
func unitOf(name string) unit {
	switch name {
	case "share":
		return unit{times: 100, sign: percent}
	case "degrees":
		return unit{times: 1, sign: "°", unsigned: true}
	case "bytes": // of a file, which is told in MiB
		return unit{times: 1.0 / (1 << 20)}
	case "eye distances", "head heights": // multiples of about one
		return unit{times: 1, decimals: 2}
	default:
		return unit{times: 1}
	}
}

// single returns a number that has nothing to be told apart from.
func (u unit) single(v float64) string {
	text, _ := u.pair(v, v)
	return text
}

// pair returns a measured value and its limit with as many decimals as the unit
// or the limit needs, and as many more as tell the two apart: 79.6 is not 80 if that is
// the limit. Two different floats differ somewhere, so that this ends.
func (u unit) pair(measured, limit float64) (string, string) {
	m, n := u.scaled(measured), u.scaled(limit)
	// On either side of zero the signs stay: without, -5 would look like 5.
	if u.unsigned && m.Sign()*n.Sign() >= 0 {
		m.Abs(m)
		n.Abs(n)
	}
	decimals := max(u.decimals, decimalsOf(n))
	for m.Cmp(n) != 0 && rounded(m, decimals) == rounded(n, decimals) {
		decimals++
	}
	return rounded(m, decimals) + u.sign, rounded(n, decimals) + u.sign
}

// scaled returns the exact product: a rounded one could make two numbers one.
func (u unit) scaled(v float64) *big.Float {
	const exact = 2 * 53 // bits
	return new(big.Float).SetPrec(exact).Mul(big.NewFloat(v), big.NewFloat(u.times))
}

// decimalsOf returns how many decimals a number of three digits has: none for
// 112, one for 98.5, four for 0.0003.
func decimalsOf(v *big.Float) int {
	const digits = 3
	short, err := strconv.ParseFloat(v.Text('g', digits), 64)
	if err != nil { // beyond what a float holds, and so without decimals
		return 0
	}
	_, decimals, _ := strings.Cut(strconv.FormatFloat(short, 'f', -1, 64), ".")
	return len(decimals)
}

// rounded writes a number with so many decimals, less the zeros at the end.
func rounded(v *big.Float, decimals int) string {
	text := v.Text('f', decimals)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}
