package dlib

import (
	"context"
	"errors"
	"fmt"
	"runtime"
)

// DetectorOptions say how faces are looked for.
type DetectorOptions struct {
	// Workers is how many photos are looked at in parallel, each by a
	// detector of its own; 0 means one a core.
	Workers int

	// SecondFaceShare is how wide a second face must be, as a share of the
	// widest, for the search to be sure of finding it: 0 to 1, 0 means 0.5.
	// Smaller ones are returned only if they happen to be found.
	SecondFaceShare float64

	// Landmarks is a file of dlib's shape predictor with 68 or 5 points, from
	// FindLandmarks; empty means that faces get no landmarks. All workers
	// share it.
	Landmarks string
}

// DescriberOptions say how faces are described.
type DescriberOptions struct {
	// Models are the model files, from FindModels.
	Models Models

	// Workers is how many faces are described in parallel, each by a
	// recogniser of its own, which takes some 125 MB; 0 means one a core.
	Workers int
}

func workersOrCores(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// pool hands out workers, each to one goroutine at a time.
type pool[W any] struct {
	idle chan W
	size int
}

// newPool makes n workers. If one cannot be made, close ends those before it.
func newPool[W any](n int, open func() (W, error), close func(W)) (*pool[W], error) {
	p := &pool[W]{idle: make(chan W, n)}
	for range n {
		w, err := open()
		if err != nil {
			p.close(close)
			return nil, err
		}
		p.idle <- w
		p.size++
	}
	return p, nil
}

// with runs f with a worker, after waiting for one. The context is looked at
// before and after f, since nothing interrupts C.
func (p *pool[W]) with(ctx context.Context, f func(W) error) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("waiting for a worker: %w", ctx.Err())
	case w := <-p.idle:
		defer func() { p.idle <- w }()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errors.Join(f(w), ctx.Err())
	}
}

// close waits for every worker and ends it. No call may follow.
func (p *pool[W]) close(end func(W)) {
	for range p.size {
		end(<-p.idle)
	}
}
