package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

const (
	uploadsARound    = 1000 // between two looks at the server
	enduranceClients = 4
	oneBadIn         = 5
	deletedAtOnce    = 100 // identifiers
)

// What a server may grow by after the first round.
const (
	maxMemory  = 1.05 // times
	maxFiles   = 8
	maxThreads = 16
)

// endurance uploads photos of all kinds, good and bad, and watches whether the
// server grows. Identifiers are deleted on the way, so that the database does
// not.
type endurance struct {
	uploads   int
	good, bad []attempt

	mu     sync.Mutex
	counts map[string]int // uploads by kind
	other  map[string]int // what came to something else than it has to
}

// newEndurance draws the photos: most are small.
func newEndurance(uploads int) *endurance {
	e := &endurance{uploads: uploads, counts: map[string]int{}, other: map[string]int{}}
	for _, size := range []struct {
		megapixels float64
		n          int
	}{{0.3, 6}, {1, 3}, {2, 3}, {8, 1}} {
		for _, jpeg := range drawPhotos(size.megapixels, size.n) {
			e.good = append(e.good, attempt{kind: fmt.Sprintf("%g megapixels", size.megapixels), send: sending(jpeg)})
		}
	}
	e.bad = faults(drawPhotos(2, 1)[0])
	return e
}

// at returns the i-th upload.
func (e *endurance) at(i int) attempt {
	if i%oneBadIn == oneBadIn-1 {
		return e.bad[i/oneBadIn%len(e.bad)]
	}
	// Of any few in a row no two are alike, and large ones do not come together.
	return e.good[i%len(e.good)]
}

// sample is what a server has after some uploads.
type sample struct {
	uploads    int
	took       time.Duration // the round before it
	n          int           // uploads of that round
	usage      usage
	cpu        string // ms an upload
	goroutines string
}

// run uploads, and prints what it has, also if it cannot go on. The error is
// also that the server grew, or that an upload came to something else than it
// has to.
func (e *endurance) run(ctx context.Context, s *server) error {
	if !s.usage().known {
		return errors.New("what a process needs is not known on this system")
	}
	var samples []sample
	var err error
	for done := 0; done < e.uploads && err == nil; {
		var now sample
		if now, err = e.round(ctx, s, done, min(uploadsARound, e.uploads-done)); err == nil {
			samples = append(samples, now)
			done = now.uploads
			fmt.Fprintf(os.Stderr, "load: %d uploads, %s MiB\n", done, now.usage.residentMiB())
		}
	}
	e.report(samples)
	if err != nil {
		return err
	}
	return errors.Join(growth(samples[0].usage, samples[len(samples)-1].usage), e.fault())
}

// round makes n uploads, the first of them the one with the given number, and
// looks at the server when they are over.
func (e *endurance) round(ctx context.Context, s *server, first, n int) (sample, error) {
	before, began := s.usage(), time.Now()
	if err := e.callAll(ctx, s, first, n); err != nil {
		return sample{}, err
	}
	took := time.Since(began)
	if err := wait(ctx, settleFor); err != nil {
		return sample{}, err
	}
	now := s.usage()
	return sample{
		uploads: first + n, n: n, took: took,
		usage: now, cpu: now.cpuPer(n, before), goroutines: s.metrics(ctx).goroutines(),
	}, nil
}

// callAll has the clients make n uploads between them. Their connections are
// closed when they have.
func (e *endurance) callAll(ctx context.Context, s *server, first, n int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c, err := s.client(ctx, enduranceClients)
	if err != nil {
		return err
	}
	var next atomic.Int64
	var all sync.WaitGroup
	faults := make([]error, enduranceClients)
	for i := range faults {
		all.Go(func() {
			faults[i] = e.call(ctx, c, func() (int, bool) {
				k := int(next.Add(1)) - 1
				return first + k, k < n
			})
		})
	}
	all.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(faults...)
}

// call is what one client does: the uploads that next gives it. The error is
// that it could not delete what it made.
func (e *endurance) call(ctx context.Context, c *client.Client, next func() (i int, ok bool)) error {
	own := caller{client: c}
	var uids []int64
	for i, ok := next(); ok && ctx.Err() == nil; i, ok = next() {
		a := e.at(i)
		uid, err := own.enrol(ctx, a.send)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		e.count(a, err)
		if uid != 0 {
			uids = append(uids, uid)
		}
		if len(uids) >= deletedAtOnce {
			if err := c.DeleteIdentifiers(ctx, uids); err != nil {
				return err
			}
			uids = uids[:0]
		}
	}
	return c.DeleteIdentifiers(ctx, uids)
}

// count notes what an upload came to.
func (e *endurance) count(a attempt, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.counts[a.kind]++
	switch {
	case errors.Is(err, a.want):
	case err == nil:
		e.other[a.kind+": enrolled"]++
	default:
		e.other[a.kind+": "+cause(err).Error()]++
	}
}

func (e *endurance) report(samples []sample) {
	t := &table{header: []string{"uploads", "uploads/s", "CPU ms/upload", "resident MiB", "files", "threads", "goroutines"}}
	for _, v := range samples {
		t.add(strconv.Itoa(v.uploads), strconv.FormatFloat(float64(v.n)/v.took.Seconds(), 'f', 1, 64), v.cpu,
			v.usage.residentMiB(), strconv.Itoa(v.usage.files), strconv.Itoa(v.usage.threads), v.goroutines)
	}
	fmt.Printf("\n%v\n", t)
	kinds := &table{header: []string{"kind", "uploads"}}
	for _, kind := range e.kinds() {
		kinds.add(kind, strconv.Itoa(e.counts[kind]))
	}
	fmt.Println(kinds)
	listFailures(os.Stdout, e.other)
}

// kinds returns the kinds of uploads, good ones first, each once.
func (e *endurance) kinds() (kinds []string) {
	seen := map[string]bool{}
	for _, a := range append(e.good[:len(e.good):len(e.good)], e.bad...) {
		if !seen[a.kind] {
			kinds = append(kinds, a.kind)
			seen[a.kind] = true
		}
	}
	return kinds
}

// fault returns that uploads came to something else than they have to.
func (e *endurance) fault() error {
	n := 0
	for _, of := range e.other {
		n += of
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%d uploads came to something else than they have to", n)
}

// growth returns by what a server grew that should not have.
func growth(first, last usage) error {
	var faults []error
	if float64(last.resident) > maxMemory*float64(first.resident) {
		faults = append(faults, fmt.Errorf("resident memory grew from %s to %s MiB", first.residentMiB(), last.residentMiB()))
	}
	if last.files-first.files > maxFiles {
		faults = append(faults, fmt.Errorf("open files grew from %d to %d", first.files, last.files))
	}
	if last.threads-first.threads > maxThreads {
		faults = append(faults, fmt.Errorf("threads grew from %d to %d", first.threads, last.threads))
	}
	return errors.Join(faults...)
}
