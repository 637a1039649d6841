package httpapi

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// How much of a body is thrown away after an early answer, and how long that
// may take. A client that sends more, or slower, has to live with a reset.
const (
	lingerBytes = 64 << 20
	lingerTime  = 10 * time.Second
)

// linger lets a client that is still sending read an answer that did not wait
// for its body: wrong credentials, a photo that is too large, no free slot.
//
// If a server closes a connection on which unread data lie or arrive, TCP
// answers with a reset, and a reset makes the client's system throw away what
// the client has received and not read yet. A client that sends 30 MB without
// asking first (Expect: 100-continue) would see "connection reset" in place of
// the 400 that tells it what is wrong. So the answer is sent first, and then
// the rest of the body is read and forgotten, within limits, before the
// connection closes. Nginx has the same and calls it lingering close; net/http
// does it for the first 256 KiB only. HTTP/2 can say that it wants no more of a
// body, and its clients, once refused, wait for the end of the answer, which
// must not wait for that of the body.
func linger(next http.Handler, bytes int64, limit time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody || r.ProtoMajor > 1 {
			next.ServeHTTP(w, r)
			return
		}
		body := &watchedBody{ReadCloser: r.Body}
		watched := r.WithContext(r.Context())
		watched.Body = body
		next.ServeHTTP(w, watched)

		// Nothing to wait for: the body was read, or broke, or the client
		// asked before sending and has its answer.
		if body.ended || (!body.begun && asksFirst(r)) {
			return
		}
		throwAway(w, body, bytes, limit)
	})
}

func throwAway(w http.ResponseWriter, body io.Reader, bytes int64, limit time.Duration) {
	connection := http.NewResponseController(w)
	// The deadline comes first: Flush itself reads a little of the body.
	if connection.SetReadDeadline(time.Now().Add(limit)) != nil || connection.Flush() != nil {
		return
	}
	// However it ends, the answer is out and nobody waits for more.
	_, _ = io.CopyN(io.Discard, body, bytes)
}

func asksFirst(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Expect"), "100-continue")
}

// watchedBody remembers how far a body was read.
type watchedBody struct {
	io.ReadCloser
	begun bool // something asked for it
	ended bool // it was read to its end or until it broke; not one that is late
}

// Read implements io.Reader.
func (b *watchedBody) Read(p []byte) (int, error) {
	b.begun = true
	n, err := b.ReadCloser.Read(p)
	b.ended = b.ended || (err != nil && !errors.Is(err, http.ErrBodyReadAfterClose) && !errors.Is(err, os.ErrDeadlineExceeded))
	return n, err
}
