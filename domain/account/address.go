package account

import (
	"context"
	"net/netip"
)

// v6Bits is what a provider gives a customer at least: whoever has one address
// of a /64 has all of it.
const v6Bits = 64

// Address is where a login comes from: an IPv4 address, or 64 bits of an IPv6
// address. The zero Address is unknown.
type Address struct {
	prefix netip.Prefix
}

// AddressFrom returns the Address of an IP address. What is not valid is
// unknown.
func AddressFrom(ip netip.Addr) Address {
	ip = ip.Unmap().WithZone("")
	// The only error is more bits than an address has.
	prefix, _ := ip.Prefix(min(ip.BitLen(), v6Bits))
	return Address{prefix: prefix}
}

// String returns the address as people write it, "" if it is unknown.
func (a Address) String() string {
	switch {
	case !a.prefix.IsValid():
		return ""
	case a.prefix.IsSingleIP():
		return a.prefix.Addr().String()
	}
	return a.prefix.String()
}

type addressKey struct{}

// WithAddress returns a context that says where a request comes from.
func WithAddress(ctx context.Context, a Address) context.Context {
	return context.WithValue(ctx, addressKey{}, a)
}

// AddressOf returns where a request comes from.
func AddressOf(ctx context.Context) Address {
	a, _ := ctx.Value(addressKey{}).(Address)
	return a
}
