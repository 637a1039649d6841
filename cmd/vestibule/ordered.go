package main

import (
	"iter"
	"sync"
)

// inOrder does the work 0 to n-1, so many at once, and yields the results in
// that order. No more of them than that wait to be yielded. Once it has
// returned, no work is running.
func inOrder[T any](n, atOnce int, work func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		var (
			running sync.WaitGroup
			queue   = make(chan chan T, atOnce-1) // and one that is waited for
			stop    = make(chan struct{})
		)
		defer running.Wait()
		defer close(stop)
		running.Go(func() {
			defer close(queue)
			for i := range n {
				result := make(chan T, 1)
				select {
				case queue <- result:
				case <-stop:
					return
				}
				running.Go(func() { result <- work(i) })
			}
		})
		for result := range queue {
			if !yield(<-result) {
				return
			}
		}
	}
}
