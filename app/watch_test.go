package app

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

var errGiven = errors.New("given by the test")

func TestACallReturnsWhatItCameTo(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	for name, ctx := range map[string]context.Context{"in time": t.Context(), "within the grace": ended} {
		var w watch
		if got, err := call(ctx, &w, time.Minute, func() (int, error) { return 7, errGiven }); got != 7 || err != errGiven {
			t.Errorf("%s: got %d, %v, want 7, %v", name, got, err, errGiven)
		}
		func() {
			defer func() {
				if cause, _ := recover().(string); !strings.HasPrefix(cause, "boom\n") || !strings.Contains(cause, "watch_test.go") {
					t.Errorf("%s: recovered %q, want the panic and where it was", name, cause)
				}
			}()
			call(ctx, &w, time.Minute, func() (int, error) { panic("boom") })
		}()
	}
}

func TestACallThatDoesNotReturnIsGivenUp(t *testing.T) {
	var w watch
	hanging := make(chan struct{})
	hang := func() (int, error) { <-hanging; return 7, nil }
	gaveUp := func(ctx context.Context) {
		t.Helper()
		got, err := call(ctx, &w, time.Millisecond, hang)
		if got != 0 || !errors.Is(err, ports.ErrStillReading) || domain.KindOf(err) != domain.KindBusy {
			t.Errorf("got %d, %v, want that it may still be reading, and is busy", got, err)
		}
	}
	for n := range int32(mostStuck) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		gaveUp(ctx)
		cancel()
		if got := atomic.LoadInt32(&w.stuck); got != n+1 {
			t.Errorf("%d calls are stuck, want %d", got, n+1)
		}
	}
	gaveUp(t.Context()) // without being called: it would hang

	close(hanging)
	for atomic.LoadInt32(&w.stuck) > 0 {
		time.Sleep(time.Millisecond)
	}
	if got, err := call(t.Context(), &w, time.Minute, hang); got != 7 || err != nil {
		t.Errorf("afterwards: got %d, %v, want 7", got, err)
	}
}
