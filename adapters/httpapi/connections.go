package httpapi

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync"
	"time"
)

// connections is a listener with a limit of connections. At the limit, the one
// that has waited longest for a request, or for all of a request's header, makes
// room for the next; if none waits, the next one does, outside. So strangers use
// up neither the file descriptors nor the places of others, and who is quick gets
// through.
type connections struct {
	net.Listener
	limit int

	mu     sync.Mutex
	change *sync.Cond // there is room, or somebody waits, or all is over
	open   map[*connection]struct{}
	closed bool
}

func newConnections(ln net.Listener, limit int) *connections {
	l := &connections{Listener: ln, limit: limit, open: map[*connection]struct{}{}}
	l.change = sync.NewCond(&l.mu)
	return l
}

// connection is one of them.
type connection struct {
	net.Conn
	of      *connections
	serving bool      // a request is worked on, or several with HTTP/2, or an answer is not out yet
	waiting time.Time // since when there is no request to work on
}

// Accept implements net.Listener.
func (l *connections) Accept() (net.Conn, error) {
	raw, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &connection{Conn: raw, of: l, waiting: time.Now()}
	if !l.admit(c) {
		return nil, net.ErrClosed
	}
	return c, nil
}

// admit counts a connection once there is room. It reports false, and closes the
// connection, if the listener was closed meanwhile.
func (l *connections) admit(c *connection) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.open) >= l.limit && !l.closed {
		if oldest := l.oldest(); oldest != nil {
			delete(l.open, oldest)
			_ = oldest.Conn.Close()
			continue
		}
		l.change.Wait()
	}
	if l.closed {
		_ = c.Conn.Close()
		return false
	}
	l.open[c] = struct{}{}
	return true
}

// oldest returns the connection that has waited longest, nil if none waits. The
// caller holds the lock.
func (l *connections) oldest() *connection {
	var found *connection
	for c := range l.open {
		if !c.serving && (found == nil || c.waiting.Before(found.waiting)) {
			found = c
		}
	}
	return found
}

// Close implements net.Listener.
func (l *connections) Close() error {
	l.mu.Lock()
	l.closed = true
	l.change.Broadcast()
	l.mu.Unlock()
	return l.Listener.Close()
}

// Close implements net.Conn.
func (c *connection) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.change.Broadcast()
	c.of.mu.Unlock()
	return c.Conn.Close()
}

// serve notes that a request is worked on.
func (c *connection) serve() {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	c.serving = true
}

// served notes that the work on a request is done. Its answer may not be out yet.
func (c *connection) served() {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	c.waiting = time.Now()
}

// rest notes that all answers are out.
func (c *connection) rest() {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	c.serving = false
	c.of.change.Broadcast()
}

type connectionKey struct{}

// withConnection is the ConnContext of a server whose listener is connections.
func withConnection(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connectionKey{}, beneath(c))
}

// beneath returns the connection that TLS speaks over.
func beneath(c net.Conn) net.Conn {
	if secure, ok := c.(*tls.Conn); ok {
		return secure.NetConn()
	}
	return c
}

// counted tells the connection of each request that it is worked on.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(connectionKey{}).(*connection); ok {
			c.serve()
			defer c.served()
		}
		next.ServeHTTP(w, r)
	})
}

// rested is the ConnState of such a server: it tells a connection that nothing
// is worked on any more. That a handler has returned is too early to say so, for
// net/http still has the answer, or its end.
func rested(conn net.Conn, state http.ConnState) {
	if c, ok := beneath(conn).(*connection); ok && state == http.StateIdle {
		c.rest()
	}
}
