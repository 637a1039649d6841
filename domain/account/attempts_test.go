package account_test

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// failed returns so many failures at noon.
func failed(a account.Allowance, n int) (f account.Failures) {
	for range n {
		f = f.And(a, noon)
	}
	return f
}

func TestWait(t *testing.T) {
	a := account.Allowance{AtOnce: 3, Every: time.Minute}
	for _, c := range []struct {
		name     string
		failures int
		after    time.Duration // noon
		want     time.Duration
	}{
		{"without a failure, none", 0, 0, 0},
		{"one failure before the limit, none", 2, 0, 0},
		{"at the limit, until one is forgotten", 3, 0, time.Minute},
		{"just before one is forgotten, the rest", 3, time.Minute - time.Nanosecond, time.Nanosecond},
		{"once one is forgotten, none", 3, time.Minute, 0},
		{"what is beyond the limit does not count", 30, 0, time.Minute},
		{"a clock that was put back counts no more than the limit", 3, -24 * time.Hour, time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := failed(a, c.failures).Wait(a, noon.Add(c.after)); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestOneMoreFailureEachTimeOneIsForgotten(t *testing.T) {
	a := account.Allowance{AtOnce: 3, Every: time.Minute}
	f, now := failed(a, 3), noon
	for range 10 {
		now = now.Add(time.Minute)
		if got := f.Wait(a, now); got != 0 {
			t.Fatalf("at %v another attempt has to wait %v", now, got)
		}
		f = f.And(a, now)
		if got := f.Wait(a, now); got != time.Minute {
			t.Fatalf("at %v, after it, the wait is %v", now, got)
		}
	}
}

func TestFailuresAreForgotten(t *testing.T) {
	a := account.Allowance{AtOnce: 3, Every: time.Minute}
	if !(account.Failures{}).Forgotten(noon) {
		t.Error("no failures are remembered")
	}
	f := failed(a, 2)
	if f.Forgotten(noon.Add(2*time.Minute - time.Nanosecond)) {
		t.Error("they are forgotten too early")
	}
	if !f.Forgotten(noon.Add(2 * time.Minute)) {
		t.Error("they are not forgotten in time")
	}
	if failed(a, 1).Compare(f) != -1 || f.Compare(failed(a, 1)) != 1 || f.Compare(f) != 0 {
		t.Error("one failure is not forgotten before two")
	}
}

// The documented numbers: the README and docs/decisions.md have them too.
func TestTheAllowances(t *testing.T) {
	for _, c := range []struct {
		name   string
		a      account.Allowance
		atOnce int
		aDay   int
	}{
		{"a pair", account.PairAllowance, 10, 480},
		{"an account", account.AccountAllowance, 30, 1440},
		{"an address", account.AddressAllowance, 50, 1440},
	} {
		if c.a.AtOnce != c.atOnce || int(24*time.Hour/c.a.Every) != c.aDay {
			t.Errorf("%s may have %+v, want %d at once and %d a day", c.name, c.a, c.atOnce, c.aDay)
		}
	}
}
