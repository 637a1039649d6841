package texts

import (
	"cmp"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestNumbers(t *testing.T) {
	number, text := domain.Number, domain.Text
	tests := []struct {
		name     string
		measured domain.Value
		limit    domain.Value
		unit     string
		want     [2]string // measured and limit in English
	}{
		// Units.
		{"px are whole", number(62.4), number(80), "px", [2]string{"62", "80"}},
		{"large numbers of px are whole and ungrouped", number(12_345), number(12_000), "px", [2]string{"12345", "12000"}},
		{"a share is a percentage", number(0.62), number(0.9), "share", [2]string{"62 %", "90 %"}},
		{"a percentage is whole", number(0.6249), number(0.9), "share", [2]string{"62 %", "90 %"}},
		{"a percentage has the decimals of its limit", number(0.0104), number(0.015), "share", [2]string{"1 %", "1.5 %"}},
		{"a whole share is all of it", number(1), number(0.25), "share", [2]string{"100 %", "25 %"}},
		{"an angle is in whole degrees", number(21.3), number(15), "degrees", [2]string{"21°", "15°"}},
		{"an angle has no sign", number(-21.3), number(-15), "degrees", [2]string{"21°", "15°"}},
		{"an angle against none has no sign", number(-21.3), number(0), "degrees", [2]string{"21°", "0°"}},
		{"an angle on the other side of zero keeps its sign", number(-5), number(5), "degrees", [2]string{"-5°", "5°"}},
		{"megapixels are whole", number(108.4), number(50), "megapixels", [2]string{"108", "50"}},
		{"bytes are told in MiB", number(20 << 20), number(16 << 20), "bytes", [2]string{"20", "16"}},
		{"a ratio has the decimals of its limit", number(0.08123), number(0.12), "", [2]string{"0.08", "0.12"}},
		{"a small ratio has more decimals", number(0.000_21), number(0.0003), "", [2]string{"0.0002", "0.0003"}},
		{"a multiple of about one has two decimals", number(0.4873), number(1), "head heights", [2]string{"0.49", "1"}},
		{"an unknown unit is as it is", number(3), number(5), "apples", [2]string{"3", "5"}},

		// Decimals.
		{"a limit has three digits", number(0.1), number(1.0 / 3), "", [2]string{"0.1", "0.333"}},
		{"a limit that is not whole is not rounded", number(62), number(80.5), "px", [2]string{"62", "80.5"}},
		{"zeros at the end are left out", number(0.5), number(0.12), "", [2]string{"0.5", "0.12"}},
		{"zeros before the point are not", number(100), number(120), "px", [2]string{"100", "120"}},
		{"nothing is 0", number(0), number(1), "faces", [2]string{"0", "1"}},
		{"nearly nothing is 0", number(0.000_001), number(0.0003), "", [2]string{"0", "0.0003"}},
		{"less than nothing, and nearly nothing, is 0", number(-0.001), number(0.6), "eye distances", [2]string{"0", "0.6"}},
		{"less than nothing has a sign", number(-0.3), number(0.6), "eye distances", [2]string{"-0.3", "0.6"}},

		// Numbers that look alike.
		{"nearly the limit is not the limit", number(79.6), number(80), "px", [2]string{"79.6", "80"}},
		{"very nearly the limit is not the limit", number(79.9996), number(80), "px", [2]string{"79.9996", "80"}},
		{"nearly the limit in percent", number(0.8996), number(0.9), "share", [2]string{"89.96 %", "90 %"}},
		{"nearly the limit in degrees", number(-15.2), number(-15), "degrees", [2]string{"15.2°", "15°"}},
		{"the smallest float is not nothing", number(math.SmallestNonzeroFloat64), number(0), "px", [2]string{"0." + strings.Repeat("0", 323) + "5", "0"}},
		{"nearly nothing is not nothing", number(0.004), number(0), "", [2]string{"0.004", "0"}},
		{"the limit itself is the limit", number(80), number(80), "px", [2]string{"80", "80"}},
		{"neighbours among floats", number(math.Nextafter(0.9, 0)), number(0.9), "share",
			[2]string{"89.99999999999999 %", "90 %"}},

		// Values that are no numbers.
		{"texts are as they are", text("PNG"), text("JPEG 2.0"), "", [2]string{"PNG", "JPEG 2.0"}},
		{"a text has no sign of a unit", text("much"), number(0.5), "share", [2]string{"much", "50 %"}},
		{"what is absent is unknown", domain.Value{}, domain.Value{}, "px", [2]string{"?", "?"}},
		{"an empty text is unknown", text(""), text(""), "", [2]string{"?", "?"}},
		{"a limit alone", domain.Value{}, number(1.25 * (1 << 20)), "bytes", [2]string{"?", "1.25"}},
		{"a measured value alone", number(0.123), domain.Value{}, "share", [2]string{"12.3 %", "?"}},
		{"no number is unknown", number(math.NaN()), number(0.5), "share", [2]string{"?", "50 %"}},
		{"infinity is unknown", number(math.Inf(-1)), number(math.Inf(1)), "degrees", [2]string{"?", "?"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reason := domain.Reason{Measured: tt.measured, Limit: tt.limit, Unit: tt.unit}
			if got, want := numbers(English, reason), tt.want; got != want {
				t.Errorf("numbers are %q, want %q", got, want)
			}
		})
	}
}

// numbers returns the measured value and the limit of a reason in words.
func numbers(l Language, r domain.Reason) [2]string {
	t := l.fill(Text{Message: "{measured}", Advice: "{limit}"}, readable(r))
	return [2]string{t.Message, t.Advice}
}

func TestTheDecimalSign(t *testing.T) {
	number, text := domain.Number, domain.Text
	tests := []struct {
		name            string
		measured, limit domain.Value
		english, others [2]string
	}{
		{"two numbers", number(0.123), number(0.125), [2]string{"0.123", "0.125"}, [2]string{"0,123", "0,125"}},
		{"a number and a text", number(1.5), text("v1.2"), [2]string{"1.5", "v1.2"}, [2]string{"1,5", "v1.2"}},
		{"a text and a number", text("v1.2"), number(1.5), [2]string{"v1.2", "1.5"}, [2]string{"v1.2", "1,5"}},
		{"two texts", text("v1.2"), text("v1.3"), [2]string{"v1.2", "v1.3"}, [2]string{"v1.2", "v1.3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, l := range Languages() {
				want := tt.others
				if l == English {
					want = tt.english
				}
				if got := numbers(l, domain.Reason{Measured: tt.measured, Limit: tt.limit}); got != want {
					t.Errorf("%s: numbers are %q, want %q", l, got, want)
				}
			}
		})
	}
}

