package ports

import (
	"context"
	"time"
)

// Clock returns the current time. The use cases take it as a parameter so that
// tests decide what time it is.
type Clock func() time.Time

// Purger is an optional capability of an adapter that keeps things: what was
// deleted, or stood where something else stands now, is on the disk no more.
type Purger interface {
	// Purge overwrites or gives up whatever copies there are. The error is
	// KindBusy if somebody else reads from them all the time; it may be
	// called again.
	Purge(ctx context.Context) error
}

// Prober is an optional capability of an adapter: it says whether the adapter
// can do its work now.
type Prober interface {
	// Probe really does a small piece of the work, for example a query or
	// the detection of a known face, and returns why it failed.
	Probe(ctx context.Context) error
}
