package app

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

const (
	// stopsWithin is how long a detector may go on when its time is over. What
	// works in C looks at the context between its steps only.
	stopsWithin = 5 * time.Second

	// mostStuck is how many calls that did not return may be left alone: each
	// keeps a goroutine and a photo.
	mostStuck = 8
)

// watch makes calls that are given up when they do not return although their
// context has ended. It owns the goroutines of those that are stuck.
type watch struct{ stuck int32 } // counted atomically; who has an Assessor may copy it

// call calls f, and returns what it returned. The error is KindBusy with
// ports.ErrStillReading if f did not return in time, or is not called because
// too many did not. A panic of f is the caller's.
func call[T any](ctx context.Context, w *watch, grace time.Duration, f func() (T, error)) (T, error) {
	var none T
	if n := atomic.LoadInt32(&w.stuck); n >= mostStuck {
		return none, domain.E(domain.KindBusy, "%d calls for other photos have not returned: %w", n, ports.ErrStillReading)
	}
	ended := make(chan func() (T, error), 1) // room for one that nobody waits for
	go func() {
		defer func() {
			if cause := recover(); cause != nil {
				text := fmt.Sprintf("%v\n%s", cause, debug.Stack())
				ended <- func() (T, error) { panic(text) }
			}
		}()
		result, err := f()
		ended <- func() (T, error) { return result, err }
	}()
	select {
	case end := <-ended:
		return end()
	case <-ctx.Done():
	}
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case end := <-ended:
		return end()
	case <-late.C:
	}
	atomic.AddInt32(&w.stuck, 1)
	go func() {
		<-ended
		atomic.AddInt32(&w.stuck, -1)
	}()
	return none, domain.E(domain.KindBusy, "no result %v after its time was over: %w: %w", grace, ctx.Err(), ports.ErrStillReading)
}
