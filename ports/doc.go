// Package ports holds what the use cases in package app need from the outside
// world, as interfaces. Their comments are contracts; package conformance
// turns each contract into a test suite that every adapter runs.
//
// These rules hold for every port and are not repeated:
//
//   - Methods may be called from several goroutines at once.
//   - A method that takes a context returns soon after the context ends, with
//     an error for which errors.Is reports the context's error, or with the
//     result if the work was done already.
//   - Slices are not shared: after a call, either side may change what it
//     passed or got. Photo is the exception: nobody may change its bytes.
//   - Times are UTC in whole seconds; those of the two logs in whole milliseconds.
//   - Errors are or wrap *domain.Error; each method names the kinds that a
//     caller may act on. Any other error is KindInternal.
package ports
