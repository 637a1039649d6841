package account_test

import (
	"net/netip"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

func TestAddressFrom(t *testing.T) {
	for _, c := range []struct{ name, ip, want string }{
		{"an IPv4 address is one", "192.0.2.7", "192.0.2.7"},
		{"an IPv4 address in IPv6 is the same", "::ffff:192.0.2.7", "192.0.2.7"},
		{"of an IPv6 address 64 bits count", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
		{"the other 64 do not", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"},
		{"the 64th does", "2001:db8:1:3::", "2001:db8:1:3::/64"},
		{"a zone does not", "fe80::1%eth0", "fe80::/64"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := account.AddressFrom(netip.MustParseAddr(c.ip))
			if got.String() != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	a, b := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::2")
	if account.AddressFrom(a) != account.AddressFrom(b) {
		t.Error("two addresses of one /64 are different")
	}
	if got := account.AddressFrom(netip.Addr{}); got != (account.Address{}) || got.String() != "" {
		t.Errorf("no address is %q", got)
	}
}

func TestAddressOf(t *testing.T) {
	a := account.AddressFrom(netip.MustParseAddr("192.0.2.7"))
	if got := account.AddressOf(t.Context()); got != (account.Address{}) {
		t.Errorf("an unknown address is %q", got)
	}
	if got := account.AddressOf(account.WithCaller(account.WithAddress(t.Context(), a), "maria")); got != a {
		t.Errorf("got %q, want %q", got, a)
	}
}
