package httpapi

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// slots are the places for uploads: as many photos are in memory at once. None
// is queued for, for that would keep photos in memory for clients that give up
// meanwhile. But a slow upload does not keep a faster one out: it loses its slot
// to it.
type slots struct {
	all int

	mu    sync.Mutex
	taken map[*slot]struct{}
}

// slot is the place of one upload.
type slot struct {
	body *pacedBody    // nil for one that never gives way
	gone chan struct{} // closed when its photo is out of memory
}

func newSlots(all int) *slots { return &slots{all: all, taken: map[*slot]struct{}{}} }

// room reports whether take would find a slot now. The error is KindBusy.
func (s *slots) room(now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.taken) < s.all || s.slowest(now) != nil {
		return nil
	}
	return s.busy()
}

// take takes a free slot, or that of the slowest upload once its photo is out
// of memory. The error is KindBusy if there is none, or that of the context.
func (s *slots) take(ctx context.Context, body *pacedBody, now time.Time) (*slot, error) {
	mine := &slot{body: body, gone: make(chan struct{})}
	other, err := s.enter(mine, now)
	if err != nil || other == nil {
		return mine, err
	}
	select {
	case <-other.gone:
		return mine, nil
	case <-ctx.Done():
		s.release(mine)
		return nil, ctx.Err()
	}
}

// enter puts a slot among those that are taken. It returns the one that it took
// the place of, nil if there was room.
func (s *slots) enter(mine *slot, now time.Time) (other *slot, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.taken) >= s.all {
		// Whoever has a slot gives it back before its request is over.
		other = s.slowest(now)
		if other == nil || !other.body.giveWay() {
			return nil, s.busy()
		}
		delete(s.taken, other)
	}
	s.taken[mine] = struct{}{}
	return other, nil
}

// slowest returns the slot whose upload comes slowest, nil if none is slow. The
// caller holds the lock.
func (s *slots) slowest(now time.Time) *slot {
	var found *slot
	least := 0.0
	for candidate := range s.taken {
		if candidate.body == nil {
			continue
		}
		if rate, slow := candidate.body.slow(now); slow && (found == nil || rate < least) {
			found, least = candidate, rate
		}
	}
	return found
}

// release gives a slot back.
func (s *slots) release(mine *slot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.taken, mine)
	close(mine.gone)
}

func (s *slots) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.taken)
}

func (s *slots) busy() error {
	return domain.E(domain.KindBusy, "%d uploads are being read or processed", s.all)
}

// frontBytes is how much of an upload must have come before it gets a slot: all
// of it, or as much as nobody sends who sends a byte at a time. It is kept for
// each connection that uploads.
const frontBytes = 64 << 10

// fronts lends what the beginning of a body is read into.
var fronts = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, frontBytes) }}

// enter waits until the beginning of an upload's body has come, and then takes a
// slot for it, if there is one. A body that is announced as larger than limit
// bytes is not waited for. leave gives all back; nobody may read the body then.
// The errors are those of slots.take.
func (a *API) enter(r *http.Request, limit int64) (leave func(), err error) {
	body, _ := r.Body.(*pacedBody)
	front := fronts.Get().(*bufio.Reader)
	front.Reset(r.Body)
	putBack := func() {
		front.Reset(nil)
		fronts.Put(front)
	}
	if r.ContentLength <= limit {
		_, err = front.Peek(frontBytes)
	}
	r.Body = struct {
		io.Reader
		io.Closer
	}{front, r.Body}
	if err != nil && err != io.EOF {
		return putBack, nil // it broke: whoever reads on finds out, and needs no slot
	}
	mine, err := a.uploads.take(r.Context(), body, time.Now())
	if err != nil {
		putBack()
		return nil, err
	}
	return func() {
		a.uploads.release(mine)
		putBack()
	}, nil
}

// gaveWay returns KindBusy in place of what went wrong with an upload that had to
// make room for a faster one.
func gaveWay(body io.Reader, err error) error {
	if paced, ok := body.(*pacedBody); ok && err != nil && paced.hasGivenWay() {
		return domain.E(domain.KindBusy, "reading the body: %w", errGaveWay)
	}
	return err
}
