package httpapi

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// limits are how patient a server is with slow clients. The times of a body
// begin when the first byte of it is asked for.
type limits struct {
	bodyTime  time.Duration // for a whole body: 16 MiB at 2.2 Mbit/s in a minute
	bodyGrace time.Duration // until a body must have come at bodyRate
	bodyRate  int64         // bytes a second, on average

	takeTime   time.Duration // to take answerPart of an answer
	answerTime time.Duration // from the end of the request's header to the end of the answer

	slowAfter time.Duration // until an upload may be called slow
	slowRate  float64       // bytes a second below which it is
}

// defaultLimits let a telephone with a bad line through, and end what stands
// still. A slow upload is no harm as long as nobody waits for its slot.
var defaultLimits = limits{
	bodyTime:   60 * time.Second,
	bodyGrace:  10 * time.Second,
	bodyRate:   1 << 10,
	takeTime:   10 * time.Second,
	answerTime: 120 * time.Second,
	slowAfter:  2 * time.Second,
	slowRate:   32 << 10,
}

// paced holds clients to the limits, whatever the deadlines of the server: a
// body must come, and an answer be taken, as they say.
func paced(next http.Handler, l limits) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connection := http.NewResponseController(w)
		answer := &pacedWriter{ResponseWriter: w, connection: connection, part: l.takeTime, end: time.Now().Add(l.answerTime)}
		if r.Body != nil && r.Body != http.NoBody {
			body := &pacedBody{ReadCloser: r.Body, connection: connection, limits: l}
			r = r.WithContext(r.Context())
			r.Body = body
		}
		next.ServeHTTP(answer, r)
	})
}

// errGaveWay ends a body whose upload had to make room for a faster one.
var errGaveWay = errors.New("made room for a faster upload")

// pacedBody is a body that must come as the limits say. One goroutine reads it;
// others may ask how fast it comes and end it.
type pacedBody struct {
	io.ReadCloser
	connection *http.ResponseController
	limits     limits

	mu       sync.Mutex
	began    time.Time // when it was first read
	last     time.Time // when something came
	received int64     // bytes
	until    time.Time // the deadline that is set
	err      error     // why no more of it comes; nil while it does
}

// Read implements io.Reader.
func (b *pacedBody) Read(p []byte) (int, error) {
	if err := b.expect(time.Now()); err != nil {
		return 0, err
	}
	n, err := b.ReadCloser.Read(p)
	return n, b.note(n, err, time.Now())
}

// expect sets the deadline for what comes next.
func (b *pacedBody) expect(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return b.err
	}
	if b.began.IsZero() {
		b.began, b.last = now, now
	}
	earned := time.Duration(float64(b.received) / float64(b.limits.bodyRate) * float64(time.Second))
	if until := b.began.Add(min(b.limits.bodyTime, b.limits.bodyGrace+earned)); !until.Equal(b.until) {
		b.until = until
		_ = b.connection.SetReadDeadline(until) // what has none, as in a test, needs none
	}
	return nil
}

func (b *pacedBody) note(n int, err error, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n > 0 {
		b.received += int64(n)
		b.last = now
	}
	if b.err != nil { // it gave way meanwhile
		return b.err
	}
	b.err = err
	return err
}

// slow reports whether an upload could make room for another, and how fast it
// comes, in bytes a second.
func (b *pacedBody) slow(now time.Time) (rate float64, yes bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	took := now.Sub(b.began)
	if b.err != nil || b.began.IsZero() || took < b.limits.slowAfter {
		return 0, false
	}
	if now.Sub(b.last) < b.limits.slowAfter {
		rate = float64(b.received) / took.Seconds()
	}
	return rate, rate < b.limits.slowRate
}

// giveWay ends the body unless it has ended, and reports whether it did. The
// request must not be over: its connection is touched.
func (b *pacedBody) giveWay() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return false
	}
	b.err = errGaveWay
	_ = b.connection.SetReadDeadline(time.Unix(1, 0)) // wakes the read that waits
	return true
}

// hasGivenWay reports whether the body ended for a faster upload.
func (b *pacedBody) hasGivenWay() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err == errGaveWay
}

// answerPart is how much of an answer is written at once, in bytes.
const answerPart = 64 << 10

// pacedWriter gives the client some time for each part of the answer, so that
// one that takes nothing does not keep it in memory until answerTime is over.
type pacedWriter struct {
	http.ResponseWriter
	connection *http.ResponseController
	part       time.Duration
	end        time.Time
}

// Write implements http.ResponseWriter.
func (w *pacedWriter) Write(p []byte) (written int, err error) {
	for {
		until := time.Now().Add(w.part)
		if until.After(w.end) {
			until = w.end
		}
		_ = w.connection.SetWriteDeadline(until) // as above
		n, err := w.ResponseWriter.Write(p[:min(len(p), answerPart)])
		written += n
		p = p[n:]
		if err != nil || len(p) == 0 {
			return written, err
		}
	}
}

// Unwrap is for http.ResponseController.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
