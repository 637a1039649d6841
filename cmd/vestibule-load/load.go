package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"time"
)

// load has numbers of clients enrol photos, one number after the other, as
// fast as the server lets them.
type load struct {
	photos    [][]byte
	clients   []int
	time      time.Duration // for each number
	impatient bool
	baseline  bool
}

// pause is how long a caller leaves a server alone that failed, so that one
// that answers nothing but errors does not get thousands of requests a second.
const pause = 100 * time.Millisecond

// level is what was measured with one number of clients.
type level struct {
	tally
	clients int
	took    time.Duration

	server, serverBefore usage
	own, ownBefore       usage
	stages, stagesBefore figures
}

// run measures all levels and prints what it has, also if it cannot go on.
func (l *load) run(ctx context.Context, s *server) error {
	fmt.Printf("%d photos, %s\n\n", len(l.photos), meanSize(l.photos))
	err := l.warmUp(ctx, s)
	var levels []*level
	for _, n := range l.clients {
		if err != nil {
			break
		}
		fmt.Fprintf(os.Stderr, "load: clients: %d\n", n)
		var done *level
		if done, err = l.level(ctx, s, n); err == nil {
			levels = append(levels, done)
		}
	}
	l.report(levels)
	return err
}

// warmUp uploads one photo, which also finds out whether anything works.
func (l *load) warmUp(ctx context.Context, s *server) error {
	c, err := s.client(ctx, 1)
	if err != nil {
		return err
	}
	uid, err := create(ctx, c)
	if err != nil {
		return err
	}
	if err = sending(l.photos[0])(ctx, c, uid); isRefusal(err) {
		return nil
	}
	return err
}

// level has n clients upload. Uploads that have begun when the time is over are
// waited for and count, and so does the time until they end.
func (l *load) level(ctx context.Context, s *server, n int) (*level, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c, err := s.client(ctx, n)
	if err != nil {
		return nil, err
	}
	if _, err := c.Login(ctx); err != nil {
		return nil, err
	}
	v := &level{clients: n, stagesBefore: s.metrics(ctx)}
	s.resetPeak()
	v.serverBefore, v.ownBefore = s.usage(), usageOf("self")
	began := time.Now()
	callers := make([]caller, n)
	var all sync.WaitGroup
	for i := range callers {
		callers[i] = caller{client: c, impatient: l.impatient, until: began.Add(l.time)}
		all.Go(func() { l.call(ctx, &callers[i], uint64(i)) })
	}
	all.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	v.took = time.Since(began)
	v.server, v.own, v.stages = s.usage(), usageOf("self"), s.metrics(ctx)
	for i := range callers {
		v.add(callers[i].tally)
	}
	return v, nil
}

// call is what one client does: it enrols photos in an order of its own.
func (l *load) call(ctx context.Context, c *caller, seed uint64) {
	order := rand.New(rand.NewPCG(seed, 0))
	for ctx.Err() == nil && time.Now().Before(c.until) {
		photo := l.photos[order.IntN(len(l.photos))]
		failed := c.tally.failed()
		_, _ = c.enrol(ctx, sending(photo)) // the tally has it
		if c.tally.failed() > failed {
			_ = wait(ctx, pause)
		}
	}
}

// report prints the tables.
func (l *load) report(levels []*level) {
	if len(levels) == 0 {
		return
	}
	t := &table{header: []string{"clients", "photos/s", "median ms", "99 % ms", "enrolled", "refused", "503", "errors",
		"CPU ms/photo", "resident MiB", "peak MiB", "load program's CPU ms/photo"}}
	for _, v := range levels {
		t.add(strconv.Itoa(v.clients),
			strconv.FormatFloat(float64(v.photos())/v.took.Seconds(), 'f', 1, 64),
			milliseconds(v.percentile(50)), milliseconds(v.percentile(99)),
			strconv.Itoa(v.enrolled), strconv.Itoa(v.refused), strconv.Itoa(v.busy), strconv.Itoa(v.failed()),
			v.server.cpuPer(v.photos(), v.serverBefore), v.server.residentMiB(), v.server.peakMiB(),
			v.own.cpuPer(v.photos(), v.ownBefore))
	}
	fmt.Print(t)
	for _, v := range levels {
		if v.failed() > 0 {
			fmt.Printf("\nErrors with %d clients:\n\n", v.clients)
			listFailures(os.Stdout, v.failures)
		}
	}
	if l.baseline {
		reportStages(levels)
	}
}

func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 1, 64)
}

func meanSize(photos [][]byte) string {
	sum := 0
	for _, photo := range photos {
		sum += len(photo)
	}
	return fmt.Sprintf("%d KiB on average", sum/len(photos)>>10)
}
