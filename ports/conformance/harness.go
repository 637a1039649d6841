package conformance

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// workers is how many goroutines a concurrency test starts.
const workers = 16

// now is the time in every suite. It lies in the future so that an adapter
// that asks the wall clock instead of its caller is found out.
var now = time.Date(2041, time.February, 3, 4, 5, 6, 0, time.UTC)

// testCase is one named claim about a port; T is what it needs.
type testCase[T any] struct {
	name string
	run  func(t *testing.T, on T)
}

// runAll runs every case on something freshly opened.
func runAll[T any](t *testing.T, open func(t *testing.T) T, groups ...[]testCase[T]) {
	for _, group := range groups {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
		}
	}
}

// must returns v and ends the test if the call that gave it failed.
func must[V any](t *testing.T, v V, err error) V {
	t.Helper()
	ok(t, err)
	return v
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("got error %v, want none", err)
	}
}

// same wants that two values do not differ in anything.
func same[V any](t *testing.T, got, want V) {
	t.Helper()
	if !equal(got, want) {
		t.Fatalf("got\n%+v, want\n%+v", got, want)
	}
}

// equal reports whether two values do not differ in anything, what they keep to
// themselves included.
func equal[V any](a, b V) bool { return reflect.DeepEqual(a, b) }

// fails wants an error of that kind, recognisable both ways.
func fails(t *testing.T, err error, want domain.Kind) {
	t.Helper()
	if err == nil {
		t.Fatalf("got no error, want kind %q", want)
	}
	if got := domain.KindOf(err); got != want {
		t.Fatalf("got kind %q (%v), want %q", got, err, want)
	}
	if !errors.Is(err, want) {
		t.Fatalf("errors.Is(%v, %q) is false", err, want)
	}
}

// givesUp wants that call returns the context's error, once for a context that
// was cancelled and once for one whose deadline has passed.
func givesUp(t *testing.T, call func(ctx context.Context) error) {
	t.Helper()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := call(cancelled); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
	expired, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if err := call(expired); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v, want context.DeadlineExceeded", err)
	}
}

// atOnce calls do from several goroutines that start together and returns
// their errors in the order of their numbers.
func atOnce(do func(worker int) error) []error {
	errs := make([]error, workers)
	start := make(chan struct{})
	var done sync.WaitGroup
	for i := range workers {
		done.Go(func() {
			<-start
			errs[i] = do(i)
		})
	}
	close(start)
	done.Wait()
	return errs
}

// oneWins wants that exactly one worker succeeded and all others failed with
// that kind. It returns the winner's number.
func oneWins(t *testing.T, errs []error, others domain.Kind) int {
	t.Helper()
	winner := -1
	for i, err := range errs {
		if err != nil {
			fails(t, err, others)
			continue
		}
		if winner >= 0 {
			t.Fatalf("workers %d and %d both succeeded, want one", winner, i)
		}
		winner = i
	}
	if winner < 0 {
		t.Fatal("no worker succeeded, want one")
	}
	return winner
}
