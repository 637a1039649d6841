package main

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestInOrderYieldsInOrderAndBoundsWhatIsHeld(t *testing.T) {
	const n, atOnce = 40, 3
	var begun, most atomic.Int64
	var yielded int64
	var got []int
	for i := range inOrder(n, atOnce, func(i int) int {
		held := begun.Add(1) - atomic.LoadInt64(&yielded)
		for old := most.Load(); held > old && !most.CompareAndSwap(old, held); old = most.Load() {
		}
		time.Sleep(time.Duration(i%4) * time.Millisecond) // later ones end earlier
		return i
	}) {
		got = append(got, i)
		atomic.AddInt64(&yielded, 1)
	}
	if len(got) != n || !slices.IsSorted(got) {
		t.Errorf("order %v", got)
	}
	if m := most.Load(); m < 2 || m > atOnce+1 {
		t.Errorf("%d were held at once, want 2 to %d", m, atOnce+1)
	}
}

func TestInOrderStopsWithNothingRunning(t *testing.T) {
	var running, begun atomic.Int64
	for range inOrder(1000, 4, func(int) int {
		begun.Add(1)
		running.Add(1)
		defer running.Add(-1)
		time.Sleep(time.Millisecond)
		return 0
	}) {
		break
	}
	if n := running.Load(); n != 0 {
		t.Errorf("%d are still running", n)
	}
	if n := begun.Load(); n > 10 {
		t.Errorf("%d were begun, want a few", n)
	}
}
