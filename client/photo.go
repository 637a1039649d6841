package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// Photo is a JPEG to send. PhotoOf, PhotoFunc and PhotoStream make one; the
// zero Photo is none.
type Photo struct {
	size     int64 // bytes
	open     func() (io.ReadCloser, error)
	takeBack func() // ends what is still being read; nil if a Read may block
	err      error  // why there is no photo
}

// PhotoOf returns what is left to read of r, such as an *os.File or a
// *bytes.Reader. It can be sent any number of times, one after the other. r
// stays the caller's and is not closed.
func PhotoOf(r io.ReadSeeker) Photo {
	start, err := r.Seek(0, io.SeekCurrent)
	if err != nil {
		return Photo{err: fmt.Errorf("photo: %w", err)}
	}
	end, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return Photo{err: fmt.Errorf("photo: %w", err)}
	}
	l := &lender{source: r, start: start}
	return Photo{size: max(end-start, 0), open: l.lend, takeBack: l.takeBack}
}

// PhotoFunc returns a photo of that many bytes, which open opens each time that
// it is sent. What it returns is closed when it was read or the upload is over,
// but if the upload fails during a Read, not before that ends.
func PhotoFunc(size int64, open func() (io.ReadCloser, error)) Photo {
	return Photo{size: size, open: open}
}

// PhotoStream returns a photo of that many bytes that can be sent only once. An
// upload of it fails if the session turns out to be over. The session is new
// then, so that another photo can be sent. If an upload fails during a Read of
// r, it does not wait for that to end.
func PhotoStream(r io.Reader, size int64) Photo {
	var spent atomic.Bool
	return PhotoFunc(size, func() (io.ReadCloser, error) {
		if spent.Swap(true) {
			return nil, errSpent
		}
		return io.NopCloser(r), nil
	})
}

var errSpent = errors.New("the photo is a stream that was read already and cannot be sent again")

// lender lends somebody's reader to one request after the other. The HTTP
// client may go on reading for a moment when a request is over already.
type lender struct {
	source io.ReadSeeker
	start  int64

	mu   sync.Mutex
	loan *loan // nil if there was none yet
}

// lend returns the whole photo. Whoever had it before reads nothing any more.
func (l *lender) lend() (io.ReadCloser, error) {
	l.takeBack()
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.source.Seek(l.start, io.SeekStart); err != nil {
		return nil, fmt.Errorf("photo: %w", err)
	}
	l.loan = &loan{source: l.source}
	return l.loan, nil
}

func (l *lender) takeBack() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loan != nil {
		_ = l.loan.Close() // it never fails
	}
}

// loan is a reader until it is closed. Close waits for a Read that is under
// way.
type loan struct {
	mu     sync.Mutex
	source io.Reader // nil once it is closed
}

// Read implements io.Reader.
func (l *loan) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.source == nil {
		return 0, io.ErrClosedPipe
	}
	return l.source.Read(p)
}

// Close implements io.Closer.
func (l *loan) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.source = nil
	return nil
}

// interruptible returns what reads from a source until the context ends, also
// during a Read that blocks: net/http waits for that before it gives up a
// request. The source is read and closed by one goroutine.
func interruptible(ctx context.Context, source io.ReadCloser) io.ReadCloser {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, source)
		w.CloseWithError(cmp.Or(err, source.Close())) // nil is io.EOF
	}()
	stop := context.AfterFunc(ctx, func() { w.CloseWithError(ctx.Err()) })
	return &interruptibleReader{r, stop}
}

type interruptibleReader struct {
	*io.PipeReader
	stop func() bool
}

// Close implements io.Closer.
func (r *interruptibleReader) Close() error {
	r.stop()
	return r.PipeReader.Close()
}
