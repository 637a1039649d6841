package portrait

import (
	"encoding/binary"
	"math/bits"
)

// JPEG markers, the second byte of each.
const (
	markSOF0  = 0xC0 // frame header, baseline
	markSOF2  = 0xC2 // frame header, progressive
	markDHT   = 0xC4 // Huffman tables
	markSOI   = 0xD8 // start of the file
	markEOI   = 0xD9 // end of the file
	markSOS   = 0xDA // header of a scan
	markDQT   = 0xDB // quantisation tables
	markAPP1  = 0xE1 // EXIF
	markAPP14 = 0xEE // Adobe's colour transform
)

// appendSegment appends a marker with its length and body.
func appendSegment(out []byte, marker byte, body []byte) []byte {
	out = append(out, 0xFF, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(out, body...)
}

// Both Huffman tables are flat: every code is as long as any other and equal
// to its symbol. That costs some bytes a file and spares the tables of the
// standard.
const (
	dcCodeBits = 4   // bits; 12 symbols
	acCodeBits = 8   // bits; 255 symbols, since all ones is reserved
	dcSymbols  = 12  // magnitudes of 0 to 11 bits
	acSymbols  = 255 // every run and magnitude
)

// huffmanTables returns the body of a DHT segment with both tables, each
// numbered 0.
func huffmanTables() []byte {
	table := func(class byte, codeBits, symbols int) []byte {
		out := make([]byte, 17, 17+symbols)
		out[0] = class << 4
		out[codeBits] = byte(symbols)
		for i := range symbols {
			out = append(out, byte(i))
		}
		return out
	}
	return append(table(0, dcCodeBits, dcSymbols), table(1, acCodeBits, acSymbols)...)
}

// bitWriter packs entropy-coded data, the highest bit first.
type bitWriter struct {
	out   []byte
	acc   uint32
	count int // bits in acc, below 8 between calls
}

// put writes the lowest n bits of v; n is at most 16.
func (w *bitWriter) put(v uint32, n int) {
	w.acc = w.acc<<n | v&(1<<n-1)
	w.count += n
	for w.count >= 8 {
		w.count -= 8
		b := byte(w.acc >> w.count)
		w.out = append(w.out, b)
		if b == 0xFF {
			w.out = append(w.out, 0) // or it would read as a marker
		}
	}
}

// flush fills the last byte with ones, as the standard asks for.
func (w *bitWriter) flush() {
	if w.count > 0 {
		w.put(0xFF, 8-w.count)
	}
}

// putDC writes the difference of a block's mean to the one before.
func (w *bitWriter) putDC(diff int) {
	n := magnitude(diff)
	w.put(uint32(n), dcCodeBits)
	w.putValue(diff, n)
}

// putAC writes the 63 other coefficients of a block, in zigzag order.
func (w *bitWriter) putAC(coefficients []int) {
	const (
		endOfBlock = 0x00
		sixteen    = 0xF0 // zeros
	)
	run := 0
	for _, v := range coefficients {
		if v == 0 {
			run++
			continue
		}
		for ; run >= 16; run -= 16 {
			w.put(sixteen, acCodeBits)
		}
		n := magnitude(v)
		w.put(uint32(run<<4|n), acCodeBits)
		w.putValue(v, n)
		run = 0
	}
	if run > 0 {
		w.put(endOfBlock, acCodeBits)
	}
}

// putEmpty writes that a whole band of the given number of blocks is zero, as
// progressive scans can.
func (w *bitWriter) putEmpty(blocks int) {
	const longest = 1<<15 - 1
	for blocks > 0 {
		run := min(blocks, longest)
		n := magnitude(run) - 1
		w.put(uint32(n<<4), acCodeBits)
		w.put(uint32(run), n) // the leading one is understood
		blocks -= run
	}
}

// putValue writes the n bits of a value; a negative one is off by one, so
// that its first bit is 0.
func (w *bitWriter) putValue(v, n int) {
	if v < 0 {
		v--
	}
	w.put(uint32(v), n)
}

// magnitude returns the number of bits of a value without its sign.
func magnitude(v int) int {
	return bits.Len(uint(max(v, -v)))
}
