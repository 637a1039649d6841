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
	serving int       // requests that are worked on; more than one with HTTP/2
	waiting time.Time // since when there is none
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
		if c.serving == 0 && (found == nil || c.waiting.Before(found.waiting)) {
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

// serve counts a request in or, with -1, out.
func (c *connection) serve(requests int) {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	c.serving += requests
	if c.serving == 0 {
		c.waiting = time.Now()
		c.of.change.Broadcast()
	}
}

type connectionKey struct{}

// withConnection is the ConnContext of a server whose listener is connections.
func withConnection(ctx context.Context, c net.Conn) context.Context {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	return context.WithValue(ctx, connectionKey{}, c)
}

// counted tells the connection of each request that it is worked on.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(connectionKey{}).(*connection); ok {
			c.serve(1)
			defer c.serve(-1)
		}
		next.ServeHTTP(w, r)
	})
}
