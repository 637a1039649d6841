package brokenjpeg

import (
	"bytes"
	"image"
	"math/rand/v2"
	"slices"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// whole puts out the file as it is, and with something around it.
func (o *output) whole(jpeg []byte) {
	o.add(jpeg, "whole")
	o.add(slices.Concat(jpeg, jpeg), "twice")
	o.add(slices.Concat(jpeg, make([]byte, 1<<20)), "a megabyte of zeros behind it")
	o.add(slices.Concat(jpeg, bytes.Repeat([]byte{0xFF}, 1<<20)), "a megabyte of fill bytes behind it")
	o.add(slices.Concat([]byte{0xFF, markSOI}, jpeg), "two beginnings")
	o.add(slices.Concat(jpeg[:2], bytes.Repeat([]byte{0xFF}, 1<<20), jpeg[2:]), "a megabyte of fill bytes in it")
	o.add(slices.Concat(jpeg[:len(jpeg)-2], make([]byte, 1<<20), jpeg[len(jpeg)-2:]), "a megabyte of zeros before its end")
	o.add(slices.Concat(jpeg[:2], jpeg), "one within the other")
}

// cut puts out the file cut off at every byte, and the same with an end.
func (o *output) cut(jpeg []byte) {
	for n := range len(jpeg) {
		o.add(jpeg[:n], "cut off at byte %d", n)
		if n >= 2 {
			o.add(slices.Concat(jpeg[:n], []byte{0xFF, markEOI}), "an end at byte %d", n)
		}
	}
}

// segments damages each segment in turn.
func (o *output) segments(jpeg []byte) {
	f := split(jpeg)
	for i, s := range f {
		for _, length := range []int{0, 1, 2, s.length - 1, s.length + 1, 0xFFFF} {
			long := s
			long.length = length
			o.add(f.with(i, long).bytes(), "segment %d (%x) of length %d", i, s.marker, length)
		}
		for _, marker := range []byte{
			0x02, markTEM, markSOF0, markSOF0 + 1, markSOF0 + 2, markSOF0 + 3, markSOF0 + 5, markSOF0 + 9, markSOF0 + 10, markSOF15,
			markDHT, markDAC, markRST0, markSOI, markEOI, markSOS, markDQT, markDNL, markDRI, markDHP, markEXP, markAPP0, markAPP1, markAPP14, markCOM,
		} {
			other := s
			other.marker = marker
			o.add(f.with(i, other).bytes(), "segment %d (%x) as %x", i, s.marker, marker)
		}
		o.add(f.with(i).bytes(), "segment %d (%x) missing", i, s.marker)
		o.add(f.with(i, s, s).bytes(), "segment %d (%x) twice", i, s.marker)
		o.add(f.with(i, slices.Repeat([]segment{s}, 300)...).bytes(), "segment %d (%x) 300 times", i, s.marker)
		o.add(f.with(i, s.bodied()).bytes(), "segment %d (%x) empty", i, s.marker)
		o.add(f.with(i, s.bodied(make([]byte, len(s.body))...)).bytes(), "segment %d (%x) all zeros", i, s.marker)
		o.add(f.with(i, s.bodied(bytes.Repeat([]byte{0xFF}, len(s.body))...)).bytes(), "segment %d (%x) all ones", i, s.marker)
		if i > 0 {
			swapped := slices.Clone(f)
			swapped[i-1], swapped[i] = s, f[i-1]
			o.add(swapped.bytes(), "segment %d (%x) before the one before", i, s.marker)
		}
	}
}

// flips is how many files are made of one with bits that are not as they were.
const flips = 2000

// flipped changes bits by chance: one, a few, or many.
func (o *output) flipped(jpeg []byte) {
	rng := rand.New(rand.NewPCG(2026, uint64(len(jpeg))))
	for i := range flips {
		broken := bytes.Clone(jpeg)
		count := 1 << rng.IntN(6)
		for range count {
			broken[2+rng.IntN(len(broken)-2)] ^= 1 << rng.IntN(8)
		}
		o.add(broken, "%d bits flipped, no. %d", count, i)
	}
}

// extremes puts out files that are of no other's making.
func (o *output) extremes() {
	for _, size := range []image.Point{{8, 4000}, {100, 4000}, {4000, 100}, {1, 1}, {1, 4000}, {4000, 1}, {39, 400}, {40, 400}} {
		o.add(portrait.JPEG(image.NewGray(image.Rectangle{Max: size}), 50), "%dx%d px of grey", size.X, size.Y)
	}
	beginning := []byte{0xFF, markSOI}
	o.add(nil, "nothing")
	o.add(beginning, "a beginning")
	o.add([]byte{0xFF, markSOI, 0xFF, markEOI}, "a beginning and an end")
	o.add(bytes.Repeat(beginning, 1<<19), "half a million beginnings")
	o.add(bytes.Repeat([]byte{0xFF}, 1<<20), "a megabyte of fill bytes")
	o.add(slices.Concat(beginning, make([]byte, 1<<20)), "a beginning and zeros")
	o.add(slices.Concat(beginning, bytes.Repeat([]byte{0xFF, 0}, 1<<19)), "a beginning and stuffed bytes")
}
