// Package conformance turns the contracts in package ports into test suites,
// one entry point for each port: every adapter runs the suite of the port it
// implements, and so can yours.
//
//	func TestIdentifiers(t *testing.T) {
//		conformance.RunIdentifierRepo(t, func(t *testing.T) ports.IdentifierRepo {
//			return memory.NewIdentifiers()
//		})
//	}
//
// The package imports testing, so only tests may import it. The suites decide
// what time it is and take no wall clock into account; run them with the race
// detector, for part of each is about calls from several goroutines at once.
package conformance
