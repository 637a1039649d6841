//go:build cgo

package dlib

// The flags are those of go-face, to the letter: both are linked into one
// program, and the linker keeps one of two copies of each of dlib's templates.
// Copies for different instruction sets must not be mixed.

// #cgo CFLAGS: -O2 -Wall -Wextra -Wno-clobbered
// #cgo CXXFLAGS: -std=c++1z -Wall -O3 -DNDEBUG -march=native
// #cgo LDFLAGS: -ldlib -ljpeg
// #include "detect.h"
import "C"

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	goface "github.com/Kagami/go-face"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/ports"
)

// Workers work on photos, as many at once as there are workers; further photos
// wait. Detector and Describer share them, so no more threads work in C than
// the machine has cores for.
type Workers struct {
	idle      chan *worker
	size      int
	landmarks *landmarks // nil: none
	model     string     // "": none
	share     float64
	photoTime time.Duration // 0: no limit
	meter     ports.Meter
}

// worker is what one photo is worked on with: it belongs to one goroutine at a
// time.
type worker struct {
	detector   *C.vst_detector
	recogniser *goface.Recognizer // nil: no models

	decoded, turned, grey []byte // memory of pictures, used again
	stop                  *int32 // of the turn: other than 0 once it must end
}

// Open makes the workers and loads what they need. Close ends them. With models
// it sets OpenBLAS, for the whole process, to one thread a call: photos are
// worked on in parallel, and threads below that only get in each other's way. In
// any case it has the C library give large blocks of memory back when they are
// freed.
func Open(o Options) (*Workers, error) {
	if err := CheckProcessor(); err != nil {
		return nil, err
	}
	C.vst_give_back_memory()
	w := &Workers{idle: make(chan *worker, o.workers()), share: o.share(), photoTime: o.PhotoTime, meter: o.Meter}
	if err := w.load(o); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

func (w *Workers) load(o Options) (err error) {
	if w.landmarks, err = openLandmarks(o.Landmarks); err != nil {
		return err
	}
	recogniser := func() (*goface.Recognizer, error) { return nil, nil }
	if o.Models != nil {
		dir, remove, err := o.Models.gathered()
		if err != nil {
			return fmt.Errorf("gathering models: %w", err)
		}
		defer remove()
		BLAS()
		w.model = o.Models.Name()
		recogniser = func() (*goface.Recognizer, error) { return goface.NewRecognizer(dir) }
	}
	for range cap(w.idle) {
		one, err := openWorker(recogniser)
		if err != nil {
			return err
		}
		w.idle <- one
		w.size++
	}
	return nil
}

func openWorker(recogniser func() (*goface.Recognizer, error)) (*worker, error) {
	r, err := recogniser()
	if err != nil {
		return nil, fmt.Errorf("loading models: %w", err)
	}
	w := &worker{recogniser: r, stop: new(int32)}
	var text [C.VST_TEXT]C.char
	if w.detector = C.vst_detector_new(&text[0]); w.detector == nil {
		w.close()
		return nil, fmt.Errorf("making a dlib detector: %s", C.GoString(&text[0]))
	}
	return w, nil
}

func (w *worker) close() {
	C.vst_detector_free(w.detector)
	if w.recogniser != nil {
		w.recogniser.Close()
	}
}

// Close waits for running calls and frees everything. No call may follow.
func (w *Workers) Close() {
	for range w.size {
		(<-w.idle).close()
	}
	w.landmarks.close()
}

// Points returns how many landmarks a face gets: 68, 5 or 0.
func (w *Workers) Points() int { return w.landmarks.points() }

// Detector returns the detector that these workers are.
func (w *Workers) Detector() *Detector { return &Detector{w} }

// Describer returns the describer that these workers are, nil without models.
func (w *Workers) Describer() *Describer {
	if w.model == "" {
		return nil
	}
	return &Describer{w}
}

// keptBytes is how much memory for pictures a worker keeps from one photo to the
// next: enough for those that portraits need.
const keptBytes = 8 << 20

// with runs f with a worker, after waiting for one. The context of f ends with
// ctx, and when the photo's time is over; f looks at it between two steps, and
// libjpeg stops by itself. The error is then that of ctx, or KindPhotoRefused.
func (w *Workers) with(ctx context.Context, f func(context.Context, *worker) error) error {
	one, err := w.next(ctx)
	if err != nil {
		return err
	}
	defer w.meter.Begin(ports.StageWork)()
	defer func() {
		one.tidy()
		w.idle <- one
	}()
	began := time.Now()
	turn, end := one.turn(ctx, w.photoTime)
	defer end()
	if err = turn.Err(); err == nil {
		err = f(turn, one)
	}
	if ctx.Err() == nil && turn.Err() != nil {
		return takesTooLong(time.Since(began), w.photoTime)
	}
	return errors.Join(err, ctx.Err())
}

// turn begins a worker's turn of at most limit, 0 for no end, and returns its
// context. Each turn has a flag of its own to stop C: that of the last one may
// be set late.
func (w *worker) turn(ctx context.Context, limit time.Duration) (turn context.Context, end func()) {
	cancel := context.CancelFunc(func() {})
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	stop := new(int32)
	w.stop = stop
	forget := context.AfterFunc(ctx, func() { atomic.StoreInt32(stop, 1) })
	return ctx, func() {
		forget()
		cancel()
	}
}

var errStopped = errors.New("libjpeg: stopped")

func takesTooLong(took, limit time.Duration) error {
	return domain.Refuse(domain.KindPhotoRefused, domain.Reason{
		Code:     "takes_too_long",
		Measured: domain.Number(took.Round(time.Millisecond).Seconds()),
		Limit:    domain.Number(limit.Seconds()),
		Unit:     "seconds",
	})
}

// next waits for a worker.
func (w *Workers) next(ctx context.Context) (*worker, error) {
	defer w.meter.Begin(ports.StageQueue)()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for a worker: %w", ctx.Err())
	case one := <-w.idle:
		return one, nil
	}
}

// tidy lets go of what the last photo left behind.
func (w *worker) tidy() {
	C.vst_forget(w.detector)
	for _, memory := range []*[]byte{&w.decoded, &w.turned, &w.grey} {
		if cap(*memory) > keptBytes {
			*memory = nil
		}
	}
}

// BLAS sets OpenBLAS to one thread a call and describes it; for any other BLAS
// it returns "".
func BLAS() string { return C.GoString(C.vst_blas_one_thread()) }

// instructionSets names those that the C++ was compiled to use.
func instructionSets() []string { return strings.Fields(C.GoString(C.vst_instruction_sets())) }

// Libraries names the C and C++ libraries that this was compiled with.
func Libraries() string { return C.GoString(C.vst_libraries()) }