func TestThePlaceOfThePercentSign(t *testing.T) {
	number, text := domain.Number, domain.Text
	tests := []struct {
		name            string
		measured, limit domain.Value
		others, turkish [2]string
	}{
		{"two numbers", number(0.62), number(0.9), [2]string{"62 %", "90 %"}, [2]string{"%62", "%90"}},
		{"decimals", number(0.0123), number(0.015), [2]string{"1,2 %", "1,5 %"}, [2]string{"%1,2", "%1,5"}},
		{"less than nothing", number(-0.05), number(0.25), [2]string{"-5 %", "25 %"}, [2]string{"-%5", "%25"}},
		{"a text is as it is", text("62 %"), number(0.9), [2]string{"62 %", "90 %"}, [2]string{"62 %", "%90"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, l := range Languages() {
				want := tt.others
				switch l {
				case English:
					continue // it has no comma
				case Turkish:
					want = tt.turkish
				}
				if got := numbers(l, domain.Reason{Measured: tt.measured, Limit: tt.limit, Unit: "share"}); got != want {
					t.Errorf("%s: numbers are %q, want %q", l, got, want)
				}
			}
		})
	}
	degrees := domain.Reason{Measured: number(-5), Limit: number(5), Unit: "degrees"}
	if got, want := numbers(Turkish, degrees), ([2]string{"-5°", "5°"}); got != want {
		t.Errorf("degrees are %q, want %q", got, want)
	}
}

func TestDifferentNumbersNeverLookTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	units := []string{"px", "share", "degrees", "megapixels", "bytes", ""}
	for range 5000 {
		limit := anyNumber(random)
		measured := near(random, limit)
		r := domain.Reason{Measured: domain.Number(measured), Limit: domain.Number(limit), Unit: units[random.IntN(len(units))]}
		got := numbers(English, r)
		if (got[0] == got[1]) != (measured == limit) {
			t.Fatalf("%g against %g %s look like %q and %q", measured, limit, r.Unit, got[0], got[1])
		}
		if r.Unit == "degrees" { // without signs, they have another order
			continue
		}
		if got, want := parsed(t, got[0]).Cmp(parsed(t, got[1])), cmp.Compare(measured, limit); got != want {
			t.Fatalf("%g against %g %s compare as %d, want %d", measured, limit, r.Unit, got, want)
		}
	}
}

// anyNumber returns a whole number, one with a few decimals, or one with many.
// None is 0, whose neighbours have more than 300 decimals: that takes long.
func anyNumber(random *rand.Rand) float64 {
	n := math.Ldexp(random.Float64()-0.5, random.IntN(40)-20)
	switch random.IntN(3) {
	case 0:
		return math.Round(n) + math.Copysign(1, n)
	case 1:
		return math.Round(n*1000)/1000 + math.Copysign(0.001, n)
	}
	return n
}

// near returns a number that is easily mistaken for another, or the number
// itself, or any.
func near(random *rand.Rand, n float64) float64 {
	switch random.IntN(6) {
	case 0:
		return n
	case 1:
		return -n
	case 2:
		return math.Nextafter(n, math.Inf(1))
	case 3:
		return math.Nextafter(n, math.Inf(-1))
	case 4:
		return n + math.Ldexp(random.Float64()-0.5, -random.IntN(40))
	}
	return anyNumber(random)
}

// parsed returns the number that a text shows, exactly.
func parsed(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(strings.TrimSuffix(text, " %"))
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return r
}

func TestAPercentageBeyondWhatAFloatHolds(t *testing.T) {
	huge := domain.Number(math.MaxFloat64)
	got := numbers(English, domain.Reason{Measured: huge, Limit: huge, Unit: "share"})[1]
	if want := "17976931348623157"; !strings.HasPrefix(got, want) || len(got) != len(" %")+311 {
		t.Errorf("it is %q, want 311 digits that begin with %s", got, want)
	}
}

func TestAnAngleHasASignOnlyOnTheOtherSideOfZero(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		measured, limit := random.Float64()*360-180, random.Float64()*360-180
		r := domain.Reason{Measured: domain.Number(measured), Limit: domain.Number(limit), Unit: "degrees"}
		got := strings.Contains(numbers(English, r)[0]+numbers(English, r)[1], "-")
		if want := measured*limit < 0; got != want {
			t.Fatalf("%g against %g: a sign is %t, want %t", measured, limit, got, want)
		}
	}
}
