// Package app holds the use cases: what Vestibule does, each on one screen. It
// knows the domain and the ports; which adapter stands behind a port is decided
// by whoever composes it (the root package, or an embedding program).
package app
