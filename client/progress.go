package client

import (
	"io"
	"sync"
)

// meter tells how much of a photo was read. Of several readers only the newest
// counts: the HTTP client may still read the one before.
type meter struct {
	report func(sent, total int64) // nil is nobody
	total  int64

	mu   sync.Mutex
	live *metered // nil before the first and after stop
}

// metered is a reader that a meter counts.
type metered struct {
	io.Reader
	meter *meter
	sent  int64
}

// watch returns a reader that counts from 0.
func (m *meter) watch(r io.Reader) io.Reader {
	if m.report == nil {
		return r
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.live = &metered{Reader: r, meter: m}
	return m.live
}

// stop has nothing reported any more.
func (m *meter) stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.live = nil
}

// Read implements io.Reader.
func (r *metered) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if n > 0 {
		r.meter.count(r, n)
	}
	return n, err
}

func (m *meter) count(r *metered, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.live != r {
		return
	}
	r.sent += int64(n)
	m.report(r.sent, m.total)
}
