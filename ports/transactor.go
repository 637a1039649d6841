package ports

import "context"

// Transactor makes one change of several: a use case reads, applies a rule of
// the domain and stores, and nobody comes between.
type Transactor interface {
	// Within calls do once, in a transaction. Calls of repositories of the
	// same store take part in it if they are given the context that do gets;
	// they see what was changed earlier in it, and nobody else sees any of it
	// before do returns nil. If do returns an error or panics, nothing has
	// changed, and Within returns that error. An error of a repository that
	// do does not return undoes no more than that call.
	//
	// Transactions come one after the other. do must not wait for anything
	// but repositories, start goroutines that use its context, or keep it. A
	// Within inside another takes part in the outer one.
	Within(ctx context.Context, do func(ctx context.Context) error) error
}
