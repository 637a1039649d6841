package tlscert

import (
	"net"
	"os"
	"slices"
)

// Names returns by what clients may call a server on this machine that listens
// at an address: this machine, its host name, and the address, or all that it
// has.
func Names(at net.Addr) []string {
	names := []string{"localhost", "127.0.0.1", "::1"}
	if host, err := os.Hostname(); err == nil && host != "" {
		names = append(names, host)
	}
	if tcp, ok := at.(*net.TCPAddr); ok && !tcp.IP.IsUnspecified() {
		names = append(names, tcp.IP.String())
	} else if ok {
		names = append(names, addresses()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// addresses returns the addresses of this machine that others can reach.
func addresses() []string {
	var found []string
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil // the certificate has the host name all the same
	}
	for _, a := range all {
		if network, ok := a.(*net.IPNet); ok && !network.IP.IsLinkLocalUnicast() {
			found = append(found, network.IP.String())
		}
	}
	return found
}
