// Package conformance turns the contracts in package ports into test suites,
// one entry point for each port: every adapter runs the suite of the port it
// implements, and so can yours. The ports that only make sense beside others,
// such as the Transactor, are in that of a whole store.
//
//	func TestStore(t *testing.T) {
//		conformance.RunStore(t, func(t *testing.T) ports.Store {
//			return memory.New().Ports()
//		})
//	}
//
// The package imports testing, so only tests may import it. The suites decide
// what time it is and take no wall clock into account; run them with the race
// detector, for part of each is about calls from several goroutines at once.
package conformance
