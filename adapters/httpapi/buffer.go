package httpapi

import (
	"io"
	"sync"
)

// How buffers for photos grow, in bytes. They at most double as a photo
// arrives: what a client announces is no reason to take memory, for it may send
// nothing.
const (
	unannouncedBytes = 64 << 10 // at once, for a photo of unknown size
	announcedBytes   = 1 << 20  // at once, on the word of a client that said how much it sends
	keptBytes        = 4 << 20  // of the largest buffer that is kept for another photo
)

// buffer is what one photo is read into.
type buffer struct{ bytes []byte }

// buffers lends buffers, so that a busy server does not make a new one for each
// photo.
type buffers struct{ pool sync.Pool }

// lend returns a buffer that nobody else has.
func (b *buffers) lend() *buffer {
	if used, ok := b.pool.Get().(*buffer); ok {
		return used
	}
	return &buffer{}
}

// giveBack takes a buffer that nobody reads or writes any more.
func (b *buffers) giveBack(used *buffer) {
	if cap(used.bytes) <= keptBytes {
		b.pool.Put(used)
	}
}

// fill reads r to its end, in place of what the buffer held, or until there are
// more than limit bytes. expected is how many there can be at most, negative if
// nobody said.
func (b *buffer) fill(r io.Reader, expected, limit int64) error {
	b.bytes = b.bytes[:0]
	for int64(len(b.bytes)) <= limit {
		if len(b.bytes) == cap(b.bytes) {
			b.grow(expected, limit)
		}
		n, err := r.Read(b.bytes[len(b.bytes):cap(b.bytes)])
		b.bytes = b.bytes[:len(b.bytes)+n]
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// grow makes room: twice as much, or for what is expected if that is less. One
// byte more finds the end, or that there is more.
func (b *buffer) grow(expected, limit int64) {
	size, room := int64(max(2*cap(b.bytes), unannouncedBytes)), limit+1
	if expected >= int64(cap(b.bytes)) { // or nobody said, or not the truth
		size, room = max(size, announcedBytes), min(room, expected+1)
	}
	grown := make([]byte, len(b.bytes), min(size, room))
	copy(grown, b.bytes)
	b.bytes = grown
}
