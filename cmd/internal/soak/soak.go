// Package soak kills a server over and over while clients change what it keeps,
// and checks after each restart that it kept its word: what was answered with
// 200 is there, what was not is there whole or not at all, and everything works.
//
// Each client changes identifiers of its own, one call after the other, so that
// of each identifier it is known what it is, or, if a kill came between, which
// two things it may be (item.go). After a restart all of them are read back
// through the API (verify.go), and the database checks itself (integrity.go).
package soak

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"time"
)

// Config says what a run does.
type Config struct {
	// Command returns a command that serves a data directory, with arguments
	// beside its own and the given password for the administrator.
	Command func(data, password string, args ...string) *exec.Cmd

	Dir     string    // for data directories; empty at the start
	Kills   int       // 1 or more
	Seed    uint64    // of everything that is random
	Clients int       // that make changes at once
	Photos  int       // different ones
	News    io.Writer // gets a line now and then
}

const (
	password = "soak-password"
	lease    = time.Second // short: an identifier is closed that long after a kill

	// How long the server works before it is killed: a moment, or a few dozen
	// uploads. Every other time, it is killed at once after an answer, however
	// many came before: what is acknowledged too early is lost then or never.
	longestLife = 800 * time.Millisecond
	mostAnswers = 20

	freshOneIn  = 10 // kills that hit the start on a directory without a database
	doubleOneIn = 4  // kills after which the next start is killed as well
)

// args are what the server gets beside its usual arguments. It does without
// landmarks, which take most of its start.
var args = []string{"--lease", lease.String(), "--landmarks", "none", "--log-level", "warn"}

// run is one run.
type run struct {
	Config
	rng     *rand.Rand
	photos  photos
	remote  *remote
	server  *server
	starts  time.Duration // how long the last start took
	workers []*worker
	answers *countdown
	tokens  sessions
	buried  buried
	uids    uids
	report  Report
}

// Run kills a server so many times. The error is that it could not go on; what
// the server did wrong is in the report.
func Run(ctx context.Context, c Config) (Report, error) {
	r := &run{Config: c, answers: newCountdown(0), rng: rand.New(rand.NewPCG(c.Seed, 0)), photos: draw(c.Photos), uids: uids{by: map[int64]int{}}}
	var err error
	if r.remote, err = newRemote(); err != nil {
		return r.report, err
	}
	for i := range c.Clients {
		r.workers = append(r.workers, newWorker(r, i))
	}
	err = r.all(ctx)
	if r.server != nil {
		r.server.Kill()
	}
	return r.report, err
}

// all is the whole run: the server dies during its first start, and then again
// and again.
func (r *run) all(ctx context.Context) error {
	data := r.data()
	for r.report.Kills < r.Kills {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if r.rng.IntN(freshOneIn) == 0 {
			if err := r.killFirstStart(ctx); err != nil {
				return err
			}
		}
		if r.server == nil || r.rng.IntN(doubleOneIn) == 0 {
			if err := r.killStart(data); err != nil {
				return err
			}
		}
		if err := r.start(ctx, data); err != nil {
			return err
		}
		if err := r.verify(ctx); err != nil {
			return err
		}
		if err := r.work(ctx); err != nil {
			return err
		}
		if r.report.Kills%25 == 0 {
			fmt.Fprintf(r.News, "%d kills, %d changes acknowledged, %d faults\n", r.report.Kills, r.report.acknowledged(), r.report.Faults())
		}
	}
	// After the last kill, too, everything has to be there.
	if err := r.start(ctx, data); err != nil {
		return err
	}
	return r.verify(ctx)
}

// data is the directory of the server that goes on all the time.
func (r *run) data() string { return filepath.Join(r.Dir, "data") }

// start starts the server and waits until it listens.
func (r *run) start(ctx context.Context, data string) error {
	began := time.Now()
	s, err := launch(r.Config, data)
	if err != nil {
		return err
	}
	r.server = s
	url, err := s.Address()
	if err != nil {
		return fmt.Errorf("after %d kills: %w; its log is %s", r.report.Kills, err, s.log)
	}
	r.starts = time.Since(began)
	return r.remote.moveTo(url)
}

// killStart kills a server that is starting, at any moment of it.
func (r *run) killStart(data string) error {
	s, err := launch(r.Config, data)
	if err != nil {
		return err
	}
	r.server = s
	time.Sleep(r.upTo(max(r.starts, 100*time.Millisecond)))
	r.kill()
	r.report.InStart++
	return nil
}

// killFirstStart kills a server that makes its database, and wants the next one
// to find nothing half made.
func (r *run) killFirstStart(ctx context.Context) error {
	fresh, err := os.MkdirTemp(r.Dir, "fresh-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := r.killStart(fresh); err != nil {
		return err
	}
	s, err := launch(r.Config, fresh)
	if err != nil {
		return err
	}
	defer s.Kill()
	if _, err := s.Address(); err != nil {
		return fmt.Errorf("on a directory whose first start was killed: %w; its log is %s", err, s.log)
	}
	return r.checkDatabase(ctx, fresh)
}

// work has the clients make changes until the server is killed. The error is
// that it ended before.
func (r *run) work(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	longest := longestLife
	r.answers = newCountdown(0)
	if r.rng.IntN(2) == 0 {
		r.answers, longest = newCountdown(1+r.rng.Int64N(mostAnswers)), patience
	}
	ended := make(chan struct{})
	for _, w := range r.workers {
		go func() {
			w.work(ctx)
			ended <- struct{}{}
		}()
	}
	life := time.NewTimer(r.upTo(longest))
	defer life.Stop()
	var err error
	select {
	case <-life.C:
	case <-r.answers.over:
	case <-ctx.Done():
	case <-r.server.Ended():
		_, why := r.server.Wait()
		err = errors.Join(fmt.Errorf("the server ended by itself; its log is %s", r.server.log), why)
	}
	r.kill()
	for range r.workers {
		<-ended
	}
	r.collect()
	return err
}

// collect moves what the workers have noted to the report.
func (r *run) collect() {
	for _, w := range r.workers {
		r.report.add(w.report)
		w.report = Report{Kills: r.report.Kills}
	}
}

// countdown is closed when so many answers have come; from 0 on, never.
type countdown struct {
	left atomic.Int64
	over chan struct{}
}

func newCountdown(answers int64) *countdown {
	c := &countdown{over: make(chan struct{})}
	c.left.Store(answers)
	return c
}

func (c *countdown) count() {
	if c.left.Add(-1) == 0 {
		close(c.over)
	}
}

func (r *run) kill() {
	r.server.Kill()
	r.remote.close()
	r.report.Kills++
}

// upTo returns a random time up to a limit.
func (r *run) upTo(limit time.Duration) time.Duration {
	return time.Duration(r.rng.Int64N(int64(limit)))
}
